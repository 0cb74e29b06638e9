//! Google Meet: the simulated Google judged by Google's own clients, and everything of ours that talks to it.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod classes;
mod client;
mod connect;
mod day;
mod judge;
mod pitfalls;
mod resync;
mod school;
mod stage;
#[path = "../support/mod.rs"]
mod support;
