//! Sessions and reports for figures over many of them. They are handed over one after the other as the database gives
//! them, in no order, so that memory does not grow with their number.

use futures_util::TryStreamExt;
use sqlx::{Database, Encode, QueryBuilder, Type};

use crate::domain::access::Scope;
use crate::domain::analytics::counted::{CountedReport, CountedSession};
use crate::domain::session::{Kind, Status};
use crate::domain::time::Span;
use crate::domain::verdict::outcome::Outcome;
use crate::store::access::access_filter;
use crate::store::database::error::corrupt;
use crate::store::{Read, Result, StoreError, instant, micros, with_connection};

/// After so many rows others on the same thread get their turn.
const ROWS_AT_ONCE: usize = 512;
/// So many rows that cannot be read are remembered of one query.
const MAX_UNREADABLE: usize = 100;

/// Which sessions in reach are counted, and which reports in them.
#[derive(Clone, Copy, Debug)]
pub struct CountedFilter<'a> {
    /// Scheduled to start in here.
    pub starting: Span,
    /// Sessions that this person teaches.
    pub teacher: Option<&'a str>,
    /// Sessions with this person on the roster, and of their reports this person's and the teacher's.
    pub student: Option<&'a str>,
    pub kind: Option<Kind>,
}

#[derive(sqlx::FromRow)]
struct CountedSessionRow {
    id: String,
    start_at: i64,
    kind: String,
    teacher_id: Option<String>,
    settled: bool,
    needs_review: bool,
}

#[derive(sqlx::FromRow)]
struct CountedReportRow {
    session_id: String,
    person_id: String,
    outcome: String,
    report: String,
    start_at: i64,
    kind: String,
    teacher_id: Option<String>,
}

fn parse_kind(session: &str, kind: &str) -> Result<Kind> {
    Kind::parse(kind).ok_or_else(|| corrupt("sessions", "kind", session, format!("found {kind:?}")))
}

impl TryFrom<CountedSessionRow> for CountedSession {
    type Error = StoreError;

    fn try_from(row: CountedSessionRow) -> Result<CountedSession> {
        Ok(CountedSession {
            kind: parse_kind(&row.id, &row.kind)?,
            start: instant(row.start_at),
            teacher: row.teacher_id,
            settled: row.settled,
            needs_review: row.needs_review,
        })
    }
}

impl TryFrom<CountedReportRow> for CountedReport {
    type Error = StoreError;

    fn try_from(row: CountedReportRow) -> Result<CountedReport> {
        let wrong = |column, found: String| {
            corrupt("reports", column, &format!("{} {}", row.session_id, row.person_id), found)
        };
        let outcome = Outcome::parse(&row.outcome)
            .ok_or_else(|| wrong("outcome", format!("found {:?}", row.outcome)))?;
        let facts = serde_json::from_str(&row.report).map_err(|error| wrong("report", error.to_string()))?;
        Ok(CountedReport {
            kind: parse_kind(&row.session_id, &row.kind)?,
            outcome,
            facts,
            start: instant(row.start_at),
            teacher: row.teacher_id,
            session_id: row.session_id,
            person_id: row.person_id,
        })
    }
}

/// Hands the rows of a query over as they come, each read as a `$counted`.
macro_rules! for_each_row {
    ($read:expr, $scope:expr, $select:expr, $row:ty => $counted:ty, |$query:ident| $conditions:expr, $each:expr) => {{
        let mut unreadable = Vec::new();
        with_connection!($read, |c| {
            let mut $query = QueryBuilder::new($select);
            $query.push_bind($scope.organization().to_owned());
            $conditions;
            let mut rows = $query.build_query_as::<$row>().fetch(c);
            let mut count = 0_usize;
            while let Some(row) = rows.try_next().await? {
                match <$counted>::try_from(row) {
                    Ok(one) => $each(one),
                    Err(StoreError::Corrupt(one)) if unreadable.len() < MAX_UNREADABLE => {
                        unreadable.push(one)
                    }
                    Err(StoreError::Corrupt(_)) => {}
                    Err(other) => return Err(other),
                }
                count += 1;
                if count.is_multiple_of(ROWS_AT_ONCE) {
                    tokio::task::yield_now().await;
                }
            }
        });
        for mut one in unreadable {
            one.organization_id = $scope.organization().to_owned();
            $read.record_unreadable(*one);
        }
        Ok(())
    }};
}

impl Read {
    /// Calls `each` with every session in reach that passes the filter and is not cancelled.
    pub async fn for_each_counted_session(
        &mut self,
        scope: &Scope,
        filter: CountedFilter<'_>,
        mut each: impl FnMut(CountedSession) + Send,
    ) -> Result<()> {
        const SELECT: &str = "
            SELECT s.id, s.start_at, s.kind, s.teacher_id, s.settled, s.needs_review
              FROM sessions s
             WHERE s.organization_id = ";
        for_each_row!(
            self,
            scope,
            SELECT,
            CountedSessionRow => CountedSession,
            |query| {
                access_filter::sessions(&mut query, scope);
                push_session_conditions(&mut query, filter);
            },
            each
        )
    }

    /// Calls `each` with every report in reach of the sessions that pass the filter and are not cancelled, settled or
    /// not.
    pub async fn for_each_counted_report(
        &mut self,
        scope: &Scope,
        filter: CountedFilter<'_>,
        mut each: impl FnMut(CountedReport) + Send,
    ) -> Result<()> {
        // CROSS JOIN keeps SQLite from walking the reports and searching the session of each.
        const SELECT: &str = "
            SELECT r.session_id, r.person_id, r.outcome, r.report, s.start_at, s.kind, s.teacher_id
              FROM sessions s CROSS JOIN reports r
             WHERE r.organization_id = s.organization_id AND r.session_id = s.id AND s.organization_id = ";
        for_each_row!(
            self,
            scope,
            SELECT,
            CountedReportRow => CountedReport,
            |query| {
                access_filter::reports(&mut query, scope);
                push_session_conditions(&mut query, filter);
                if let Some(student) = filter.student {
                    query.push(" AND (r.person_id = s.teacher_id OR r.person_id = ");
                    query.push_bind(student.to_owned()).push(")");
                }
            },
            each
        )
    }
}

fn push_session_conditions<DB>(query: &mut QueryBuilder<DB>, filter: CountedFilter<'_>)
where
    DB: Database,
    for<'a> String: Encode<'a, DB> + Type<DB>,
    for<'a> i64: Encode<'a, DB> + Type<DB>,
{
    query.push(" AND s.start_at >= ").push_bind(micros(filter.starting.from));
    query.push(" AND s.start_at < ").push_bind(micros(filter.starting.to));
    query.push(" AND s.status <> ").push_bind(Status::Cancelled.as_str().to_owned());
    if let Some(teacher) = filter.teacher {
        query.push(" AND s.teacher_id = ").push_bind(teacher.to_owned());
    }
    if let Some(kind) = filter.kind {
        query.push(" AND s.kind = ").push_bind(kind.as_str().to_owned());
    }
    if let Some(student) = filter.student {
        query.push(
            " AND EXISTS (SELECT 1 FROM session_students e
                          WHERE e.organization_id = s.organization_id AND e.session_id = s.id AND e.person_id = ",
        );
        query.push_bind(student.to_owned()).push(")");
    }
}
