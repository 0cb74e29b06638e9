//! The addresses of the academy on Google Meet (S3, doors.md section 1): monitoring, money, and the timetable, in which a
//! session is called a class. Answers are those of `/api/v1` with field names in snake_case; error documents are the same.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::snake_case::SnakeCase;
use crate::api::v1::attendance_logs::{self, AttendanceLogBody, AttendanceLogParameters, LOG_READERS};
use crate::api::v1::money::{
    self, BILL_READERS, BillingBody, FILE_CONTENT_TYPES, JsonOrFile, MonthParameters, PayrollBody,
    PayrollParameters,
};
use crate::api::v1::sessions::resync::{self, ActiveResyncedBody, ResyncedBody};
use crate::api::v1::shared::PersonName;
use crate::api::{NoBody, Problem, Route, RouteRequest, get, post};
use crate::app::session::list::{ListedSession, SessionQuery, list};
use crate::domain::session::meet_link;
use crate::domain::session::{Format, Kind, Platform, Status};
use crate::domain::time::{SECOND, Span, Timestamp};
use crate::http::error_codes::{MONTH_ERRORS, RESYNC_ERRORS};
use crate::http::pagination;
use crate::http::pagination::Page;
use crate::http::roles::{PAY_READERS, SESSION_EDITORS, SESSION_READERS};

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/monitoring/attendance-logs", "Door of /api/v1/attendance-logs")
            .who(LOG_READERS)
            .to(attendance_logs),
        post("/monitoring/sync-participants/{id}", "Door of /api/v1/sessions/{id}/resync")
            .who(SESSION_EDITORS)
            .to(sync_participants)
            .refuses(RESYNC_ERRORS)
            .timeout(resync::RESYNC_TIMEOUT),
        post("/monitoring/sync-all-active", "Door of /api/v1/sessions/resync-active")
            .who(SESSION_EDITORS)
            .to(sync_all_active)
            .refuses(RESYNC_ERRORS)
            .timeout(resync::RESYNC_ACTIVE_TIMEOUT),
        get("/monitoring/billing/families", "Door of /api/v1/billing/families")
            .who(BILL_READERS)
            .to(families)
            .refuses(MONTH_ERRORS)
            .produces(FILE_CONTENT_TYPES),
        get("/monitoring/payroll/teachers", "Door of /api/v1/payroll/teachers")
            .who(PAY_READERS)
            .to(teachers)
            .refuses(MONTH_ERRORS)
            .produces(FILE_CONTENT_TYPES),
        get("/api/schedule/classes", "Door of /api/v1/sessions").who(SESSION_READERS).to(list_classes),
    ]
}

async fn attendance_logs(
    request: RouteRequest<NoBody, AttendanceLogParameters>,
) -> Result<SnakeCase<Page<AttendanceLogBody>>, Problem> {
    attendance_logs::attendance_logs(request).await.map(SnakeCase)
}

async fn sync_participants(request: RouteRequest) -> Result<SnakeCase<ResyncedBody>, Problem> {
    resync::resync_session(request).await.map(SnakeCase)
}

async fn sync_all_active(request: RouteRequest) -> Result<SnakeCase<ActiveResyncedBody>, Problem> {
    resync::resync_active(request).await.map(SnakeCase)
}

async fn families(
    request: RouteRequest<NoBody, MonthParameters>,
) -> Result<JsonOrFile<SnakeCase<BillingBody>>, Problem> {
    Ok(money::families(request).await?.map(SnakeCase))
}

async fn teachers(
    request: RouteRequest<NoBody, PayrollParameters>,
) -> Result<JsonOrFile<SnakeCase<PayrollBody>>, Problem> {
    Ok(money::teachers(request).await?.map(SnakeCase))
}

#[derive(Serialize, ToSchema)]
#[schema(as = Class)]
#[serde(rename_all = "camelCase")]
struct ClassBody {
    id: String,
    /// The same as `id`.
    class_id: String,
    /// The same as `id`.
    session_id: String,
    title: Option<String>,
    kind: Kind,
    format: Format,
    platform: Platform,
    status: Status,
    /// It goes on now.
    is_active: bool,
    #[schema(value_type = String, format = DateTime)]
    start_time: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    end_time: Timestamp,
    duration_minutes: i64,
    teacher: Option<PersonName>,
    /// A student sees only the own entry, a parent only the children's.
    students: Vec<PersonName>,
    google_meet_code: Option<String>,
    google_meet_link: Option<String>,
}

impl From<ListedSession> for ClassBody {
    fn from(listed: ListedSession) -> ClassBody {
        let ListedSession { session: stored, names, students, timetable: _ } = listed;
        let session = stored.session;
        let code = stored.meet_code.filter(|_| session.platform == Platform::Meet);
        ClassBody {
            class_id: session.id.clone(),
            session_id: session.id.clone(),
            title: stored.title,
            kind: session.kind,
            format: session.format,
            platform: session.platform,
            status: stored.status,
            is_active: stored.status == Status::Ongoing,
            start_time: session.start,
            end_time: session.end,
            duration_minutes: session.planned().millis() / (60 * SECOND),
            teacher: session.teacher.as_deref().map(|id| PersonName::of(id, &names)),
            students: PersonName::all(&students, &names),
            google_meet_link: code.as_deref().map(meet_link::link_of_code),
            google_meet_code: code,
            id: session.id,
        }
    }
}

#[derive(Deserialize, IntoParams)]
struct ClassParameters {
    /// `true` (default): those whose scheduled end lies in the future, soonest first. `false`: all, newest first.
    upcoming_only: Option<bool>,
    /// Rows on a page, 1 to 500.
    limit: Option<i64>,
    /// `next` of the page before.
    cursor: Option<String>,
}

async fn list_classes(
    request: RouteRequest<NoBody, ClassParameters>,
) -> Result<SnakeCase<Page<ClassBody>>, Problem> {
    let limit = pagination::limit(request.query.limit)?;
    let wanted = SessionQuery {
        starting: Span::new(Timestamp::MIN, Timestamp::MAX),
        teacher: None,
        status: None,
        kind: None,
        needs_review: false,
        upcoming_since: request.query.upcoming_only.unwrap_or(true).then(|| request.app.now()),
        after: pagination::decode_cursor(request.query.cursor.as_deref())?,
        limit: limit + 1,
    };
    let rows = list(&mut request.read().await?, &request.scope, &wanted).await?;
    Ok(SnakeCase(Page::from_rows(rows, limit, ListedSession::cursor, ClassBody::from)))
}
