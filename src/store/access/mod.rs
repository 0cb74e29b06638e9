//! Who may get in, what they reach, and what their repeated requests were answered.

pub mod idempotency;
pub mod logins;
pub(crate) mod reach;
pub mod tokens;
