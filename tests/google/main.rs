//! Google Meet: the simulated Google judged by Google's own clients, and everything of ours that talks to it.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod client;
mod pitfalls;
mod school;
#[path = "../support/mod.rs"]
mod support;
mod judge;
mod stage;
