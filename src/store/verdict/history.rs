//! What somebody's lessons came to, the newest first: for pages about one person, a pupil or a child.

use sqlx::QueryBuilder;

use crate::domain::access::Scope;
use crate::domain::session::{Kind, Status};
use crate::domain::time::{Span, Timestamp};
use crate::domain::verdict::outcome::Outcome;
use crate::store::access::access_filter;
use crate::store::database::error::corrupt;
use crate::store::verdict::reports::StoredReport;
use crate::store::{Read, Result, StoreError, instant, micros, with_connection};

/// A report of a student with what it has of its session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StudentReport {
    pub report: StoredReport,
    pub title: Option<String>,
    pub kind: Kind,
    pub start: Timestamp,
    pub end: Timestamp,
}

/// Whose reports are read, and of when.
#[derive(Clone, Copy, Debug)]
pub struct StudentFilter<'a> {
    pub people: &'a [&'a str],
    /// Sessions scheduled to start in here.
    pub starting: Span,
    /// Only what began before this session's start and id.
    pub before: Option<&'a (Timestamp, String)>,
    /// At most so many of each person.
    pub limit_each: i64,
}

#[derive(sqlx::FromRow)]
struct StudentReportRow {
    session_id: String,
    person_id: String,
    outcome: String,
    report: String,
    title: Option<String>,
    kind: String,
    start_at: i64,
    end_at: i64,
}

impl TryFrom<StudentReportRow> for StudentReport {
    type Error = StoreError;

    fn try_from(row: StudentReportRow) -> Result<StudentReport> {
        let key = format!("{} {}", row.session_id, row.person_id);
        let outcome = Outcome::parse(&row.outcome)
            .ok_or_else(|| corrupt("reports", "outcome", &key, format!("found {:?}", row.outcome)))?;
        let kind = Kind::parse(&row.kind)
            .ok_or_else(|| corrupt("sessions", "kind", &row.session_id, format!("found {:?}", row.kind)))?;
        let StudentReportRow { session_id, person_id, report, .. } = row;
        Ok(StudentReport {
            report: StoredReport { session_id, person_id, outcome, report },
            title: row.title,
            kind,
            start: instant(row.start_at),
            end: instant(row.end_at),
        })
    }
}

impl Read {
    /// The reports in reach of these people as students, cancelled sessions left out, by start, the newest first. One query,
    /// however many people.
    pub async fn list_student_reports(
        &mut self,
        scope: &Scope,
        filter: StudentFilter<'_>,
    ) -> Result<Vec<StudentReport>> {
        if filter.people.is_empty() {
            return Ok(Vec::new());
        }
        // The rosters lead: they have an index by person.
        const SELECT: &str = "
            SELECT session_id, person_id, outcome, report, title, kind, start_at, end_at
              FROM (SELECT r.session_id, r.person_id, r.outcome, r.report, s.title, s.kind, s.start_at, s.end_at,
                           ROW_NUMBER() OVER (PARTITION BY r.person_id ORDER BY s.start_at DESC, s.id DESC) AS place
                      FROM session_students e
                      JOIN sessions s ON s.organization_id = e.organization_id AND s.id = e.session_id
                      JOIN reports r ON r.organization_id = e.organization_id AND r.session_id = e.session_id
                                    AND r.person_id = e.person_id
                     WHERE e.organization_id = ";
        let organization = scope.organization();
        let rows: Vec<StudentReportRow> = with_connection!(self, |c| {
            let mut query = QueryBuilder::new(SELECT);
            query.push_bind(organization.to_owned()).push(" AND e.person_id IN (");
            let mut people = query.separated(", ");
            for person in filter.people {
                people.push_bind((*person).to_owned());
            }
            query.push(")");
            access_filter::reports(&mut query, scope);
            query.push(" AND s.start_at >= ").push_bind(micros(filter.starting.from));
            query.push(" AND s.start_at < ").push_bind(micros(filter.starting.to));
            query.push(" AND s.status <> ").push_bind(Status::Cancelled.as_str().to_owned());
            if let Some((start, id)) = filter.before {
                query.push(" AND (s.start_at, s.id) < (").push_bind(micros(*start)).push(", ");
                query.push_bind(id.clone()).push(")");
            }
            query.push(") AS numbered WHERE place <= ").push_bind(filter.limit_each);
            query.push(" ORDER BY start_at DESC, session_id DESC, person_id");
            query.build_query_as().fetch_all(c).await
        })?;
        self.readable_rows(organization, rows)
    }
}
