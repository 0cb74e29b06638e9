//! The outside world, one folder per vendor. Each knows its vendor and nothing of the store.

mod addresses;
pub mod http_response;
pub mod livekit;
pub mod meet;
