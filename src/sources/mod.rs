//! The outside world, one folder per vendor. Each knows its vendor and nothing of the store.

pub mod livekit;
pub mod meet;
