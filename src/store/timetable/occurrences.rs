//! Which session stands for which lesson of a timetable.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::time::Timestamp;
use crate::store::database::error::corrupt;
use crate::store::session::StoredSession;
use crate::store::{
    DialectSql, Read, Result, StoreError, Write, execute, in_json_sql, json_rows, micros, with_connection,
};

/// A session that stands for the lesson of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OccurrenceLink {
    pub session_id: String,
    /// The local day that the timetable's rule gives it, wherever the session was moved since.
    pub day: NaiveDate,
}

#[derive(sqlx::FromRow)]
struct LinkRow {
    session_id: String,
    occurrence: String,
}

impl TryFrom<LinkRow> for OccurrenceLink {
    type Error = StoreError;

    fn try_from(row: LinkRow) -> Result<OccurrenceLink> {
        let wrong = |_| {
            corrupt(
                "timetable_sessions",
                "occurrence",
                &row.session_id,
                format!("found {:?}", row.occurrence),
            )
        };
        Ok(OccurrenceLink { day: row.occurrence.parse().map_err(wrong)?, session_id: row.session_id })
    }
}

impl Read {
    /// The sessions that stand for the lessons of a timetable on local days from `from` on, by day.
    pub async fn list_drawn_occurrences(
        &mut self,
        organization: &str,
        timetable: &str,
        from: NaiveDate,
    ) -> Result<Vec<OccurrenceLink>> {
        const SQL: &str = "
            SELECT session_id, occurrence FROM timetable_sessions
             WHERE organization_id = $1 AND timetable_id = $2 AND occurrence >= $3 AND is_current
             ORDER BY occurrence";
        let rows: Vec<LinkRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(timetable)
            .bind(from.to_string())
            .fetch_all(c)
            .await)?;
        self.readable_rows(organization, rows)
    }

    /// The sessions ever drawn from a timetable that start after `after` (start and id), by start, at most `limit`.
    pub async fn list_sessions_of_timetable(
        &mut self,
        organization: &str,
        timetable: &str,
        after: Option<&(Timestamp, String)>,
        limit: i64,
    ) -> Result<Vec<StoredSession>> {
        const SQL: &str = "
            SELECT s.id FROM timetable_sessions t
              JOIN sessions s ON s.organization_id = t.organization_id AND s.id = t.session_id
             WHERE t.organization_id = $1 AND t.timetable_id = $2 AND (s.start_at, s.id) > ($3, $4)
             ORDER BY s.start_at, s.id LIMIT $5";
        let ids: Vec<String> = with_connection!(self, |c| sqlx::query_scalar(SQL)
            .bind(organization)
            .bind(timetable)
            .bind(after.map_or(i64::MIN, |place| micros(place.0)))
            .bind(after.map_or("", |place| place.1.as_str()))
            .bind(limit)
            .fetch_all(c)
            .await)?;
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        self.find_sessions(organization, &ids).await
    }

    /// The timetables that these sessions were drawn from, by session.
    pub async fn timetables_of_sessions(
        &mut self,
        organization: &str,
        sessions: &[&str],
    ) -> Result<BTreeMap<String, String>> {
        const SQL: DialectSql = in_json_sql!(
            "SELECT session_id, timetable_id FROM timetable_sessions
              WHERE organization_id = $1 AND session_id IN",
            "$2",
            ""
        );
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        let found: Vec<(String, String)> = with_connection!(self, |c| sqlx::query_as(sql)
            .bind(organization)
            .bind(json_rows(sessions))
            .fetch_all(c)
            .await)?;
        Ok(found.into_iter().collect())
    }
}

impl Write {
    /// Lets a session stand for the lesson of a day.
    ///
    /// # Errors
    /// `Conflict` where another one does already: the lesson is drawn.
    pub async fn insert_drawn_occurrence(
        &mut self,
        organization: &str,
        timetable: &str,
        link: &OccurrenceLink,
    ) -> Result<()> {
        const SQL: &str = "
            INSERT INTO timetable_sessions (organization_id, session_id, timetable_id, occurrence, is_current)
            VALUES ($1, $2, $3, $4, TRUE)";
        execute!(
            self,
            sqlx::query(SQL)
                .bind(organization)
                .bind(&link.session_id)
                .bind(timetable)
                .bind(link.day.to_string())
        )?;
        Ok(())
    }

    /// The session stands for no lesson any more: its day may be drawn again. It stays a session of the timetable.
    pub async fn release_occurrence(&mut self, organization: &str, session: &str) -> Result<()> {
        const SQL: &str = "
            UPDATE timetable_sessions SET is_current = FALSE WHERE organization_id = $1 AND session_id = $2";
        execute!(self, sqlx::query(SQL).bind(organization).bind(session))?;
        Ok(())
    }
}
