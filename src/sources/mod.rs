//! Clients of the platforms that evidence comes from, one folder per vendor. None knows the store.

mod addresses;
pub mod http_response;
pub mod livekit;
pub mod meet;
