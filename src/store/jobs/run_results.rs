//! What a run of a job did in each organisation, so that each organisation is shown its own results only.

use crate::domain::time::Timestamp;
use crate::store::{
    DialectSql, Read, Result, Write, execute, in_json_sql, json_rows, micros, with_connection,
};

/// What a run did in one organisation, or (empty) outside of any.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct OrganizationRunResult {
    pub organization_id: String,
    /// Filled in by the store when it is written.
    pub run_id: String,
    /// JSON object of counts.
    pub counts: String,
    pub error: Option<String>,
}

impl OrganizationRunResult {
    /// The result of a run that failed as a whole.
    pub fn failed(why: impl ToString) -> OrganizationRunResult {
        let (organization_id, run_id) = (String::new(), String::new());
        OrganizationRunResult {
            organization_id,
            run_id,
            counts: "{}".to_owned(),
            error: Some(why.to_string()),
        }
    }
}

impl Read {
    /// What these runs did in one organisation, and what they did in none.
    pub async fn list_run_results(
        &mut self,
        organization: &str,
        runs: &[&str],
    ) -> Result<Vec<OrganizationRunResult>> {
        const SQL: DialectSql = in_json_sql!(
            "
                SELECT organization_id, run_id, counts, error
                  FROM job_run_shares
                 WHERE organization_id IN ('', $1) AND run_id IN",
            "$2",
            "ORDER BY run_id, organization_id"
        );
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        Ok(with_connection!(self, |c| sqlx::query_as(sql)
            .bind(organization)
            .bind(json_rows(runs))
            .fetch_all(c)
            .await)?)
    }
}

impl Write {
    pub(crate) async fn insert_run_results(
        &mut self,
        run: &str,
        shares: &[OrganizationRunResult],
    ) -> Result<()> {
        const SQL: &str = "
            INSERT INTO job_run_shares (organization_id, run_id, counts, error) VALUES ($1, $2, $3, $4)";
        for share in shares {
            execute!(
                self,
                sqlx::query(SQL)
                    .bind(&share.organization_id)
                    .bind(run)
                    .bind(&share.counts)
                    .bind(&share.error)
            )?;
        }
        Ok(())
    }

    /// Deletes the results of runs that ended before an instant.
    pub(crate) async fn delete_run_results(&mut self, before: Timestamp) -> Result<()> {
        const SQL: &str = "
            DELETE FROM job_run_shares WHERE run_id IN (SELECT id FROM job_runs WHERE ended_at < $1)";
        execute!(self, sqlx::query(SQL).bind(micros(before)))?;
        Ok(())
    }
}
