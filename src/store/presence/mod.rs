//! Who was seen in which session.

pub mod attendance_logs;
