//! The log of job runs.

use crate::domain::time::Timestamp;
use crate::store::{Read, Result, Write, execute, instant, micros, with_connection};

/// One run in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobRun {
    pub id: String,
    pub name: String,
    /// The organisation whose admin asked for it; `None`: a run over all organisations.
    pub organization: Option<String>,
    pub fence: i64,
    /// The interval it was for; `None` when somebody asked for it.
    pub slot: Option<Timestamp>,
    pub holder: String,
    pub started_at: Timestamp,
    pub ended_at: Option<Timestamp>,
    /// `done`, `failed` or `rescued` (its process died and another took over); `None` while running.
    pub outcome: Option<String>,
    /// JSON object of counts.
    pub counts: String,
    pub error: Option<String>,
}

#[derive(sqlx::FromRow)]
struct JobRunRow {
    id: String,
    name: String,
    organization_id: String,
    fence: i64,
    slot: Option<i64>,
    holder: String,
    started_at: i64,
    ended_at: Option<i64>,
    outcome: Option<String>,
    counts: String,
    error: Option<String>,
}

impl From<JobRunRow> for JobRun {
    fn from(row: JobRunRow) -> JobRun {
        JobRun {
            id: row.id,
            name: row.name,
            organization: Some(row.organization_id).filter(|organization| !organization.is_empty()),
            fence: row.fence,
            slot: row.slot.map(instant),
            holder: row.holder,
            started_at: instant(row.started_at),
            ended_at: row.ended_at.map(instant),
            outcome: row.outcome,
            counts: row.counts,
            error: row.error,
        }
    }
}

impl Read {
    /// Runs of a job, the newest first, started before the run of id `before` (empty: from the newest); at most
    /// `limit`. All of them, or those of one organisation: its own, and those over all organisations.
    pub async fn list_job_runs(
        &mut self,
        name: &str,
        organization: Option<&str>,
        before: &str,
        limit: i64,
    ) -> Result<Vec<JobRun>> {
        // Ids sort by the time they were made.
        const SQL: &str = "
            SELECT id, name, organization_id, fence, slot, holder, started_at, ended_at, outcome, counts, error
              FROM job_runs
             WHERE name = $1 AND ($2 = '' OR id < $2) AND ($4 = '' OR organization_id IN ('', $4))
             ORDER BY id DESC
             LIMIT $3";
        let rows: Vec<JobRunRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(name)
            .bind(before)
            .bind(limit)
            .bind(organization.unwrap_or_default())
            .fetch_all(c)
            .await)?;
        Ok(rows.into_iter().map(JobRun::from).collect())
    }

    /// One run.
    pub async fn find_job_run(&mut self, id: &str) -> Result<Option<JobRun>> {
        const SQL: &str = "
            SELECT id, name, organization_id, fence, slot, holder, started_at, ended_at, outcome, counts, error
              FROM job_runs WHERE id = $1";
        let row: Option<JobRunRow> =
            with_connection!(self, |c| sqlx::query_as(SQL).bind(id).fetch_optional(c).await)?;
        Ok(row.map(JobRun::from))
    }
}

impl Write {
    /// Forgets runs that ended before an instant; says how many.
    pub async fn delete_job_runs(&mut self, before: Timestamp) -> Result<u64> {
        const SQL: &str = "DELETE FROM job_runs WHERE ended_at < $1";
        self.delete_run_results(before).await?;
        Ok(execute!(self, sqlx::query(SQL).bind(micros(before)))?)
    }
}
