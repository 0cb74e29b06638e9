//! LiveKit, from a forged token to a real server with real participants.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod captures;
mod forged;
mod support;
mod webhook;
