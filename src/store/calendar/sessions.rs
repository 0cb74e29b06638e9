//! Sessions as calendars show them. Words are given as they are stored: one that this version does not know hides no
//! session from a calendar.

use crate::domain::time::{Span, Timestamp};
use crate::store::{DialectSql, Read, Result, instant, json_rows, micros, with_connection};

/// Whose sessions are meant, and which.
#[derive(Clone, Copy, Debug)]
pub struct CalendarFilter<'a> {
    pub organization: &'a str,
    /// Sessions that this person teaches,
    pub teacher: &'a str,
    /// and those with one of these on the roster.
    pub students: &'a [&'a str],
    /// Those whose planned time touches this.
    pub touching: Span,
    /// Of the cancelled ones those cancelled after this.
    pub cancelled_after: Timestamp,
    /// The earliest, at most so many.
    pub limit: i64,
}

/// A session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarSession {
    pub id: String,
    pub title: Option<String>,
    pub kind: String,
    pub platform: String,
    pub meet_code: Option<String>,
    pub start: Timestamp,
    pub end: Timestamp,
    pub teacher: Option<String>,
    pub teacher_name: Option<String>,
    pub is_cancelled: bool,
    /// How often what is shown of it has changed.
    pub sequence: i64,
    /// When it last did, or when it was planned.
    pub changed_at: Timestamp,
    pub created_at: Timestamp,
    /// The whole roster.
    pub students: Vec<String>,
}

#[derive(sqlx::FromRow)]
struct CalendarRow {
    id: String,
    title: Option<String>,
    kind: String,
    platform: String,
    meet_code: Option<String>,
    start_at: i64,
    end_at: i64,
    teacher_id: Option<String>,
    teacher_name: Option<String>,
    status: String,
    calendar_sequence: i64,
    calendar_changed_at: Option<i64>,
    created_at: i64,
    students: Option<String>,
}

impl From<CalendarRow> for CalendarSession {
    fn from(row: CalendarRow) -> CalendarSession {
        CalendarSession {
            id: row.id,
            title: row.title,
            kind: row.kind,
            platform: row.platform,
            meet_code: row.meet_code,
            start: instant(row.start_at),
            end: instant(row.end_at),
            teacher: row.teacher_id,
            teacher_name: row.teacher_name,
            is_cancelled: row.status == "cancelled",
            sequence: row.calendar_sequence,
            changed_at: instant(row.calendar_changed_at.unwrap_or(row.created_at)),
            created_at: instant(row.created_at),
            students: row.students.iter().flat_map(|ids| ids.split('\u{1f}')).map(str::to_owned).collect(),
        }
    }
}

macro_rules! select_calendar {
    ($people:literal) => {
        concat!(
            "SELECT s.id, s.title, s.kind, s.platform, s.meet_code, s.start_at, s.end_at, s.teacher_id, ",
            "p.name AS teacher_name, s.status, s.calendar_sequence, s.calendar_changed_at, s.created_at, ",
            "(SELECT string_agg(t.person_id, '\u{1f}') FROM session_students t ",
            "WHERE t.organization_id = s.organization_id AND t.session_id = s.id) AS students ",
            "FROM sessions s LEFT JOIN people p ON p.organization_id = s.organization_id AND p.id = s.teacher_id ",
            "WHERE s.organization_id = $1 AND s.start_at < $4 AND s.end_at > $5 ",
            "AND (s.status <> 'cancelled' OR s.cancelled_at > $6) ",
            "AND s.id IN (SELECT t.session_id FROM session_students t WHERE t.organization_id = $1 AND t.person_id IN ",
            $people,
            " UNION SELECT o.id FROM sessions o WHERE o.organization_id = $1 AND o.teacher_id = $2) ",
            "ORDER BY s.start_at, s.id LIMIT $7"
        )
    };
}

impl Read {
    /// The sessions of some people as calendars show them, the earliest first.
    pub async fn list_calendar_sessions(
        &mut self,
        filter: CalendarFilter<'_>,
    ) -> Result<Vec<CalendarSession>> {
        const SQL: DialectSql = DialectSql {
            sqlite: select_calendar!("(SELECT value FROM json_each($3))"),
            postgres: select_calendar!("(SELECT jsonb_array_elements_text($3::JSONB))"),
        };
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        let rows: Vec<CalendarRow> = with_connection!(self, |c| sqlx::query_as(sql)
            .bind(filter.organization)
            .bind(filter.teacher)
            .bind(json_rows(filter.students))
            .bind(micros(filter.touching.to))
            .bind(micros(filter.touching.from))
            .bind(micros(filter.cancelled_after))
            .bind(filter.limit)
            .fetch_all(c)
            .await)?;
        Ok(rows.into_iter().map(CalendarSession::from).collect())
    }
}
