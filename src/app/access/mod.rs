//! Access: passwords, logins and API tokens.

pub mod api_tokens;
pub mod login;
pub mod password;
mod token_uses;

pub use self::token_uses::TokenUses;
