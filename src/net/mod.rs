//! Asking other machines: which addresses may be asked over HTTP, answers of a bounded size, and how the address of a
//! mail server is written. Whoever talks to the outside (`sources`, `delivery`) builds on it.

pub(crate) mod addresses;
pub mod http_response;
pub mod smtp_url;
