//! Counts of what waits for the admins of an organisation.

use crate::store::{Read, Result, with_connection};

impl Read {
    /// How many identities belong to nobody yet.
    pub async fn count_unmatched(&mut self, organization: &str) -> Result<i64> {
        const SQL: &str = "
            SELECT COUNT(*) FROM
                (SELECT DISTINCT source, value FROM unmatched WHERE organization_id = $1) AS identities";
        Ok(with_connection!(self, |c| sqlx::query_scalar(SQL).bind(organization).fetch_one(c).await)?)
    }

    /// How many settled sessions somebody has to look at.
    pub async fn count_sessions_to_review(&mut self, organization: &str) -> Result<i64> {
        const SQL: &str = "SELECT COUNT(*) FROM sessions WHERE organization_id = $1 AND needs_review";
        Ok(with_connection!(self, |c| sqlx::query_scalar(SQL).bind(organization).fetch_one(c).await)?)
    }
}
