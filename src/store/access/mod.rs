//! Access: logins, those of browsers, API tokens, the SQL conditions for what a caller may see, and the saved responses of requests
//! with an `Idempotency-Key`. It verifies no password and no token.

pub(crate) mod access_filter;
pub mod browser_logins;
pub mod logins;
pub mod tokens;
