//! Evidence → who was there when, as spans of time: the proven ones, and the possible ones that cannot be excluded.
//! `livekit`, `meet` and `onsite` make connections of their evidence, `timeline` unites those of one person.

pub mod attendance_log;
pub mod connection;
pub mod credit_window;
pub mod livekit;
pub mod meet;
pub mod onsite;
pub mod spans;
pub mod staleness;
pub mod timeline;
