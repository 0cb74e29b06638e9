//! The outgoing clients against what they will meet: a real mail server, endpoints that misbehave, a push service with a
//! browser behind it. Other people's libraries judge what arrives.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod helper;
mod mail;
mod mail_refused;
#[path = "../support/messages.rs"]
mod messages;
mod one_dead;
mod outage;
mod push;
mod simulated_mail;
mod storm;
#[path = "../support/mod.rs"]
mod support;
mod webhook;
