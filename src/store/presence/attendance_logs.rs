//! The attendance log: everybody seen in a session, one row each. It is derived from evidence like reports, and saved
//! with them.

use sqlx::{Database, Encode, QueryBuilder, Type};

use crate::domain::access::Scope;
use crate::domain::people::{Identity, Source};
use crate::domain::presence::attendance_log::{AttendanceLogEntry, LogRole, LogSubject};
use crate::domain::session::Platform;
use crate::domain::time::{Span, Timestamp};
use crate::domain::verdict::outcome::Outcome;
use crate::store::access::access_filter;
use crate::store::database::error::corrupt;
use crate::store::people::email_key;
use crate::store::{
    DialectSql, Read, Result, StoreError, fill_page, instant, json_rows_sql, micros, with_connection,
};

/// A row of the log with what the list shows of its session, person and report.
#[derive(Clone, Debug, PartialEq)]
pub struct LogListItem {
    pub log: AttendanceLogEntry,
    /// Name of the person, or the one the platform showed for an unknown one.
    pub name: Option<String>,
    pub email: Option<String>,
    pub platform: Platform,
    pub meet_code: Option<String>,
    pub settled: bool,
    pub outcome: Option<Outcome>,
    /// Whole seconds, as the report has them; 0 without one.
    pub credited_seconds: i64,
    pub bridged_seconds: i64,
}

/// Which rows in reach are listed.
#[derive(Clone, Debug)]
pub struct LogFilter<'a> {
    pub session: Option<&'a str>,
    /// In any letter case.
    pub email: Option<&'a str>,
    /// First join in here.
    pub joined: Span,
    /// First join and id of the last row shown.
    pub after: Option<(Timestamp, String)>,
    pub limit: i64,
}

#[derive(sqlx::FromRow)]
struct LogRow {
    id: String,
    session_id: String,
    person_id: Option<String>,
    identity_source: Option<String>,
    identity_value: Option<String>,
    role: String,
    joined_at: i64,
    left_at: Option<i64>,
    sources: String,
    stays: String,
    estimated: bool,
}

#[derive(sqlx::FromRow)]
struct LogListRow {
    #[sqlx(flatten)]
    log: LogRow,
    person_name: Option<String>,
    person_email: Option<String>,
    display_name: Option<String>,
    platform: String,
    meet_code: Option<String>,
    settled: bool,
    outcome: Option<String>,
    report: Option<String>,
}

/// The figures of a report that the list shows.
#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
struct LogFigures {
    credited_seconds: i64,
    bridged_seconds: i64,
}

impl TryFrom<LogRow> for AttendanceLogEntry {
    type Error = StoreError;

    fn try_from(row: LogRow) -> Result<AttendanceLogEntry> {
        let key = format!("{} {}", row.session_id, row.id);
        let wrong = |column, problem: String| corrupt("attendance_logs", column, &key, problem);
        let source = |name: &str| {
            Source::parse(name).ok_or_else(|| wrong("sources", format!("unknown source {name:?}")))
        };
        let who = match (row.person_id, row.identity_source, row.identity_value) {
            (Some(person), _, _) => LogSubject::Person(person),
            (None, Some(name), Some(value)) => {
                LogSubject::Unknown(Identity { source: source(&name)?, value })
            }
            _ => return Err(wrong("person_id", "neither a person nor an identity".to_owned())),
        };
        let sources = row.sources.split('+').filter(|name| !name.is_empty()).map(source);
        Ok(AttendanceLogEntry {
            who,
            role: LogRole::parse(&row.role).ok_or_else(|| wrong("role", row.role.clone()))?,
            joined_at: instant(row.joined_at),
            left_at: row.left_at.map(instant),
            sources: sources.collect::<Result<_>>()?,
            stays: serde_json::from_str(&row.stays).map_err(|error| wrong("stays", error.to_string()))?,
            estimated: row.estimated,
            session_id: row.session_id,
            id: row.id.clone(),
        })
    }
}

impl TryFrom<LogListRow> for LogListItem {
    type Error = StoreError;

    fn try_from(row: LogListRow) -> Result<LogListItem> {
        let session = row.log.session_id.clone();
        let report = format!("{session} {}", row.log.person_id.as_deref().unwrap_or_default());
        let figures: Option<LogFigures> = match &row.report {
            None => None,
            Some(text) => Some(
                serde_json::from_str(text).map_err(|error| corrupt("reports", "report", &report, error))?,
            ),
        };
        let outcome = match &row.outcome {
            None => None,
            Some(text) => {
                Some(Outcome::parse(text).ok_or_else(|| corrupt("reports", "outcome", &report, text))?)
            }
        };
        let platform = Platform::parse(&row.platform);
        Ok(LogListItem {
            log: row.log.try_into()?,
            name: row.person_name.or(row.display_name),
            email: row.person_email,
            platform: platform.ok_or_else(|| corrupt("sessions", "platform", &session, &row.platform))?,
            meet_code: row.meet_code,
            settled: row.settled,
            outcome,
            credited_seconds: figures.as_ref().map_or(0, |figures| figures.credited_seconds),
            bridged_seconds: figures.as_ref().map_or(0, |figures| figures.bridged_seconds),
        })
    }
}

/// Inserts rows of `log_columns`.
pub(in crate::store) const INSERT_LOGS: DialectSql = json_rows_sql!(
    "INSERT INTO attendance_logs
            (organization_id, session_id, id, person_id, identity_source, identity_value, role, joined_at,
             left_at, sources, stays, estimated)
     SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6,
            CAST(value ->> 7 AS BIGINT), CAST(value ->> 8 AS BIGINT), value ->> 9, value ->> 10,
            CAST(value ->> 11 AS BOOLEAN)",
    ""
);

/// The columns of an entry of the log in the order of `INSERT_LOGS`.
pub(in crate::store) fn log_columns(organization: &str, log: &AttendanceLogEntry) -> serde_json::Value {
    let (person, identity) = match &log.who {
        LogSubject::Person(person) => (Some(person), None),
        LogSubject::Unknown(identity) => (None, Some(identity)),
    };
    let mut sources: Vec<&str> = log.sources.iter().map(|source| source.as_str()).collect();
    sources.sort_unstable();
    serde_json::json!([
        organization,
        log.session_id,
        log.id,
        person,
        identity.map(|one| one.source),
        identity.map(|one| one.value.replace('\0', "\u{fffd}")),
        log.role,
        micros(log.joined_at),
        log.left_at.map(micros),
        sources.join("+"),
        serde_json::to_string(&log.stays).expect("stays are instants and flags"),
        log.estimated,
    ])
}

impl Read {
    /// The log in reach: newest first join first, then by id; at most `limit`.
    pub async fn list_logs(&mut self, scope: &Scope, filter: &LogFilter<'_>) -> Result<Vec<LogListItem>> {
        const SELECT: &str = "
            SELECT a.id, a.session_id, a.person_id, a.identity_source, a.identity_value, a.role, a.joined_at,
                   a.left_at, a.sources, a.stays, a.estimated, p.name AS person_name, p.email AS person_email, u.display_name,
                   s.platform, s.meet_code, s.settled, r.outcome, r.report
              FROM attendance_logs a
              JOIN sessions s ON s.organization_id = a.organization_id AND s.id = a.session_id
              LEFT JOIN people p ON p.organization_id = a.organization_id AND p.id = a.person_id
              LEFT JOIN reports r ON r.organization_id = a.organization_id AND r.session_id = a.session_id
                   AND r.person_id = a.person_id
              LEFT JOIN unmatched u ON u.organization_id = a.organization_id AND u.session_id = a.session_id
                   AND u.source = a.identity_source AND u.value = a.identity_value
             WHERE a.organization_id = ";
        Ok(fill_page!(
            filter.limit,
            after = filter.after.clone(),
            |wanted| -> Vec<LogListRow> {
                with_connection!(self, |c| {
                    let mut query = QueryBuilder::new(SELECT);
                    query.push_bind(scope.organization().to_owned());
                    push_log_conditions(&mut query, scope, filter, after.as_ref());
                    query.push(" ORDER BY a.joined_at DESC, a.id LIMIT ").push_bind(wanted);
                    query.build_query_as().fetch_all(c).await
                })?
            },
            |row| Some((instant(row.log.joined_at), row.log.id.clone())),
            |rows| self.readable_rows(scope.organization(), rows)?
        ))
    }

    /// The log of one session, by id.
    pub async fn session_logs(
        &mut self,
        organization: &str,
        session: &str,
    ) -> Result<Vec<AttendanceLogEntry>> {
        const SQL: &str = "
            SELECT id, session_id, person_id, identity_source, identity_value, role, joined_at, left_at, sources, stays,
                   estimated
              FROM attendance_logs WHERE organization_id = $1 AND session_id = $2 ORDER BY id";
        let rows: Vec<LogRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(session)
            .fetch_all(c)
            .await)?;
        self.readable_rows(organization, rows)
    }
}

fn push_log_conditions<DB>(
    query: &mut QueryBuilder<DB>,
    scope: &Scope,
    filter: &LogFilter,
    after: Option<&(Timestamp, String)>,
) where
    DB: Database,
    for<'a> String: Encode<'a, DB> + Type<DB>,
    for<'a> i64: Encode<'a, DB> + Type<DB>,
{
    access_filter::sessions(query, scope);
    query.push(" AND a.joined_at >= ").push_bind(micros(filter.joined.from));
    query.push(" AND a.joined_at < ").push_bind(micros(filter.joined.to));
    if let Some(session) = filter.session {
        query.push(" AND a.session_id = ").push_bind(session.to_owned());
    }
    if let Some(email) = filter.email {
        query.push(" AND p.email_key = ").push_bind(email_key(email));
    }
    if let Some((joined, id)) = after {
        query.push(" AND (a.joined_at < ").push_bind(micros(*joined));
        query.push(" OR a.joined_at = ").push_bind(micros(*joined));
        query.push(" AND a.id > ").push_bind(id.clone()).push(")");
    }
}
