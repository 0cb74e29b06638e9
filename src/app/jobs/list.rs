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
    /// Whether somebody has asked for a run that has not begun.
    pub is_requested: bool,
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
    // In a job with hours an organisation is worked for in the hours of its own clocks.
    let zones = match organization {
        Some(own) => read.find_time_zone(own).await?.into_iter().collect(),
        None => read.list_time_zones().await?,
    };
    let requested = read.list_requested_runs().await?;
    let is_visible = |whose: &str| organization.is_none_or(|own| own == whose);
    let mut jobs = Vec::new();
    for JobLease { name, interval_seconds, holder, slot, requested_run, .. } in read.list_leases().await? {
        let interval = interval_seconds * SECOND;
        let next = slot.plus(interval).max(app.now());
        let hours = app.config.jobs.hours(&name);
        jobs.push(JobStatus {
            interval_seconds,
            is_running: holder.is_some(),
            is_requested: requested_run.is_some()
                || requested.iter().any(|run| run.name == name && is_visible(&run.organization_id)),
            next_at: hours.map_or(next, |hours| hours.next(&zones, next, interval)),
            last_run: list_runs(read, &name, organization, "", 1).await?.pop(),
            name,
        });
    }
    Ok(jobs)
}

/// Since when a job fails without a run between that did not, of its last 100 runs.
pub async fn failing_since(
    read: &mut Read,
    name: &str,
    organization: Option<&str>,
) -> Result<Option<Timestamp>, StoreError> {
    const LOOKED_AT: i64 = 100;
    let runs = list_runs(read, name, organization, "", LOOKED_AT).await?;
    let ended = runs.iter().filter(|run| run.ended_at.is_some());
    let failed = ended.take_while(|run| run.outcome.as_deref() == Some("failed"));
    Ok(failed.last().and_then(|run| run.ended_at))
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
