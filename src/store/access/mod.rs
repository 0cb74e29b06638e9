//! Access: logins and API tokens, the SQL conditions for what a caller may see, and the answers to requests that are
//! repeated.

pub(crate) mod access_filter;
pub mod logins;
pub mod tokens;
