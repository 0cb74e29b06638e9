//! The list of scheduled jobs. `scheduler` runs them: one run per interval across all replicas, never two at once,
//! started again when its process dies, and logged. What a job does is in `app`.

mod definition;
mod scheduler;

pub use self::definition::{JobDefinition, JobError, JobFuture};
pub use self::scheduler::{Scheduler, start};

use crate::app::jobs::{bodies, maintenance, notify};
use crate::app::livekit::rooms::cleanup::clean_up;
use crate::app::livekit::rooms::create_due::make_due_rooms;
use crate::app::meet::poll::{LIVE_JOB, PollKind};
use crate::config;

/// Every job.
pub const JOBS: &[JobDefinition] = &[
    JobDefinition {
        name: "sessions",
        development_seconds: 60,
        production_seconds: 120,
        settings: |jobs| jobs.sessions,
        run_at_start: false,
        run: |app, extent| Box::pin(async move { Ok(bodies::evaluate(&app, extent.organization()).await?) }),
    },
    JobDefinition {
        name: LIVE_JOB,
        development_seconds: 60,
        production_seconds: 180,
        settings: |jobs| jobs.meet_poll,
        run_at_start: false,
        run: |app, extent| {
            Box::pin(async move { Ok(bodies::poll_meet(&app, PollKind::Live, extent.organization()).await?) })
        },
    },
    JobDefinition {
        name: "meet_retry",
        development_seconds: 120,
        production_seconds: 600,
        settings: |jobs| config::JobConfig { interval_seconds: jobs.meet_retry.interval_seconds },
        run_at_start: false,
        run: |app, extent| {
            Box::pin(
                async move { Ok(bodies::poll_meet(&app, PollKind::Retry, extent.organization()).await?) },
            )
        },
    },
    JobDefinition {
        name: "livekit_roster",
        development_seconds: 30,
        production_seconds: 60,
        settings: |jobs| jobs.livekit_roster,
        // While the process was down, webhooks of people leaving may have been lost, so the rooms are read at once.
        run_at_start: true,
        run: |app, extent| {
            Box::pin(async move { Ok(bodies::poll_livekit_rooms(&app, extent.organization()).await?) })
        },
    },
    JobDefinition {
        name: "rooms_create",
        development_seconds: 60,
        production_seconds: 300,
        settings: |jobs| jobs.rooms_create,
        run_at_start: false,
        run: |app, extent| Box::pin(async move { Ok(make_due_rooms(&app, extent.organization()).await?) }),
    },
    JobDefinition {
        name: "rooms_cleanup",
        development_seconds: 60,
        production_seconds: 600,
        settings: |jobs| jobs.rooms_cleanup,
        run_at_start: false,
        run: |app, extent| Box::pin(async move { Ok(clean_up(&app, extent.organization()).await?) }),
    },
    JobDefinition {
        name: "notify",
        development_seconds: 10,
        production_seconds: 15,
        settings: |jobs| config::JobConfig { interval_seconds: jobs.notify.interval_seconds },
        run_at_start: false,
        run: |app, extent| Box::pin(async move { Ok(notify::run(&app, extent.organization()).await?) }),
    },
    JobDefinition {
        name: "maintenance",
        development_seconds: 3_600,
        production_seconds: 3_600,
        settings: |jobs| config::JobConfig { interval_seconds: jobs.maintenance.interval_seconds },
        run_at_start: false,
        run: |app, extent| Box::pin(async move { Ok(maintenance::run(&app, &extent).await?) }),
    },
];
