//! How many sessions a platform has.

use crate::domain::session::Platform;
use crate::domain::time::Span;
use crate::store::{Read, Result, micros, with_connection};

impl Read {
    /// Sessions on a platform that were to start in here: all that are not cancelled, or those alone that have been held.
    pub async fn count_sessions_on(
        &mut self,
        organization: &str,
        platform: Platform,
        starting: Span,
        held_alone: bool,
    ) -> Result<i64> {
        const SQL: &str = "
            SELECT COUNT(*) FROM sessions
             WHERE organization_id = $1 AND platform = $2 AND start_at >= $3 AND start_at < $4
               AND (status IN ('ongoing', 'completed', 'absent') OR (NOT $5 AND status <> 'cancelled'))";
        Ok(with_connection!(self, |c| sqlx::query_scalar(SQL)
            .bind(organization)
            .bind(platform.as_str())
            .bind(micros(starting.from))
            .bind(micros(starting.to))
            .bind(held_alone)
            .fetch_one(c)
            .await)?)
    }
}
