//! Clients of the platforms that evidence comes from, one folder per vendor. None knows the store.

pub mod livekit;
pub mod meet;
