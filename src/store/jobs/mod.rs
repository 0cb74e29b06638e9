//! Jobs: which process runs each, and the log of their runs. What a job does is in `app`.
//!
//! A job runs under a lease that expires unless it is renewed. Each acquisition increments a fencing token; a process
//! that still holds an older token can neither renew nor finish the run.

mod leases;
pub mod run_results;
mod runs;

pub use self::leases::{JobLease, JobRunEnd, RequestedRun};
pub use self::runs::JobRun;
