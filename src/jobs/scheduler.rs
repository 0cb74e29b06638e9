//! Runs the jobs, together with the schedulers of all other replicas.
//!
//! A timer calls `tick` every second and knows nothing of the jobs. Leases in the database decide which replica runs which
//! job, so late, doubled or missed ticks do no harm. (A cron library was tried as the timer: it parses expressions that
//! nobody writes here, and cost three crates.)

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::MissedTickBehavior;

use super::definition::{JobDefinition, JobError};
use crate::app::App;
use crate::app::jobs::run_extent::RunExtent;
use crate::app::jobs::run_result::{RunResult, counts_json};
use crate::domain::time::hours::DailyHours;
use crate::domain::time::{SECOND, Timestamp};
use crate::store::StoreError;
use crate::store::jobs::run_results::OrganizationRunResult;
use crate::store::jobs::{JobLease, JobRun, JobRunEnd, RequestedRun};

/// How long a lease lasts unless it is renewed. A run whose process died is begun again at the first tick after it.
const LEASE_DURATION: i64 = 45 * SECOND;
/// How often the scheduler looks for runs that are due.
const TICK_INTERVAL: Duration = Duration::from_secs(1);
/// How often a lease is renewed.
const LEASE_RENEWAL_INTERVAL: Duration = Duration::from_secs(10);

/// The scheduler of one replica.
#[derive(Clone)]
pub struct Scheduler {
    app: App,
    jobs: Arc<[JobDefinition]>,
    /// The id of this replica, for leases and the log of runs.
    holder: String,
    /// Held by the tick at work: a tick that comes meanwhile does nothing.
    ticking: Arc<Mutex<()>>,
}

/// Starts the ticker, which runs until `app.shutdown`. Runs still in progress then are in `app.tasks`, which the
/// shutdown waits for.
///
/// # Errors
/// Where the jobs cannot be registered.
pub async fn start(app: App, jobs: &[JobDefinition]) -> Result<(), StoreError> {
    let scheduler = Scheduler::new(app.clone(), jobs);
    scheduler.register().await?;
    tokio::spawn(async move {
        let mut ticks = tokio::time::interval(TICK_INTERVAL);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Skip);
        loop {
            tokio::select! {
                _ = ticks.tick() => {}
                () = app.shutdown.cancelled() => return,
            }
            if let Err(error) = scheduler.tick().await {
                tracing::warn!(%error, "the jobs could not be looked at");
            }
        }
    });
    Ok(())
}

impl Scheduler {
    pub fn new(app: App, jobs: &[JobDefinition]) -> Scheduler {
        let holder = app.new_id();
        Scheduler { app, jobs: jobs.into(), holder, ticking: Arc::default() }
    }

    /// Writes the jobs and their intervals, from the settings of this process, to the database, and requests a run of
    /// those that run at every start.
    pub async fn register(&self) -> Result<(), StoreError> {
        let mut write = self.app.store.write().await?;
        for job in self.jobs.iter() {
            write.register_job(job.name, self.interval(job) / SECOND).await?;
            if job.run_at_start {
                write.request_job_run(job.name, &self.app.new_id()).await?;
            }
        }
        write.commit().await
    }

    /// Starts every run that is due, as a task in `app.tasks`.
    pub async fn tick(&self) -> Result<(), StoreError> {
        let Ok(_ticking) = self.ticking.try_lock() else { return Ok(()) };
        if self.app.shutdown.is_cancelled() {
            return Ok(());
        }
        let now = self.app.now();
        let mut read = self.app.store.read().await?;
        let leases = read.list_leases().await?;
        let requested = read.list_requested_runs().await?;
        drop(read);
        for job in self.jobs.iter() {
            let Some(lease) = leases.iter().find(|lease| lease.name == job.name) else { continue };
            let Some(run) = self.next_run(job, lease, &requested, now).await? else { continue };
            let extent = self.extent(job, lease, &run);
            let mut write = self.app.store.write().await?;
            if let Some(fence) = write.begin_job_run(&run, now.plus(LEASE_DURATION)).await? {
                write.commit().await?;
                self.app.tasks.spawn(self.clone().run(*job, extent, fence));
            }
        }
        self.app.heartbeat.beat(now);
        metrics::gauge!("rollcall_scheduler_last_tick_seconds").set(now.millis() as f64 / 1_000.0);
        Ok(())
    }

    /// The run of a job that may begin now. What is due for everybody goes before what one organisation asked for, and
    /// among those whoever asked first, so that no organisation keeps the others waiting.
    async fn next_run(
        &self,
        job: &JobDefinition,
        lease: &JobLease,
        requested: &[RequestedRun],
        now: Timestamp,
    ) -> Result<Option<JobRun>, StoreError> {
        let slot = interval_start(now, self.interval(job));
        let run = |id: String, organization: Option<&str>, slot: Option<Timestamp>| JobRun {
            id,
            name: job.name.to_owned(),
            organization: organization.map(str::to_owned),
            fence: 0,
            slot,
            holder: self.holder.clone(),
            started_at: now,
            ended_at: None,
            outcome: None,
            counts: "{}".to_owned(),
            error: None,
        };
        if lease.is_due(slot, now) && self.is_within_hours(job, lease, now).await? {
            return Ok(Some(match &lease.requested_run {
                // A requested run has its id from the request.
                Some(id) => run(id.clone(), None, None),
                None => run(self.app.new_id(), None, Some(slot)),
            }));
        }
        let asked = requested.iter().find(|asked| asked.name == job.name && lease.holder.is_none());
        Ok(asked.map(|asked| run(asked.run_id.clone(), Some(&asked.organization_id), None)))
    }

    /// Whether the job may run at this hour: it is one of its hours somewhere.
    async fn is_within_hours(
        &self,
        job: &JobDefinition,
        lease: &JobLease,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        match self.hours(job, lease) {
            Some(hours) => Ok(hours.contains(&self.app.store.read().await?.list_time_zones().await?, now)),
            None => Ok(true),
        }
    }

    /// The hours that a run is held to. One that somebody asked for, or that died half-way, runs at any hour, and for
    /// everybody.
    fn hours(&self, job: &JobDefinition, lease: &JobLease) -> Option<DailyHours> {
        let is_held = lease.requested_run.is_none() && lease.holder.is_none();
        self.app.config.jobs.hours(job.name).filter(|_| is_held)
    }

    /// Which organisations a run works for: in a job with hours those where it is one of them now.
    fn extent(&self, job: &JobDefinition, lease: &JobLease, run: &JobRun) -> RunExtent {
        match (&run.organization, self.hours(job, lease)) {
            (Some(only), _) => RunExtent::only(only),
            (None, Some(hours)) => RunExtent::within(hours),
            (None, None) => RunExtent::everywhere(),
        }
    }

    fn interval(&self, job: &JobDefinition) -> i64 {
        i64::try_from(job.interval_seconds(&self.app.config.jobs))
            .map_or(i64::MAX, |seconds| seconds * SECOND)
    }

    /// One run under its fence: runs the body, renews the lease meanwhile, and writes the end into the log of runs.
    async fn run(self, job: JobDefinition, extent: RunExtent, fence: i64) {
        tracing::debug!(job = job.name, fence, "a run begins");
        // In a task of its own: a panic in a body is that run's failure, not the scheduler's.
        let mut body = tokio::spawn((job.run)(self.app.clone(), extent));
        let result: Result<RunResult, JobError> = tokio::select! {
            ended = &mut body => ended.unwrap_or_else(|panic| Err(panic.into())),
            () = self.renew(job.name, fence) => {
                body.abort();
                tracing::warn!(job = job.name, fence, "a run has lost its turn and stops");
                return;
            }
        };
        if let Err(error) = self.record_end(job.name, fence, &result).await {
            tracing::warn!(job = job.name, fence, %error, "the end of a run could not be written");
        }
    }

    /// Renews the lease again and again; returns when it is lost.
    async fn renew(&self, name: &str, fence: i64) {
        loop {
            tokio::time::sleep(LEASE_RENEWAL_INTERVAL).await;
            let renewed = async {
                let mut write = self.app.store.write().await?;
                let kept = write.renew_job_lease(name, fence, self.app.now().plus(LEASE_DURATION)).await?;
                write.commit().await?;
                Ok::<_, StoreError>(kept)
            };
            match renewed.await {
                Ok(true) => {}
                Ok(false) => return,
                // If this goes on, the lease expires and another replica starts the run again.
                Err(error) => tracing::warn!(job = name, %error, "a turn could not be renewed"),
            }
        }
    }

    async fn record_end(
        &self,
        name: &str,
        fence: i64,
        result: &Result<RunResult, JobError>,
    ) -> Result<(), StoreError> {
        let (counts, error, shares) = match result {
            Ok(done) => (counts_json(done.total()), done.error_text(), done.run_shares()),
            // An error that ended the whole run is recorded under no organisation.
            Err(failure) => {
                ("{}".to_owned(), Some(failure.to_string()), vec![OrganizationRunResult::failed(failure)])
            }
        };
        let outcome = if error.is_some() { "failed" } else { "done" };
        metrics::counter!("rollcall_job_runs_total", "job" => name.to_owned(), "outcome" => outcome)
            .increment(1);
        if let Some(error) = &error {
            tracing::warn!(job = name, error, "a run failed");
        }
        let mut write = self.app.store.write().await?;
        let end = JobRunEnd {
            at: self.app.now(),
            counts: &counts,
            error: error.as_deref(),
            organization_results: &shares,
        };
        if write.finish_job_run(name, fence, end).await? {
            write.commit().await?;
        } else {
            tracing::warn!(job = name, fence, "a run ended after its turn was lost");
        }
        Ok(())
    }
}

/// The interval that `now` lies in, by its first instant.
fn interval_start(now: Timestamp, interval: i64) -> Timestamp {
    now.plus(-now.millis().rem_euclid(interval.max(1)))
}
