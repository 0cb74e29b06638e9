//! Sessions beside others: in the same room or space, of the same teacher, under the same Meet code. Conflicts and
//! credit windows are decided by them.
//!
//! Some of these lists hold sessions of which only time and place can be read: they still occupy the room, and must not
//! be evaluated or written back.

use std::collections::BTreeSet;

use crate::domain::session::{Session, SessionPlace};
use crate::domain::time::Span;
use crate::store::session::StoredSession;
use crate::store::session::find::sorted;
use crate::store::session::row::{SessionRow, select_sessions};
use crate::store::{DialectSql, Read, Result, json_rows, json_rows_sql, micros, with_connection};

/// Which of the sessions held in a room or space are listed.
#[derive(Clone, Copy, Debug)]
pub struct OverlapFilter {
    /// Those whose planned time overlaps this span.
    pub overlapping: Span,
    /// And those that are not settled, whenever they are.
    pub or_unsettled: bool,
}

impl OverlapFilter {
    /// Those whose planned time overlaps this span.
    pub fn overlapping(overlapping: Span) -> OverlapFilter {
        OverlapFilter { overlapping, or_unsettled: false }
    }
}

impl Read {
    /// Sessions held in one of these rooms or spaces that pass the filter, cancelled ones too.
    pub async fn list_sessions_at(
        &mut self,
        organization: &str,
        places: &[SessionPlace<'_>],
        filter: OverlapFilter,
    ) -> Result<Vec<StoredSession>> {
        let found = self.session_rows_at(organization, places, filter).await?;
        Ok(sorted(self.readable_rows(organization, found)?))
    }

    /// Like `list_sessions_at`, but with rows of which only time and place can be read, because they still occupy the
    /// room.
    pub async fn list_occupying_sessions(
        &mut self,
        organization: &str,
        places: &[SessionPlace<'_>],
        filter: OverlapFilter,
    ) -> Result<Vec<StoredSession>> {
        let found = self.session_rows_at(organization, places, filter).await?;
        Ok(sorted(self.readable_rows_with(organization, found, SessionRow::read_schedule_only)?))
    }

    async fn session_rows_at(
        &mut self,
        organization: &str,
        places: &[SessionPlace<'_>],
        filter: OverlapFilter,
    ) -> Result<Vec<SessionRow>> {
        // Two lookups by id, each with its own index: for an OR both planners would scan every session.
        const SQL: DialectSql = DialectSql {
            sqlite: select_sessions!(
                "WHERE s.organization_id = $1 AND s.id IN (
                     SELECT r.id FROM sessions r
                      WHERE r.organization_id = $1 AND r.room IN (SELECT value FROM json_each($2))
                      UNION
                     SELECT m.id FROM sessions m
                      WHERE m.organization_id = $1 AND m.meet_space IN (SELECT value FROM json_each($3)))
                   AND (s.start_at < $5 AND s.end_at > $4 OR $6 AND NOT s.settled)"
            ),
            postgres: select_sessions!(
                "WHERE s.organization_id = $1 AND s.id IN (
                     SELECT r.id FROM sessions r
                      WHERE r.organization_id = $1 AND r.room = ANY (ARRAY(SELECT jsonb_array_elements_text($2::JSONB)))
                      UNION
                     SELECT m.id FROM sessions m
                      WHERE m.organization_id = $1
                        AND m.meet_space = ANY (ARRAY(SELECT jsonb_array_elements_text($3::JSONB))))
                   AND (s.start_at < $5 AND s.end_at > $4 OR $6 AND NOT s.settled)"
            ),
        };
        let (mut rooms, mut spaces) = (Vec::new(), Vec::new());
        for place in places {
            match place {
                SessionPlace::Room(name) => rooms.push(name),
                SessionPlace::Space(name) => spaces.push(name),
            }
        }
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        Ok(with_connection!(self, |c| sqlx::query_as(sql)
            .bind(organization)
            .bind(json_rows(&rooms))
            .bind(json_rows(&spaces))
            .bind(micros(filter.overlapping.from))
            .bind(micros(filter.overlapping.to))
            .bind(filter.or_unsettled)
            .fetch_all(c)
            .await)?)
    }

    /// The nearest uncancelled session before and after each of these in the same room or space: only these can
    /// shorten its credit window. With rows of which only time and place can be read.
    pub async fn list_adjacent_sessions(
        &mut self,
        organization: &str,
        sessions: &[&Session],
    ) -> Result<Vec<StoredSession>> {
        const SQL: DialectSql = json_rows_sql!(
            "SELECT (SELECT b.id FROM sessions b
                      WHERE b.organization_id = $2 AND b.room = value ->> 0 AND b.status <> 'cancelled'
                        AND b.start_at < CAST(value ->> 2 AS BIGINT) AND b.id <> value ->> 3
                      ORDER BY b.start_at DESC LIMIT 1),
                    (SELECT a.id FROM sessions a
                      WHERE a.organization_id = $2 AND a.room = value ->> 0 AND a.status <> 'cancelled'
                        AND a.start_at >= CAST(value ->> 2 AS BIGINT) AND a.id <> value ->> 3
                      ORDER BY a.start_at LIMIT 1),
                    (SELECT b.id FROM sessions b
                      WHERE b.organization_id = $2 AND b.meet_space = value ->> 1 AND b.status <> 'cancelled'
                        AND b.start_at < CAST(value ->> 2 AS BIGINT) AND b.id <> value ->> 3
                      ORDER BY b.start_at DESC LIMIT 1),
                    (SELECT a.id FROM sessions a
                      WHERE a.organization_id = $2 AND a.meet_space = value ->> 1 AND a.status <> 'cancelled'
                        AND a.start_at >= CAST(value ->> 2 AS BIGINT) AND a.id <> value ->> 3
                      ORDER BY a.start_at LIMIT 1)",
            ""
        );
        type AdjacentIds = (Option<String>, Option<String>, Option<String>, Option<String>);
        let wanted: Vec<_> =
            sessions.iter().map(|one| (&one.room, &one.meet_space, micros(one.start), &one.id)).collect();
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        let found: Vec<AdjacentIds> = with_connection!(self, |c| sqlx::query_as(sql)
            .bind(json_rows(&wanted))
            .bind(organization)
            .fetch_all(c)
            .await)?;
        let ids: BTreeSet<String> =
            found.into_iter().flat_map(|(a, b, c, d)| [a, b, c, d]).flatten().collect();
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let found = self.session_rows(organization, &ids).await?;
        Ok(sorted(self.readable_rows_with(organization, found, SessionRow::read_schedule_only)?))
    }

    /// A teacher's sessions that overlap `span` and are not cancelled, with rows of which only time and place can be
    /// read.
    pub async fn list_sessions_of_teacher(
        &mut self,
        organization: &str,
        teacher: &str,
        span: Span,
    ) -> Result<Vec<StoredSession>> {
        const SQL: &str = select_sessions!(
            "WHERE s.organization_id = $1 AND s.teacher_id = $2 AND s.start_at < $4 AND s.end_at > $3
               AND s.status <> 'cancelled'
             ORDER BY s.start_at, s.id"
        );
        self.overlapping_sessions(SQL, organization, teacher, span).await
    }

    /// The rows of a statement with organisation, a text, and the ends of a span as parameters.
    async fn overlapping_sessions(
        &mut self,
        sql: &'static str,
        organization: &str,
        text: &str,
        span: Span,
    ) -> Result<Vec<StoredSession>> {
        let rows: Vec<SessionRow> = with_connection!(self, |c| sqlx::query_as(sql)
            .bind(organization)
            .bind(text)
            .bind(micros(span.from))
            .bind(micros(span.to))
            .fetch_all(c)
            .await)?;
        self.readable_rows_with(organization, rows, SessionRow::read_schedule_only)
    }

    /// Sessions with this Meet code that overlap `span` and are not cancelled, by start, with rows of which only time
    /// and place can be read. A code stands for one space at a time, whether or not that space is known.
    pub async fn list_sessions_with_code(
        &mut self,
        organization: &str,
        code: &str,
        span: Span,
    ) -> Result<Vec<StoredSession>> {
        const SQL: &str = select_sessions!(
            "WHERE s.organization_id = $1 AND s.meet_code = $2 AND s.start_at < $4 AND s.end_at > $3
               AND s.status <> 'cancelled'
             ORDER BY s.start_at, s.id"
        );
        self.overlapping_sessions(SQL, organization, code, span).await
    }
}
