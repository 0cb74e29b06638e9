//! Outgoing clients: mail by SMTP, webhooks as Standard Webhooks, notifications to browsers as Web Push.
//!
//! Each takes one message and makes one attempt; what became of it is a `DeliveryOutcome`. They know no store and no
//! clock: whoever calls them keeps the messages, says what time it is, tries again and gives up.

mod http;
pub mod mail;
pub mod outcome;
pub mod push;
pub mod webhook;

pub use self::http::InvalidCertificates;
pub use self::outcome::DeliveryOutcome;
