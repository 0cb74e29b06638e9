//! Simulated platforms, true to their protocols, for the tests and the demo. The product does not use them.

pub mod google;
pub mod livekit;
pub mod mail;
