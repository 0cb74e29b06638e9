//! Sessions that a job has to look at: those due for evaluation, those in progress on a platform, and a sample of the
//! settled ones.

use crate::domain::session::Platform;
use crate::domain::time::Timestamp;
use crate::store::session::row::{SessionRow, select_sessions};
use crate::store::session::{MAX_SESSION_MILLIS, StoredSession};
use crate::store::{DialectSql, Read, Result, in_json_sql, is_last_page, json_rows, micros, with_connection};

/// A page of due sessions, without rows that cannot be read, and the cursor of the next page.
#[derive(Clone, Debug, Default)]
pub struct DueSessions {
    pub sessions: Vec<StoredSession>,
    /// `None` where there are no more.
    pub next: Option<DueCursor>,
}

/// When a session is due, its organisation and its id.
pub type DueCursor = (i64, String, String);

impl Read {
    /// Sessions that are due for evaluation by `now`, of one organisation or of all, the longest due first, after the
    /// given cursor; at most `limit` rows are read.
    pub async fn list_due_sessions(
        &mut self,
        organization: Option<&str>,
        now: Timestamp,
        after: Option<&DueCursor>,
        limit: i64,
    ) -> Result<DueSessions> {
        const SQL: &str = select_sessions!(
            "WHERE s.due_at <= $1 AND ($2 = '' OR s.organization_id = $2)
               AND s.due_at >= $4 AND (s.due_at, s.organization_id, s.id) > ($4, $5, $6)
             ORDER BY s.due_at, s.organization_id, s.id
             LIMIT $3"
        );
        let rows: Vec<SessionRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(micros(now))
            .bind(organization.unwrap_or_default())
            .bind(limit)
            .bind(after.map_or(i64::MIN, |place| place.0))
            .bind(after.map_or("", |place| place.1.as_str()))
            .bind(after.map_or("", |place| place.2.as_str()))
            .fetch_all(c)
            .await)?;
        let next = rows.last().map(SessionRow::due_cursor).filter(|_| !is_last_page(&rows, limit));
        Ok(DueSessions { sessions: self.readable_rows("", rows)?, next })
    }

    /// Settled sessions of these organisations, by the digest of their evaluation, beginning after `after`:
    /// digests are spread evenly, so a random beginning gives a random sample.
    pub async fn sample_settled_sessions(
        &mut self,
        organizations: &[String],
        after: &str,
        limit: i64,
    ) -> Result<Vec<StoredSession>> {
        // The sum of texts keeps SQLite at the index by digest.
        const SQL: DialectSql = in_json_sql!(
            select_sessions!("WHERE s.settled AND s.evaluation > $1 AND s.organization_id || '' IN"),
            "$3",
            "ORDER BY s.evaluation LIMIT $2"
        );
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        let rows: Vec<SessionRow> = with_connection!(self, |c| sqlx::query_as(sql)
            .bind(after)
            .bind(limit)
            .bind(json_rows(organizations))
            .fetch_all(c)
            .await)?;
        self.readable_rows("", rows)
    }

    /// Sessions on a platform, of all organisations, whose planned time widened by the margins (milliseconds) holds
    /// `now`: those worth asking the platform about. Cancelled ones and those longer than a week aside.
    pub async fn list_sessions_around(
        &mut self,
        platform: Platform,
        now: Timestamp,
        before: i64,
        after: i64,
    ) -> Result<Vec<StoredSession>> {
        const SQL: &str = select_sessions!(
            "WHERE s.platform = $1 AND s.start_at <= $2 AND s.start_at > $4 AND s.end_at > $3
               AND s.status <> 'cancelled'
             ORDER BY s.organization_id, s.start_at, s.id"
        );
        let rows: Vec<SessionRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(platform.as_str())
            .bind(micros(now.plus(before)))
            .bind(micros(now.plus(-after)))
            .bind(micros(now.plus(-after).plus(-MAX_SESSION_MILLIS)))
            .fetch_all(c)
            .await)?;
        self.readable_rows("", rows)
    }
}
