//! Google Meet: the simulated Google judged by Google's own clients, and everything of ours that talks to it.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod classes;
mod client;
mod connect;
mod day;
mod official_clients;
mod pitfalls;
mod resync;
mod school;
mod simulated_google;
#[path = "../support/mod.rs"]
mod support;
