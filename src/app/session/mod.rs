//! Sessions: planning them, seeing them, and moving them through their life.

pub mod attendance;
pub mod attendance_log;
pub mod booking;
pub mod change;
pub mod create;
pub mod evidence;
pub mod explain;
pub mod find;
pub mod list;
pub mod overrides;
mod reports;
pub mod resync;
pub mod transitions;
