//! The timetable as the Meet academy's clients know it: a session is a class there.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::compat::snake_case::SnakeCase;
use crate::api::http::pagination;
use crate::api::http::pagination::Page;
use crate::api::v1::shared::PersonName;
use crate::api::{NoBody, Problem, RouteRequest};
use crate::app::session::list::{ListedSession, SessionQuery, list};
use crate::domain::session::meet_link;
use crate::domain::session::{Format, Kind, Platform, Status};
use crate::domain::time::{SECOND, Span, Timestamp};

#[derive(Serialize, ToSchema)]
#[schema(as = Class)]
#[serde(rename_all = "camelCase")]
pub struct ClassBody {
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
        let ListedSession { session: stored, names, students } = listed;
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
pub struct ClassParameters {
    /// `true` (default): those whose scheduled end lies in the future, soonest first. `false`: all, newest first.
    upcoming_only: Option<bool>,
    /// Rows on a page, 1 to 500.
    limit: Option<i64>,
    /// `next` of the page before.
    cursor: Option<String>,
}

pub async fn list_classes(
    call: RouteRequest<NoBody, ClassParameters>,
) -> Result<SnakeCase<Page<ClassBody>>, Problem> {
    let limit = pagination::limit(call.query.limit)?;
    let wanted = SessionQuery {
        starting: Span::new(Timestamp::MIN, Timestamp::MAX),
        teacher: None,
        status: None,
        kind: None,
        upcoming_since: call.query.upcoming_only.unwrap_or(true).then(|| call.app.now()),
        after: pagination::decode_cursor(call.query.cursor.as_deref())?,
        limit: limit + 1,
    };
    let rows = list(&mut call.read().await?, &call.scope, &wanted).await?;
    Ok(SnakeCase(Page::from_rows(rows, limit, ListedSession::cursor, ClassBody::from)))
}
