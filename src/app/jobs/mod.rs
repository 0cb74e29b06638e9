//! What the bodies of jobs share: who asked for a run, what it did, and whether the scheduler lives.

pub mod heartbeat;
pub mod list;
pub mod maintenance;
pub mod requests;
pub mod run_errors;
pub mod run_result;
