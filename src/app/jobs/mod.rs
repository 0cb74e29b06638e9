//! What the bodies of jobs share: who asked for a run, what it did, and whether the scheduler lives.

pub mod failures;
pub mod heartbeat;
pub mod maintenance;
pub mod request;
pub mod tally;
