//! Evidence → who was there when, as stretches of time: what somebody saw, and what cannot be excluded.

pub mod attendance_log;
pub mod connection;
pub mod livekit;
pub mod meet;
pub mod onsite;
pub mod spans;
pub mod staleness;
pub mod timeline;
pub mod window;
