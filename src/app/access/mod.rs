//! Getting in: passwords, logins, the limit on guessing them, API tokens.

pub mod api_tokens;
pub mod login;
pub mod login_throttle;
pub mod password;
mod token_uses;

pub use self::token_uses::TokenUses;
