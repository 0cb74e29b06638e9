//! Sessions: planning and changing them, their state transitions, what people state about them, who attended, and what
//! every figure is explained by. Evaluating sessions is done in `evaluate`.

pub mod attendance;
pub mod attendance_log;
pub mod booking;
pub mod change;
pub mod change_transaction;
pub mod create;
pub mod evidence;
pub mod explain;
pub mod find;
pub mod history;
pub mod list;
pub mod of_person;
pub mod overrides;
pub mod overview;
pub mod planning;
pub mod replan;
pub(in crate::app) mod reports;
pub mod resync;
pub mod room;
pub mod sketches;
pub mod timeline;
pub mod transitions;
