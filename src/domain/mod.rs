//! The pure core: values in, values out. No clock, no I/O, no randomness, no SQL.
//!
//! Read it in the order evidence takes: `evidence` → `presence` → `verdict` → `money`; `evaluation` calls these steps in
//! this order for one session. `analytics` makes figures of what came out, over many sessions.

pub mod access;
pub mod analytics;
pub mod board;
pub mod checkin;
pub mod evaluation;
pub mod evidence;
pub mod json;
pub mod money;
pub mod notification;
pub mod organization;
pub mod people;
pub mod presence;
pub mod session;
pub mod session_timeline;
pub mod string_enum;
pub mod subscription;
pub mod time;
pub mod timetable;
pub mod verdict;
