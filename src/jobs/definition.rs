//! What a job is: its name, its intervals, and the function that does its work.

use std::pin::Pin;

use crate::app::App;
use crate::app::jobs::run_extent::RunExtent;
use crate::app::jobs::run_result::RunResult;
use crate::config::{self, JobProfile};

/// Why a run failed; its text goes into the log of runs.
pub type JobError = Box<dyn std::error::Error + Send + Sync>;

/// A run in progress.
pub type JobFuture = Pin<Box<dyn Future<Output = Result<RunResult, JobError>> + Send>>;

/// One job. Its work must be safe to run twice, because a run whose process dies is started again.
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
    /// The work, for the organisations of its extent.
    pub run: fn(App, RunExtent) -> JobFuture,
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
