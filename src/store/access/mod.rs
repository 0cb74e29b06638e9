//! Who may get in, what they reach, and what their repeated requests were answered.

pub(crate) mod access_filter;
pub mod idempotency;
pub mod logins;
pub mod tokens;
