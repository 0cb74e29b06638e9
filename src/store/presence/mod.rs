//! Presence: the log of who was seen in which session, and when.

pub mod attendance_logs;
