//! What runs by itself, on one screen. How it runs (one firing for each interval across all replicas, never two at
//! once, rescued when its process dies, logged) is `scheduler`'s; what it does is `app`'s.

mod scheduler;

use std::pin::Pin;

pub use self::scheduler::{Scheduler, start};

use crate::app::jobs::failures::Problems;
use crate::app::jobs::maintenance;
use crate::app::jobs::tally::Tally;
use crate::app::livekit::participant_poll;
use crate::app::meet::poll::{self, Reach};
use crate::app::organization::problems;
use crate::app::{App, evaluate};
use crate::config::{self, Profile};

/// Why a run failed; its text goes into the log of runs.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// A run at work.
pub type Running = Pin<Box<dyn Future<Output = Result<Tally, Failure>> + Send>>;

/// One job. Bodies are safe to run twice: a run that dies is begun again.
#[derive(Clone, Copy)]
pub struct Job {
    pub name: &'static str,
    /// Seconds between two runs, by profile.
    pub development: u64,
    pub production: u64,
    /// Its section in the settings.
    pub settings: fn(&config::Jobs) -> config::Job,
    /// Whether every start of a process runs it once, whatever the interval.
    pub at_start: bool,
    /// The work: of one organisation, whose admin asked for it, or of all.
    pub run: fn(App, Option<String>) -> Running,
}

/// Every job.
pub const JOBS: &[Job] = &[
    Job {
        name: "sessions",
        development: 60,
        production: 120,
        settings: |jobs| jobs.sessions,
        at_start: false,
        run: |app, only| Box::pin(async move { evaluated(&app, only.as_deref()).await }),
    },
    Job {
        name: poll::LIVE_JOB,
        development: 60,
        production: 180,
        settings: |jobs| jobs.meet_poll,
        at_start: false,
        run: |app, only| Box::pin(async move { polled(&app, Reach::Live, only.as_deref()).await }),
    },
    Job {
        name: "meet_retry",
        development: 120,
        production: 600,
        settings: |jobs| config::Job { interval_seconds: jobs.meet_retry.interval_seconds },
        at_start: false,
        run: |app, only| Box::pin(async move { polled(&app, Reach::Retry, only.as_deref()).await }),
    },
    Job {
        name: "livekit_roster",
        development: 30,
        production: 60,
        settings: |jobs| jobs.livekit_roster,
        // While nobody listened, leaves were lost.
        at_start: true,
        run: |app, only| Box::pin(async move { asked(&app, only.as_deref()).await }),
    },
    Job {
        name: "maintenance",
        development: 3_600,
        production: 3_600,
        settings: |jobs| config::Job { interval_seconds: jobs.maintenance.interval_seconds },
        at_start: false,
        run: |app, only| Box::pin(async move { Ok(maintenance::run(&app, only.as_deref()).await?) }),
    },
];

async fn evaluated(app: &App, only: Option<&str>) -> Result<Tally, Failure> {
    // Every word is said though there was nothing to do.
    let mut tally = Tally::from(evaluate::Round::default().counts());
    for (organization, round) in evaluate::due_of(app, only).await? {
        tally.add(&organization, round.counts(), Problems::default());
    }
    problems::keep(app).await?;
    Ok(tally)
}

async fn polled(app: &App, reach: Reach, only: Option<&str>) -> Result<Tally, Failure> {
    let mut tally = Tally::from(poll::Outcome::default().counts());
    for (organization, outcome) in poll::run_of(app, reach, only).await? {
        tally.add(&organization, outcome.counts(), outcome.problems);
    }
    Ok(tally)
}

async fn asked(app: &App, only: Option<&str>) -> Result<Tally, Failure> {
    let rounds = participant_poll::ask_due_of(app, only).await?;
    let mut tally = Tally::from(participant_poll::Round::default().counts());
    for (organization, round) in rounds {
        tally.add(&organization, round.counts(), round.problems);
    }
    Ok(tally)
}

impl Job {
    /// Seconds between two runs under these settings.
    pub fn interval_seconds(&self, jobs: &config::Jobs) -> u64 {
        match ((self.settings)(jobs).interval_seconds, jobs.profile) {
            (0, Profile::Development) => self.development,
            (0, Profile::Production) => self.production,
            (set, _) => set,
        }
    }
}
