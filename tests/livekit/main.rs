//! LiveKit, from a forged token to a real server with real participants.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod captures;
mod forged;
mod lesson;
mod process;
mod real;
mod sdk;
mod simulated;
mod support;
mod webhook;
