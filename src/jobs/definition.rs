//! What a job is.

use std::pin::Pin;

use crate::app::App;
use crate::app::jobs::run_result::RunResult;
use crate::config::{self, JobProfile};

/// Why a run failed; its text goes into the log of runs.
pub type JobError = Box<dyn std::error::Error + Send + Sync>;

/// A run at work.
pub type JobFuture = Pin<Box<dyn Future<Output = Result<RunResult, JobError>> + Send>>;

/// One job. Bodies are safe to run twice: a run that dies is begun again.
#[derive(Clone, Copy)]
pub struct JobDefinition {
    pub name: &'static str,
    /// Seconds between two runs, by profile.
    pub development_seconds: u64,
    pub production_seconds: u64,
    /// Its section in the settings.
    pub settings: fn(&config::JobsConfig) -> config::JobConfig,
    /// Whether every start of a process runs it once, whatever the interval.
    pub run_at_start: bool,
    /// The work: of one organisation, whose admin asked for it, or of all.
    pub run: fn(App, Option<String>) -> JobFuture,
}

impl JobDefinition {
    /// Seconds between two runs under these settings.
    pub fn interval_seconds(&self, jobs: &config::JobsConfig) -> u64 {
        match ((self.settings)(jobs).interval_seconds, jobs.profile) {
            (0, JobProfile::Development) => self.development_seconds,
            (0, JobProfile::Production) => self.production_seconds,
            (set, _) => set,
        }
    }
}
