//! What runs by itself, on one screen. How it runs (one firing for each interval across all replicas, never two at
//! once, rescued when its process dies, logged) is `scheduler`'s; what it does is `app`'s.

mod scheduler;

use std::collections::BTreeMap;
use std::pin::Pin;

pub use self::scheduler::{Scheduler, start};

use crate::app::meet::poll::{self, Reach};
use crate::app::{App, evaluate, maintain, roster, unreadable};
use crate::config::{self, Profile};

/// What a run did, by word: `{"evaluated": 12}`.
pub type Counts = BTreeMap<&'static str, u64>;

/// Why a run failed; its text goes into the log of runs.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// A run at work.
pub type Running = Pin<Box<dyn Future<Output = Result<Counts, Failure>> + Send>>;

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
    pub run: fn(App) -> Running,
}

/// Every job.
pub const JOBS: &[Job] = &[
    Job {
        name: "sessions",
        development: 60,
        production: 120,
        settings: |jobs| jobs.sessions,
        at_start: false,
        run: |app| {
            Box::pin(async move {
                let counts = evaluate::due(&app).await?.counts();
                unreadable::keep(&app).await?;
                Ok(counts)
            })
        },
    },
    Job {
        name: poll::LIVE_JOB,
        development: 60,
        production: 180,
        settings: |jobs| jobs.meet_poll,
        at_start: false,
        run: |app| Box::pin(async move { Ok(poll::run(&app, Reach::Live).await?.ended()?) }),
    },
    Job {
        name: "meet_retry",
        development: 120,
        production: 600,
        settings: |jobs| config::Job { interval_seconds: jobs.meet_retry.interval_seconds },
        at_start: false,
        run: |app| Box::pin(async move { Ok(poll::run(&app, Reach::Retry).await?.ended()?) }),
    },
    Job {
        name: "livekit_roster",
        development: 30,
        production: 60,
        settings: |jobs| jobs.livekit_roster,
        // While nobody listened, leaves were lost.
        at_start: true,
        run: |app| {
            Box::pin(async move {
                let asked = roster::ask_due(&app).await?;
                evaluate::due(&app).await?;
                Ok(asked.ended()?)
            })
        },
    },
    Job {
        name: "maintenance",
        development: 3_600,
        production: 3_600,
        settings: |jobs| config::Job { interval_seconds: jobs.maintenance.interval_seconds },
        at_start: false,
        run: |app| Box::pin(async move { Ok(maintain::run(&app).await?) }),
    },
];

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
