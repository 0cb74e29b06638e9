//! Asking other machines over HTTP: which addresses may be asked, and answers of a bounded size. Whoever talks to the
//! outside (`sources`, `delivery`) builds on it.

pub(crate) mod addresses;
pub mod http_response;
