//! The jobs as people see them: when they run next, and what their runs did.

use crate::app::jobs::requests::runs_visible_to;
use crate::app::{App, Error};
use crate::domain::time::{SECOND, Timestamp};
use crate::store::jobs::{JobLease, JobRun};
use crate::store::{Read, StoreError};

/// A job with its last run.
#[derive(Clone, Debug)]
pub struct JobStatus {
    pub name: String,
    pub interval_seconds: i64,
    pub is_running: bool,
    /// When it runs next by itself.
    pub next_at: Timestamp,
    pub last_run: Option<JobRun>,
}

/// Every job, with its last run as `organization` may see it; `None` sees everything.
pub async fn list(
    app: &App,
    read: &mut Read,
    organization: Option<&str>,
) -> Result<Vec<JobStatus>, StoreError> {
    let zones = read.list_time_zones().await?;
    let mut jobs = Vec::new();
    for JobLease { name, interval_seconds, holder, slot, .. } in read.list_leases().await? {
        let interval = interval_seconds * SECOND;
        let next = slot.plus(interval).max(app.now());
        let hours = app.config.jobs.hours(&name);
        jobs.push(JobStatus {
            interval_seconds,
            is_running: holder.is_some(),
            next_at: hours.map_or(next, |hours| hours.next(&zones, next, interval)),
            last_run: list_runs(read, &name, organization, "", 1).await?.pop(),
            name,
        });
    }
    Ok(jobs)
}

/// Runs of one job before the run `before`, newest first, as `organization` may see them.
///
/// # Errors
/// Not found for a name that no job has.
pub async fn list_runs_of(
    read: &mut Read,
    name: &str,
    organization: Option<&str>,
    before: &str,
    limit: i64,
) -> Result<Vec<JobRun>, Error> {
    if !read.list_leases().await?.iter().any(|lease| lease.name == name) {
        return Err(Error::NotFound("job"));
    }
    Ok(list_runs(read, name, organization, before, limit).await?)
}

/// How many jobs failed at their last run, as `organization` may see it.
pub async fn count_failed(read: &mut Read, organization: &str) -> Result<i64, StoreError> {
    let mut failed = 0;
    for lease in read.list_leases().await? {
        let last = list_runs(read, &lease.name, Some(organization), "", 1).await?.pop();
        failed += i64::from(last.is_some_and(|run| run.outcome.as_deref() == Some("failed")));
    }
    Ok(failed)
}

async fn list_runs(
    read: &mut Read,
    name: &str,
    organization: Option<&str>,
    before: &str,
    limit: i64,
) -> Result<Vec<JobRun>, StoreError> {
    let runs = read.list_job_runs(name, organization, before, limit).await?;
    visible_to(read, organization, runs).await
}

/// These runs as `organization` may see them; `None` sees everything.
pub async fn visible_to(
    read: &mut Read,
    organization: Option<&str>,
    runs: Vec<JobRun>,
) -> Result<Vec<JobRun>, StoreError> {
    match organization {
        Some(organization) => runs_visible_to(read, organization, runs).await,
        None => Ok(runs),
    }
}
