//! Access: passwords, logins, the limit on guessing passwords, and API tokens. What a caller may see and do is decided
//! in `domain::access`.

pub mod api_tokens;
pub mod browser_logins;
pub mod login;
pub mod login_attempt;
pub mod login_throttle;
pub mod own_password;
pub mod password;
mod token_uses;

pub use self::token_uses::TokenUses;
