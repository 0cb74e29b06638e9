//! Getting in: passwords, logins, tokens.

pub mod api_tokens;
pub mod login;
pub mod password;
