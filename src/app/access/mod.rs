//! Getting in: passwords, logins, tokens.

pub mod login;
pub mod password;
pub mod token;
