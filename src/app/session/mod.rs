//! Sessions: planning them, seeing them, and moving them through their life.

pub mod attendance;
pub mod attendance_log;
pub mod booking;
pub mod change;
pub mod change_transaction;
pub mod close_room;
pub mod create;
pub mod evidence;
pub mod explain;
pub mod find;
pub mod list;
pub mod overrides;
pub mod plan;
pub mod resync;
pub mod transitions;
