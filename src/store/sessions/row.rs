//! A row of the table: what is made of it, and what it is made of.

use sqlx::query::Query;
use sqlx::{Database, Encode, Type};

use super::StoredSession;
use crate::domain::policy::{Policy, PolicyPatch};
use crate::domain::session::{Format, Kind, Platform, Session, Status};
use crate::store::error::corrupt;
use crate::store::{Result, StoreError, instant, micros};

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
        let wrong = |column, found: &str| corrupt("sessions", column, &row.id, format!("found {found:?}"));
        let patch: PolicyPatch = serde_json::from_str(&row.policy)
            .map_err(|error| corrupt("sessions", "policy", &row.id, error))?;
        let status = Status::from_word(&row.status).ok_or_else(|| wrong("status", &row.status))?;
        let mut students: Vec<String> =
            row.students.iter().flat_map(|ids| ids.split('\u{1f}')).map(str::to_owned).collect();
        students.sort_unstable();
        let session = Session {
            kind: Kind::from_word(&row.kind).ok_or_else(|| wrong("kind", &row.kind))?,
            format: Format::from_word(&row.format).ok_or_else(|| wrong("format", &row.format))?,
            platform: Platform::from_word(&row.platform).ok_or_else(|| wrong("platform", &row.platform))?,
            id: row.id,
            room: row.room,
            meet_space: row.meet_space,
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
            patch,
            settled: row.settled,
            needs_review: row.needs_review,
            evaluated_at: row.evaluated_at.map(instant),
            evaluation: row.evaluation,
            due_at: row.due_at.map(instant),
            revision: row.revision,
            created_at: instant(row.created_at),
        })
    }
}

/// A statement with a session's columns bound: $1 and $2 name it, $3 to $19 are what may change about it, $20 is the
/// revision that was read.
pub(super) fn query_of<DB>(sql: &'static str, one: &StoredSession) -> Query<'static, DB, DB::Arguments>
where
    DB: Database,
    for<'a> &'a str: Encode<'a, DB> + Type<DB>,
    for<'a> String: Encode<'a, DB> + Type<DB>,
    for<'a> Option<String>: Encode<'a, DB>,
    for<'a> i64: Encode<'a, DB> + Type<DB>,
    for<'a> Option<i64>: Encode<'a, DB>,
{
    let session = &one.session;
    let patch = serde_json::to_string(&one.patch).expect("a patch is plain values under text keys");
    sqlx::query(sql)
        .bind(&one.organization_id)
        .bind(&session.id)
        .bind(&one.title)
        .bind(session.kind.word())
        .bind(session.format.word())
        .bind(session.platform.word())
        .bind(&session.room)
        .bind(&session.meet_space)
        .bind(&one.meet_code)
        .bind(&one.meet_organizer)
        .bind(micros(session.start))
        .bind(micros(session.end))
        .bind(&session.teacher)
        .bind(one.status.word())
        .bind(session.completed_at.map(micros))
        .bind(one.cancelled_at.map(micros))
        .bind(patch)
        .bind(session.policy_version)
        .bind(one.due_at.map(micros))
        .bind(one.revision)
}
