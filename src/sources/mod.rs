//! The outside world, one folder per vendor. Each knows its vendor and nothing of the store.

mod addresses;
pub mod livekit;
pub mod meet;
pub mod reading;
