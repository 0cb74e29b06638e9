//! Leases of jobs: which process runs a job, for which interval, and which runs somebody asked for.

use crate::domain::time::Timestamp;
use crate::store::jobs::run_results::OrganizationRunResult;
use crate::store::jobs::runs::JobRun;
use crate::store::{Read, Result, Write, execute, instant, micros, with_connection};

/// The lease of a job, shared by all replicas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobLease {
    pub name: String,
    pub interval_seconds: i64,
    /// The process that runs it now.
    pub holder: Option<String>,
    pub expires_at: Timestamp,
    /// The interval of the last run, by its first instant.
    pub slot: Timestamp,
    /// The id of a run over all organisations that somebody asked for and that has not begun.
    pub requested_run: Option<String>,
}

/// A run that an organisation asked for and that has not begun.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct RequestedRun {
    pub organization_id: String,
    /// The job's.
    pub name: String,
    pub run_id: String,
}

/// How a run ended.
#[derive(Clone, Debug)]
pub struct JobRunEnd<'a> {
    pub at: Timestamp,
    pub counts: &'a str,
    /// `None`: it succeeded.
    pub error: Option<&'a str>,
    /// What it did in each organisation.
    pub organization_results: &'a [OrganizationRunResult],
}

#[derive(sqlx::FromRow)]
struct JobLeaseRow {
    name: String,
    interval_seconds: i64,
    holder: Option<String>,
    expires_at: i64,
    slot: i64,
    requested_run: Option<String>,
}

impl From<JobLeaseRow> for JobLease {
    fn from(row: JobLeaseRow) -> JobLease {
        JobLease {
            name: row.name,
            interval_seconds: row.interval_seconds,
            holder: row.holder,
            expires_at: instant(row.expires_at),
            slot: instant(row.slot),
            requested_run: row.requested_run,
        }
    }
}

impl JobLease {
    /// Whether a run may begin: somebody asked for one, the interval `slot` has had no run yet, or the lease of a
    /// process that stopped renewing it has expired. The scheduler asks this before `begin_job_run`, whose statement
    /// decides the same again, atomically.
    pub fn is_due(&self, slot: Timestamp, now: Timestamp) -> bool {
        match self.holder {
            Some(_) => self.expires_at <= now,
            None => self.slot < slot || self.requested_run.is_some(),
        }
    }
}

impl Read {
    /// All jobs, by name.
    pub async fn list_leases(&mut self) -> Result<Vec<JobLease>> {
        const SQL: &str = "
            SELECT name, interval_seconds, holder, expires_at, slot, requested_run FROM job_leases ORDER BY name";
        let rows: Vec<JobLeaseRow> = with_connection!(self, |c| sqlx::query_as(SQL).fetch_all(c).await)?;
        Ok(rows.into_iter().map(JobLease::from).collect())
    }

    /// Runs that organisations asked for and that have not begun, in the order they were asked for.
    pub async fn list_requested_runs(&mut self) -> Result<Vec<RequestedRun>> {
        const SQL: &str = "SELECT organization_id, name, run_id FROM job_requests ORDER BY run_id";
        Ok(with_connection!(self, |c| sqlx::query_as(SQL).fetch_all(c).await)?)
    }
}

impl Write {
    /// Adds a job, or changes its interval.
    pub async fn register_job(&mut self, name: &str, interval_seconds: i64) -> Result<()> {
        const SQL: &str = "
            INSERT INTO job_leases (name, interval_seconds, holder, fence, expires_at, slot, requested_run)
            VALUES ($1, $2, NULL, 0, 0, 0, NULL)
            ON CONFLICT (name) DO UPDATE SET interval_seconds = excluded.interval_seconds";
        execute!(self, sqlx::query(SQL).bind(name).bind(interval_seconds))?;
        Ok(())
    }

    /// Asks for a run over all organisations as soon as none is in progress. Gives the run's id (that of an earlier
    /// request that still waits), or `None` when there is no such job.
    pub async fn request_job_run(&mut self, name: &str, run: &str) -> Result<Option<String>> {
        const SQL: &str = "
            UPDATE job_leases SET requested_run = COALESCE(requested_run, $2) WHERE name = $1 RETURNING requested_run";
        Ok(with_connection!(self, |c| sqlx::query_scalar(SQL).bind(name).bind(run).fetch_optional(c).await)?)
    }

    /// The same for one organisation.
    pub async fn request_job_run_of(
        &mut self,
        name: &str,
        organization: &str,
        run: &str,
    ) -> Result<Option<String>> {
        const SQL: &str = "
            INSERT INTO job_requests (organization_id, name, run_id)
            SELECT $2, name, $3 FROM job_leases WHERE name = $1
            ON CONFLICT (organization_id, name) DO UPDATE SET run_id = job_requests.run_id
            RETURNING run_id";
        Ok(with_connection!(self, |c| sqlx::query_scalar(SQL)
            .bind(name)
            .bind(organization)
            .bind(run)
            .fetch_optional(c)
            .await)?)
    }

    /// Acquires the lease for the interval `run.slot` (`None`: for the requested run with this id) until `expires_at`
    /// and logs the run. Gives the fencing token, or `None` when the run is not due or another process was first. An
    /// expired run of another process is logged as `rescued`. A job has one lease, so a run of one organisation and
    /// one of all never overlap.
    pub async fn begin_job_run(&mut self, run: &JobRun, expires_at: Timestamp) -> Result<Option<i64>> {
        const TAKE: &str = "
            UPDATE job_leases
               SET holder = $2,
                   fence = fence + 1,
                   expires_at = $3,
                   slot = CASE WHEN $4 > slot THEN $4 ELSE slot END,
                   requested_run = CASE WHEN requested_run = $6 THEN NULL ELSE requested_run END
             WHERE name = $1
               AND (holder IS NULL
                    AND (slot < $4
                         OR requested_run = $6
                         OR EXISTS (SELECT 1 FROM job_requests q
                                     WHERE q.organization_id = $7 AND q.name = $1 AND q.run_id = $6))
                    OR holder IS NOT NULL AND expires_at <= $5)
            RETURNING fence";
        const DELETE_REQUEST: &str =
            "DELETE FROM job_requests WHERE organization_id = $1 AND name = $2 AND run_id = $3";
        const RESCUE: &str = "
            UPDATE job_runs
               SET outcome = 'rescued', ended_at = $3, error = 'its process stopped renewing its lease'
             WHERE name = $1 AND fence < $2 AND ended_at IS NULL";
        const LOG: &str = "
            INSERT INTO job_runs (id, name, fence, slot, holder, started_at, counts, organization_id)
            VALUES ($1, $2, $3, $4, $5, $6, '{}', $7)";
        let slot = run.slot.map(micros);
        let fence: Option<i64> = with_connection!(self, |c| sqlx::query_scalar(TAKE)
            .bind(&run.name)
            .bind(&run.holder)
            .bind(micros(expires_at))
            .bind(slot.unwrap_or(i64::MIN))
            .bind(micros(run.started_at))
            .bind(&run.id)
            .bind(run.organization.as_deref().unwrap_or_default())
            .fetch_optional(c)
            .await)?;
        let Some(fence) = fence else { return Ok(None) };
        if let Some(organization) = &run.organization {
            execute!(self, sqlx::query(DELETE_REQUEST).bind(organization).bind(&run.name).bind(&run.id))?;
        }
        execute!(self, sqlx::query(RESCUE).bind(&run.name).bind(fence).bind(micros(run.started_at)))?;
        execute!(
            self,
            sqlx::query(LOG)
                .bind(&run.id)
                .bind(&run.name)
                .bind(fence)
                .bind(slot)
                .bind(&run.holder)
                .bind(micros(run.started_at))
                .bind(run.organization.as_deref().unwrap_or_default())
        )?;
        Ok(Some(fence))
    }

    /// Renews the lease until `expires_at`. False: another process has it.
    pub async fn renew_job_lease(&mut self, name: &str, fence: i64, expires_at: Timestamp) -> Result<bool> {
        const SQL: &str = "
            UPDATE job_leases SET expires_at = $3 WHERE name = $1 AND fence = $2 AND holder IS NOT NULL";
        let kept = execute!(self, sqlx::query(SQL).bind(name).bind(fence).bind(micros(expires_at)))?;
        Ok(kept == 1)
    }

    /// Releases the lease and logs how the run ended. False, and nothing written, when another process has the lease.
    pub async fn finish_job_run(&mut self, name: &str, fence: i64, end: JobRunEnd<'_>) -> Result<bool> {
        const RELEASE: &str = "
            UPDATE job_leases SET holder = NULL WHERE name = $1 AND fence = $2 AND holder IS NOT NULL";
        const LOG: &str = "
            UPDATE job_runs
               SET ended_at = $3, outcome = $4, counts = $5, error = $6
             WHERE name = $1 AND fence = $2 AND ended_at IS NULL
            RETURNING id";
        let released = execute!(self, sqlx::query(RELEASE).bind(name).bind(fence))?;
        if released != 1 {
            return Ok(false);
        }
        let outcome = if end.error.is_some() { "failed" } else { "done" };
        let run: Option<String> = with_connection!(self, |c| sqlx::query_scalar(LOG)
            .bind(name)
            .bind(fence)
            .bind(micros(end.at))
            .bind(outcome)
            .bind(end.counts)
            .bind(end.error)
            .fetch_optional(c)
            .await)?;
        if let Some(run) = run {
            self.insert_run_results(&run, end.organization_results).await?;
        }
        Ok(true)
    }
}
