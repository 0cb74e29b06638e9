//! A row of the table `sessions`: its columns, how it is read, and how it is written.

use sqlx::query::Query;
use sqlx::{Database, Encode, Type};

use super::StoredSession;
use crate::domain::json::parse::parse_ignoring_unknown_keys;
use crate::domain::organization::policy::{Policy, PolicyPatch};
use crate::domain::session::{Format, Kind, Platform, Session, Status};
use crate::domain::time::Timestamp;
use crate::store::database::error::corrupt;
use crate::store::{Result, StoreError, instant, micros};

/// Selects every column, and the students as one text with the unit separator between ids (which are printable
/// characters).
macro_rules! select_sessions {
    ($rest:literal) => {
        concat!(
            "SELECT s.organization_id, s.id, s.title, s.kind, s.format, s.platform, s.room, s.meet_space, s.meet_code, s.venue_id, ",
            "s.meet_organizer, s.start_at, s.end_at, s.teacher_id, s.status, s.completed_at, s.cancelled_at, s.policy, ",
            "s.policy_version, s.settled, s.needs_review, s.evaluated_at, s.evaluation, s.due_at, s.revision, ",
            "s.created_at, (SELECT string_agg(t.person_id, '\u{1f}') FROM session_students t ",
            "WHERE t.organization_id = s.organization_id AND t.session_id = s.id) AS students FROM sessions s ",
            $rest
        )
    };
}
pub(super) use select_sessions;

#[derive(sqlx::FromRow)]
pub(super) struct SessionRow {
    organization_id: String,
    id: String,
    title: Option<String>,
    kind: String,
    format: String,
    platform: String,
    room: Option<String>,
    meet_space: Option<String>,
    meet_code: Option<String>,
    meet_organizer: Option<String>,
    venue_id: Option<String>,
    start_at: i64,
    end_at: i64,
    teacher_id: Option<String>,
    status: String,
    completed_at: Option<i64>,
    cancelled_at: Option<i64>,
    policy: String,
    policy_version: i64,
    settled: bool,
    needs_review: bool,
    evaluated_at: Option<i64>,
    evaluation: Option<String>,
    due_at: Option<i64>,
    revision: i64,
    created_at: i64,
    students: Option<String>,
}

impl TryFrom<SessionRow> for StoredSession {
    type Error = StoreError;

    fn try_from(row: SessionRow) -> Result<StoredSession> {
        let organization = row.organization_id.clone();
        row.read(ReadMode::Full).map_err(|error| error.in_organization(&organization))
    }
}

/// How much of a row has to be readable.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ReadMode {
    Full,
    /// Only time and place: whatever else cannot be read gets a default.
    ScheduleOnly,
}

impl ReadMode {
    fn value_or<T>(self, read: Option<T>, plain: T, wrong: impl FnOnce() -> StoreError) -> Result<T> {
        match (read, self) {
            (Some(read), _) => Ok(read),
            (None, ReadMode::ScheduleOnly) => Ok(plain),
            (None, ReadMode::Full) => Err(wrong()),
        }
    }
}

impl SessionRow {
    pub(super) fn start_cursor(&self) -> (Timestamp, String) {
        (instant(self.start_at), self.id.clone())
    }

    pub(super) fn due_cursor(&self) -> (i64, String, String) {
        (self.due_at.unwrap_or_default(), self.organization_id.clone(), self.id.clone())
    }

    /// Reads time and place, and gives defaults to whatever else cannot be read. That is enough for checks of double
    /// booking and for the ends of credit windows; such a session must not be evaluated or written back.
    pub(super) fn read_schedule_only(self) -> Result<StoredSession> {
        self.read(ReadMode::ScheduleOnly)
    }

    fn read(self, reading: ReadMode) -> Result<StoredSession> {
        let row = self;
        let wrong = |column, found: &str| corrupt("sessions", column, &row.id, format!("found {found:?}"));
        let policy = parse_policy(&row.policy);
        let problem = policy.as_ref().err().cloned().unwrap_or_default();
        let unreadable = || corrupt("sessions", "policy", &row.id, problem);
        let patch = reading.value_or(policy.ok(), PolicyPatch::default(), unreadable)?;
        let status = reading
            .value_or(Status::parse(&row.status), Status::Scheduled, || wrong("status", &row.status))?;
        let mut students: Vec<String> =
            row.students.iter().flat_map(|ids| ids.split('\u{1f}')).map(str::to_owned).collect();
        students.sort_unstable();
        let session = Session {
            kind: reading.value_or(Kind::parse(&row.kind), Kind::Class, || wrong("kind", &row.kind))?,
            format: reading
                .value_or(Format::parse(&row.format), Format::Group, || wrong("format", &row.format))?,
            platform: reading.value_or(Platform::parse(&row.platform), Platform::Onsite, || {
                wrong("platform", &row.platform)
            })?,
            id: row.id,
            room: row.room,
            meet_space: row.meet_space,
            venue_id: row.venue_id,
            start: instant(row.start_at),
            end: instant(row.end_at),
            teacher: row.teacher_id,
            students,
            cancelled: status == Status::Cancelled,
            completed_at: row.completed_at.map(instant),
            policy: Policy::from_patch(&patch),
            policy_version: row.policy_version,
        };
        Ok(StoredSession {
            organization_id: row.organization_id,
            session,
            title: row.title,
            meet_code: row.meet_code,
            meet_organizer: row.meet_organizer,
            status,
            cancelled_at: row.cancelled_at.map(instant),
            policy_patch: patch,
            settled: row.settled,
            needs_review: row.needs_review,
            evaluated_at: row.evaluated_at.map(instant),
            evaluation_digest: row.evaluation,
            due_at: row.due_at.map(instant),
            revision: row.revision,
            created_at: instant(row.created_at),
        })
    }
}

/// A policy as it is stored; keys of a newer version are ignored.
fn parse_policy(text: &str) -> std::result::Result<PolicyPatch, String> {
    if let Ok(patch) = serde_json::from_str(text) {
        return Ok(patch);
    }
    let stored: serde_json::Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    parse_ignoring_unknown_keys(&stored).map_err(|error| error.to_string())
}

/// A statement with a session's columns bound: $1 and $2 name it, $3 to $17 are what may change about it, $18 is the
/// revision that was read.
pub(super) fn bind_session<DB>(sql: &'static str, one: &StoredSession) -> Query<'static, DB, DB::Arguments>
where
    DB: Database,
    for<'a> &'a str: Encode<'a, DB> + Type<DB>,
    for<'a> String: Encode<'a, DB> + Type<DB>,
    for<'a> Option<String>: Encode<'a, DB>,
    for<'a> i64: Encode<'a, DB> + Type<DB>,
    for<'a> Option<i64>: Encode<'a, DB>,
{
    let session = &one.session;
    sqlx::query(sql)
        .bind(&one.organization_id)
        .bind(&session.id)
        .bind(&one.title)
        .bind(session.kind.as_str())
        .bind(session.format.as_str())
        .bind(session.platform.as_str())
        .bind(&session.room)
        .bind(&session.meet_space)
        .bind(&one.meet_code)
        .bind(&one.meet_organizer)
        .bind(micros(session.start))
        .bind(micros(session.end))
        .bind(&session.teacher)
        .bind(one.status.as_str())
        .bind(session.completed_at.map(micros))
        .bind(one.cancelled_at.map(micros))
        .bind(one.due_at.map(micros))
        .bind(one.revision)
}
