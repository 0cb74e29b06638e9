//! Jobs: the work that each does, requesting a run, the result of a run, and whether the scheduler is alive. When they
//! run is decided in `crate::jobs`.

pub mod bodies;
pub mod heartbeat;
pub mod list;
pub mod maintenance;
pub mod notify;
pub mod requests;
pub mod run_errors;
pub mod run_extent;
pub mod run_result;
