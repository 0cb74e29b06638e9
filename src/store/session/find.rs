//! Looking sessions up.

use std::collections::BTreeSet;

use sqlx::QueryBuilder;

use super::StoredSession;
use super::row::SessionRow;
use crate::domain::access::Scope;
use crate::domain::session::{Kind, Platform, Session, SessionPlace, Status};
use crate::domain::time::{SECOND, Span, Timestamp};
use crate::store::access::access_filter;
use crate::store::{
    DialectSql, Read, Result, instant, is_last_page, json_rows, json_rows_sql, micros, remaining,
    with_connection,
};

/// The longest session, in milliseconds. It lets a search begin somewhere.
const MAX_SESSION_MILLIS: i64 = 7 * 24 * 60 * 60 * SECOND;

/// Which sessions in reach a list shows; everything else is shown whatever it is.
#[derive(Clone, Copy, Debug)]
pub struct SessionFilter<'a> {
    /// Scheduled to start in here.
    pub starting: Span,
    /// Scheduled to end after this.
    pub ending_after: Timestamp,
    pub teacher: Option<&'a str>,
    pub status: Option<Status>,
    pub kind: Option<Kind>,
    /// The latest start first, instead of the earliest.
    pub newest_first: bool,
}

impl Default for SessionFilter<'_> {
    fn default() -> Self {
        SessionFilter {
            starting: Span::new(Timestamp::MIN, Timestamp::MAX),
            ending_after: Timestamp::MIN,
            teacher: None,
            status: None,
            kind: None,
            newest_first: false,
        }
    }
}

/// Which of the sessions in a place.
#[derive(Clone, Copy, Debug)]
pub struct OverlapFilter {
    /// Scheduled to be in some of it.
    pub overlapping: Span,
    /// And whatever is not settled.
    pub or_unsettled: bool,
}

impl OverlapFilter {
    /// Those scheduled to be in some of this span.
    pub fn overlapping(overlapping: Span) -> OverlapFilter {
        OverlapFilter { overlapping, or_unsettled: false }
    }
}

/// By start, then id. Sorted here, for SQLite would rather walk every session in order than look some up and sort them.
fn sorted(mut sessions: Vec<StoredSession>) -> Vec<StoredSession> {
    sessions.sort_by(|a, b| (a.session.start, &a.session.id).cmp(&(b.session.start, &b.session.id)));
    sessions
}

/// Sessions that are due, and where to go on looking: rows that cannot be read are passed by.
#[derive(Clone, Debug, Default)]
pub struct DueSessions {
    pub sessions: Vec<StoredSession>,
    /// `None` where there are no more.
    pub next: Option<DueCursor>,
}

/// When a session is due, its organisation and its id.
pub type DueCursor = (i64, String, String);

/// Every column, learners as one text parted by the unit separator (ids are made of printable characters).
macro_rules! select_sessions {
    ($rest:literal) => {
        concat!(
            "SELECT s.organization_id, s.id, s.title, s.kind, s.format, s.platform, s.room, s.meet_space, s.meet_code, ",
            "s.meet_organizer, s.start_at, s.end_at, s.teacher_id, s.status, s.completed_at, s.cancelled_at, s.policy, ",
            "s.policy_version, s.settled, s.needs_review, s.evaluated_at, s.evaluation, s.due_at, s.revision, ",
            "s.created_at, (SELECT string_agg(t.person_id, '\u{1f}') FROM session_students t ",
            "WHERE t.organization_id = s.organization_id AND t.session_id = s.id) AS students FROM sessions s ",
            $rest
        )
    };
}

impl Read {
    /// One session.
    pub async fn find_session(&mut self, organization: &str, id: &str) -> Result<Option<StoredSession>> {
        const SQL: &str = select_sessions!("WHERE s.organization_id = $1 AND s.id = $2");
        let row: Option<SessionRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(id)
            .fetch_optional(c)
            .await)?;
        self.try_row(organization, row)
    }

    /// These sessions, as far as they are there, by start and id.
    pub async fn find_sessions(&mut self, organization: &str, ids: &[&str]) -> Result<Vec<StoredSession>> {
        let found = self.session_rows(organization, ids).await?;
        Ok(sorted(self.readable_rows(organization, found)?))
    }

    async fn session_rows(&mut self, organization: &str, ids: &[&str]) -> Result<Vec<SessionRow>> {
        const SQL: DialectSql = DialectSql {
            sqlite: select_sessions!(
                "WHERE s.organization_id = $1 AND s.id IN (SELECT value FROM json_each($2))"
            ),
            postgres: select_sessions!(
                "WHERE s.organization_id = $1 AND s.id IN (SELECT jsonb_array_elements_text($2::JSONB))"
            ),
        };
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        Ok(with_connection!(self, |c| sqlx::query_as(sql)
            .bind(organization)
            .bind(json_rows(ids))
            .fetch_all(c)
            .await)?)
    }

    /// The sessions in reach that pass the filter, by start and id, beyond `after`; at most `limit`.
    pub async fn list_sessions(
        &mut self,
        scope: &Scope,
        filter: SessionFilter<'_>,
        after: Option<&(Timestamp, String)>,
        limit: i64,
    ) -> Result<Vec<StoredSession>> {
        // No session lasts longer than a week, so those to come are found by their start.
        let from = filter.starting.from.max(filter.ending_after.plus(-MAX_SESSION_MILLIS));
        let (beyond, order) = if filter.newest_first {
            (" AND (s.start_at, s.id) < (", " ORDER BY s.start_at DESC, s.id DESC LIMIT ")
        } else {
            (" AND (s.start_at, s.id) > (", " ORDER BY s.start_at, s.id LIMIT ")
        };
        let mut after = after.cloned();
        let mut all = Vec::new();
        loop {
            let wanted = remaining(limit, &all);
            let rows: Vec<SessionRow> = with_connection!(self, |c| {
                let mut query = QueryBuilder::new(select_sessions!("WHERE s.organization_id = "));
                query.push_bind(scope.organization());
                access_filter::sessions(&mut query, scope);
                query.push(" AND s.start_at >= ").push_bind(micros(from));
                query.push(" AND s.start_at < ").push_bind(micros(filter.starting.to));
                query.push(" AND s.end_at > ").push_bind(micros(filter.ending_after));
                if let Some(teacher) = filter.teacher {
                    query.push(" AND s.teacher_id = ").push_bind(teacher);
                }
                if let Some(status) = filter.status {
                    query.push(" AND s.status = ").push_bind(status.as_str());
                }
                if let Some(kind) = filter.kind {
                    query.push(" AND s.kind = ").push_bind(kind.as_str());
                }
                if let Some((start, id)) = &after {
                    query.push(beyond).push_bind(micros(*start)).push(", ").push_bind(id.as_str()).push(")");
                }
                query.push(order).push_bind(wanted);
                query.build_query_as().fetch_all(c).await
            })?;
            let last = rows.last().map(SessionRow::start_cursor);
            let is_end = is_last_page(&rows, wanted);
            all.extend(self.readable_rows(scope.organization(), rows)?);
            if is_end || remaining(limit, &all) <= 0 {
                return Ok(all);
            }
            after = last.map(|(start, _, id)| (instant(start), id));
        }
    }

    /// Sessions held in one of these rooms or spaces, cancelled ones too, as far as `which` says.
    pub async fn list_sessions_at(
        &mut self,
        organization: &str,
        places: &[SessionPlace<'_>],
        filter: OverlapFilter,
    ) -> Result<Vec<StoredSession>> {
        let found = self.session_rows_at(organization, places, filter).await?;
        Ok(sorted(self.readable_rows(organization, found)?))
    }

    /// The same as whoever stands beside them sees them: those too of which no more can be read than when and where.
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
        // Two lookups by id, each over its own index: of one OR the planners make a walk over every session.
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

    /// The sessions that are not cancelled and come next before and after each of these in its room or space: nobody
    /// else can cut its window. As `list_neighbours` sees them.
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
        let sought: Vec<_> =
            sessions.iter().map(|one| (&one.room, &one.meet_space, micros(one.start), &one.id)).collect();
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        let found: Vec<AdjacentIds> = with_connection!(self, |c| sqlx::query_as(sql)
            .bind(json_rows(&sought))
            .bind(organization)
            .fetch_all(c)
            .await)?;
        let ids: BTreeSet<String> =
            found.into_iter().flat_map(|(a, b, c, d)| [a, b, c, d]).flatten().collect();
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let found = self.session_rows(organization, &ids).await?;
        Ok(sorted(self.readable_rows_with(organization, found, SessionRow::read_schedule_only)?))
    }

    /// A teacher's sessions that overlap `span`, cancelled ones aside; as `list_neighbours` sees them.
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

    /// Rows of a statement that takes organisation, a text, and the ends of a span.
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

    /// Sessions that are not cancelled and have this Meet code in some of `span`, by start; as `list_neighbours` sees
    /// them. A code stands for one space at a time, known or not.
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

    /// Sessions that are to be looked at by `now`, of one organisation or of all, the longest due first, after the given
    /// place; at most `limit`.
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

    /// Settled sessions of one organisation or of all, by the digest of their evaluation, beginning after `after`:
    /// digests are spread evenly, so a random beginning gives a random sample.
    pub async fn sample_settled_sessions(
        &mut self,
        organization: Option<&str>,
        after: &str,
        limit: i64,
    ) -> Result<Vec<StoredSession>> {
        const SQL: &str = select_sessions!(
            "WHERE s.settled AND s.evaluation > $1 AND ($3 = '' OR s.organization_id = $3)
             ORDER BY s.evaluation
             LIMIT $2"
        );
        let rows: Vec<SessionRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(after)
            .bind(limit)
            .bind(organization.unwrap_or_default())
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
