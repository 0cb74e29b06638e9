//! The attendance log: one row for every person, or unknown identity, seen in a session.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::{NoBody, Problem, Route, RouteRequest, get};
use crate::app::session::attendance_log::list;
use crate::domain::access::{Grant, Rows};
use crate::domain::people::Role;
use crate::domain::presence::attendance_log::{LogRole, LogSubject};
use crate::domain::presence::timeline::Interval;
use crate::domain::session::Platform;
use crate::domain::time::{SECOND, Timestamp};
use crate::domain::verdict::outcome::Outcome;
use crate::http::pagination;
use crate::http::pagination::Page;
use crate::http::time_parameter::{TimeParameter, organization_zone, time_range};
use crate::store::presence::attendance_logs::{LogFilter, LogListItem};

pub(crate) const LOG_READERS: &[Grant] = &[
    (Role::Superadmin, Rows::Organization),
    (Role::Admin, Rows::Organization),
    (Role::Finance, Rows::Organization),
    (Role::Teacher, Rows::OwnSessions),
];

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/attendance-logs", "Who was seen in which session, newest first")
            .who(LOG_READERS)
            .to(attendance_logs),
    ]
}

/// One person, or one unbound identity, in one session: devices and rejoins are united in it.
#[derive(Serialize, ToSchema)]
#[schema(as = AttendanceLog)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AttendanceLogBody {
    id: String,
    session_id: String,
    /// The same as `sessionId`.
    class_id: String,
    google_meet_code: Option<String>,
    person_id: Option<String>,
    /// The person's id, where they are the session's teacher.
    teacher_id: Option<String>,
    /// The person's id, where they are on its roster as a student.
    student_id: Option<String>,
    /// `teacher`, `student`, `guest` (ours, not on the roster) or `unknown`.
    role: LogRole,
    /// Of an unknown one the name the platform showed, which identifies nobody.
    user_name: Option<String>,
    user_email: Option<String>,
    /// The platform's name of an unknown one.
    identity: Option<String>,
    matched: bool,
    /// `meet`, `livekit`, `qr`, `manual` or `import`; several joined by `+` in alphabetical order.
    source: String,
    #[schema(value_type = String, format = DateTime)]
    joined_at: Timestamp,
    /// `null` while any connection is open.
    #[schema(value_type = Option<String>, format = DateTime)]
    left_at: Option<Timestamp>,
    stays: Vec<Interval>,
    /// Sum of the stays, open ones up to now.
    duration_seconds: i64,
    credited_seconds: i64,
    bridged_seconds: i64,
    /// Some start or end was not seen.
    estimated: bool,
    settled: bool,
    outcome: Option<Outcome>,
}

impl AttendanceLogBody {
    fn of(shown: LogListItem, now: Timestamp) -> AttendanceLogBody {
        let LogListItem { log, .. } = &shown;
        let (person, identity) = match &log.who {
            LogSubject::Person(person) => (Some(person.clone()), None),
            LogSubject::Unknown(identity) => (None, Some(identity.value.clone())),
        };
        let of_role = |role| person.clone().filter(|_| log.role == role);
        let mut sources: Vec<&str> = log.sources.iter().map(|source| source.as_str()).collect();
        sources.sort_unstable();
        AttendanceLogBody {
            id: log.id.clone(),
            session_id: log.session_id.clone(),
            class_id: log.session_id.clone(),
            google_meet_code: shown.meet_code.clone().filter(|_| shown.platform == Platform::Meet),
            teacher_id: of_role(LogRole::Teacher),
            student_id: of_role(LogRole::Student),
            role: log.role,
            matched: person.is_some(),
            person_id: person,
            identity,
            source: sources.join("+"),
            joined_at: log.joined_at,
            left_at: log.left_at,
            stays: log.stays.clone(),
            duration_seconds: log.millis(now) / SECOND,
            estimated: log.estimated,
            credited_seconds: shown.credited_seconds,
            bridged_seconds: shown.bridged_seconds,
            settled: shown.settled,
            outcome: shown.outcome,
            user_name: shown.name,
            user_email: shown.email,
        }
    }
}

#[derive(Deserialize, IntoParams)]
pub(crate) struct AttendanceLogParameters {
    session_id: Option<String>,
    /// In any letter case.
    user_email: Option<String>,
    /// First join at or after this: an instant, or a day for its local midnight.
    #[param(value_type = Option<String>)]
    from: Option<TimeParameter>,
    /// First join before this.
    #[param(value_type = Option<String>)]
    to: Option<TimeParameter>,
    /// Rows on a page, 1 to 500.
    limit: Option<i64>,
    /// `next` of the page before.
    cursor: Option<String>,
}

pub(crate) async fn attendance_logs(
    request: RouteRequest<NoBody, AttendanceLogParameters>,
) -> Result<Page<AttendanceLogBody>, Problem> {
    let asked = &request.query;
    let limit = pagination::limit(asked.limit)?;
    let zone = organization_zone(&mut request.read().await?, &request.scope, &[asked.from, asked.to]).await?;
    let filter = LogFilter {
        session: asked.session_id.as_deref(),
        email: asked.user_email.as_deref(),
        joined: time_range(asked.from, asked.to, zone)?,
        after: pagination::decode_cursor(asked.cursor.as_deref())?,
        limit: limit + 1,
    };
    let rows = list(&request.app, &request.scope, &filter).await?;
    let now = request.app.now();
    let place = |row: &LogListItem| (row.log.joined_at, row.log.id.clone());
    Ok(Page::from_rows(rows, limit, place, |row| AttendanceLogBody::of(row, now)))
}
