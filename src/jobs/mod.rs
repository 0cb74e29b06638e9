//! What runs by itself, on one screen. How it runs (one firing for each interval across all replicas, never two at
//! once, rescued when its process dies, logged) is `scheduler`'s; what it does is `app`'s.

mod scheduler;

use std::pin::Pin;

pub use self::scheduler::{Scheduler, start};

use crate::app::jobs::maintenance;
use crate::app::jobs::run_errors::RunErrors;
use crate::app::jobs::run_result::RunResult;
use crate::app::livekit::participant_poll;
use crate::app::meet::poll::{self, PollKind};
use crate::app::organization::problems;
use crate::app::{App, evaluate};
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

/// Every job.
pub const JOBS: &[JobDefinition] = &[
    JobDefinition {
        name: "sessions",
        development_seconds: 60,
        production_seconds: 120,
        settings: |jobs| jobs.sessions,
        run_at_start: false,
        run: |app, only| Box::pin(async move { run_evaluation(&app, only.as_deref()).await }),
    },
    JobDefinition {
        name: poll::LIVE_JOB,
        development_seconds: 60,
        production_seconds: 180,
        settings: |jobs| jobs.meet_poll,
        run_at_start: false,
        run: |app, only| Box::pin(async move { run_meet_poll(&app, PollKind::Live, only.as_deref()).await }),
    },
    JobDefinition {
        name: "meet_retry",
        development_seconds: 120,
        production_seconds: 600,
        settings: |jobs| config::JobConfig { interval_seconds: jobs.meet_retry.interval_seconds },
        run_at_start: false,
        run: |app, only| Box::pin(async move { run_meet_poll(&app, PollKind::Retry, only.as_deref()).await }),
    },
    JobDefinition {
        name: "livekit_roster",
        development_seconds: 30,
        production_seconds: 60,
        settings: |jobs| jobs.livekit_roster,
        // While nobody listened, leaves were lost.
        run_at_start: true,
        run: |app, only| Box::pin(async move { run_room_poll(&app, only.as_deref()).await }),
    },
    JobDefinition {
        name: "maintenance",
        development_seconds: 3_600,
        production_seconds: 3_600,
        settings: |jobs| config::JobConfig { interval_seconds: jobs.maintenance.interval_seconds },
        run_at_start: false,
        run: |app, only| Box::pin(async move { Ok(maintenance::run(&app, only.as_deref()).await?) }),
    },
];

async fn run_evaluation(app: &App, only: Option<&str>) -> Result<RunResult, JobError> {
    // Every word is said though there was nothing to do.
    let mut tally = RunResult::from(evaluate::EvaluationCounts::default().counts());
    for (organization, round) in evaluate::evaluate_waiting_by_organization(app, only).await? {
        tally.add(&organization, round.counts(), RunErrors::default());
    }
    problems::update_list(app).await?;
    Ok(tally)
}

async fn run_meet_poll(app: &App, reach: PollKind, only: Option<&str>) -> Result<RunResult, JobError> {
    let mut tally = RunResult::from(poll::PollOutcome::default().counts());
    for (organization, outcome) in poll::poll_due(app, reach, only).await? {
        tally.add(&organization, outcome.counts(), outcome.problems);
    }
    Ok(tally)
}

async fn run_room_poll(app: &App, only: Option<&str>) -> Result<RunResult, JobError> {
    let rounds = participant_poll::poll_due_rooms(app, only).await?;
    let mut tally = RunResult::from(participant_poll::RoomPollOutcome::default().counts());
    for (organization, round) in rounds {
        tally.add(&organization, round.counts(), round.problems);
    }
    Ok(tally)
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
