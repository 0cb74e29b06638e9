//! Jobs as the application knows them: their bodies, asking for a run, the result of a run, and whether the scheduler
//! lives. When they run is decided in `crate::jobs`.

pub mod bodies;
pub mod heartbeat;
pub mod list;
pub mod maintenance;
pub mod requests;
pub mod run_errors;
pub mod run_result;
