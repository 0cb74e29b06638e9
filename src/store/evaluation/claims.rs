//! Which replica evaluates an organisation: one at a time, under a claim that expires.

use crate::domain::time::Timestamp;
use crate::store::{Result, Write, execute, micros};

impl Write {
    /// Claims an organisation for evaluation by `holder` until `until`; false when another replica's claim has not
    /// expired.
    pub async fn claim_evaluation(
        &mut self,
        organization: &str,
        holder: &str,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<bool> {
        const SQL: &str = "
            INSERT INTO evaluation_claims (organization_id, holder, until_at) VALUES ($1, $2, $3)
            ON CONFLICT (organization_id) DO UPDATE SET holder = excluded.holder, until_at = excluded.until_at
             WHERE evaluation_claims.holder = excluded.holder OR evaluation_claims.until_at <= $4";
        let rows = execute!(
            self,
            sqlx::query(SQL).bind(organization).bind(holder).bind(micros(until)).bind(micros(now))
        )?;
        Ok(rows == 1)
    }

    /// Gives the claim back, if it is still this replica's.
    pub async fn release_evaluation(&mut self, organization: &str, holder: &str) -> Result<()> {
        const SQL: &str = "DELETE FROM evaluation_claims WHERE organization_id = $1 AND holder = $2";
        execute!(self, sqlx::query(SQL).bind(organization).bind(holder))?;
        Ok(())
    }
}
