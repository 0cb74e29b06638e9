//! Numbers of rows, with which commands that go through all of them show their progress.

use crate::store::{Read, Result, with_connection};

/// Rows of the whole installation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct RowCounts {
    pub evidence: i64,
    pub sessions: i64,
}

impl Read {
    /// Counts them, which takes a while where there are many.
    pub async fn count_rows(&mut self) -> Result<RowCounts> {
        const SQL: &str = "
            SELECT CAST((SELECT count(*) FROM evidence) AS BIGINT) AS evidence,
                   CAST((SELECT count(*) FROM sessions) AS BIGINT) AS sessions";
        Ok(with_connection!(self, |c| sqlx::query_as(SQL).fetch_one(c).await)?)
    }
}
