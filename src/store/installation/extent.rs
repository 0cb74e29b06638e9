//! How much there is, for whoever goes through all of it and wants to say how far they are.

use crate::store::{Read, Result, on};

/// Rows of the whole installation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Extent {
    pub evidence: i64,
    pub sessions: i64,
}

impl Read {
    /// Counts them, which takes a while where there are many.
    pub async fn extent(&mut self) -> Result<Extent> {
        const SQL: &str = "
            SELECT CAST((SELECT count(*) FROM evidence) AS BIGINT) AS evidence,
                   CAST((SELECT count(*) FROM sessions) AS BIGINT) AS sessions";
        Ok(on!(self, |c| sqlx::query_as(SQL).fetch_one(c).await)?)
    }
}
