//! LiveKit, from a forged token to a real server with real participants.

mod captures;
mod forged;
