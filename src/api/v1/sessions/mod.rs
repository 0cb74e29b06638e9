//! Sessions: planning, listing and showing them here; each other address under a session has a file of its own. Rules
//! of planning and of transitions are in `app::session`.

pub(crate) mod actions;
pub(crate) mod attendance;
pub(super) mod bodies;
pub(crate) mod edit;
pub(crate) mod evidence;
pub(crate) mod join;
pub(crate) mod overrides;
pub(crate) mod resync;
pub(crate) mod room;

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use self::bodies::{check_room, parse_meet_place};
use super::policies::schema::PolicyPatchSchema;
use crate::api::v1::shared::PersonName;
use crate::api::{Created, NoBody, Problem, Route, RouteRequest, get, post};
use crate::app::session::create::{MeetPlace, NewSession};
use crate::app::session::list::{ListedSession, SessionQuery, list, show};
use crate::app::session::planning::{SessionPlan, plan_session};
use crate::app::subscription::unscheduled::{self, ListedUnscheduled};
use crate::domain::organization::policy::PolicyPatch;
use crate::domain::people::validated_text::Name;
use crate::domain::session::meet_link;
use crate::domain::session::{Format, Kind, Platform, Status};
use crate::domain::time::{SECOND, Timestamp};
use crate::http::error_codes::{BOOKING_ERRORS, MEET_SPACE_ERRORS};
use crate::http::pagination;
use crate::http::pagination::Page;
use crate::http::roles::{ADMINS, SESSION_READERS};
use crate::http::time_parameter::{TimeParameter, organization_zone, time_range};
use crate::store::subscription::unscheduled::UnscheduledFilter;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/sessions", "Sessions: those to come soonest first, or all newest first")
            .who(SESSION_READERS)
            .to(list_all),
        post("/api/v1/sessions", "Plan a session")
            .who(ADMINS)
            .to(plan)
            .refuses(BOOKING_ERRORS)
            .refuses(MEET_SPACE_ERRORS)
            .refuses(&["blocked_day", "invalid_times"]),
        get("/api/v1/sessions/{id}", "One session").who(SESSION_READERS).to(show_one),
    ]
}

/// A session as the API shows it. A student sees only the own entry in `students`, a parent only the children's.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Session)]
#[schema(example = json!({
    "id": "0193f1c2", "title": "Tajweed", "kind": "quran", "format": "individual", "platform": "livekit",
    "status": "completed", "start": "2026-01-05T08:00:00.000Z", "end": "2026-01-05T09:00:00.000Z",
    "teacher": {"id": "0193f1c0", "name": "Aisha"}, "students": [{"id": "0193f1c1", "name": "Omar"}],
    "room": "quran_0193f1c2_1767600000", "meetSpace": null, "meetCode": null, "meetLink": null,
    "venueId": null, "completedAt": null, "cancelledAt": null, "settled": true, "needsReview": false, "policy": {},
    "policyVersion": 1, "timetableId": null, "createdAt": "2026-01-01T07:30:00.000Z"
}))]
pub(crate) struct SessionBody {
    pub id: String,
    pub title: Option<String>,
    pub kind: Kind,
    pub format: Format,
    pub platform: Platform,
    /// `unscheduled`, `scheduled`, `ready`, `ongoing`, `completed`, `absent` or `cancelled`.
    pub status: Status,
    /// `null` while it is `unscheduled`.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub start: Option<Timestamp>,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub end: Option<Timestamp>,
    pub teacher: Option<PersonName>,
    pub students: Vec<PersonName>,
    /// LiveKit room.
    pub room: Option<String>,
    /// Google Meet space, `spaces/…`, once Google has named it.
    pub meet_space: Option<String>,
    pub meet_code: Option<String>,
    pub meet_link: Option<String>,
    /// The venue it is held at.
    pub venue_id: Option<String>,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub completed_at: Option<Timestamp>,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub cancelled_at: Option<Timestamp>,
    pub settled: bool,
    /// Settled, and somebody's outcome is unknown all the same.
    pub needs_review: bool,
    /// The policy it was created under, where it differs from the defaults.
    #[schema(value_type = PolicyPatchSchema)]
    pub policy: PolicyPatch,
    /// `null` while it is `unscheduled`: it gets the policy with its time.
    pub policy_version: Option<i64>,
    /// The timetable it was drawn from.
    pub timetable_id: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
}

impl From<ListedSession> for SessionBody {
    fn from(listed: ListedSession) -> SessionBody {
        let ListedSession { session: stored, names, students, timetable } = listed;
        SessionBody {
            teacher: stored.session.teacher.as_deref().map(|id| PersonName::of(id, &names)),
            students: PersonName::all(&students, &names),
            title: stored.title,
            kind: stored.session.kind,
            format: stored.session.format,
            platform: stored.session.platform,
            status: stored.status,
            start: Some(stored.session.start),
            end: Some(stored.session.end),
            room: stored.session.room,
            meet_space: stored.session.meet_space,
            meet_link: stored.meet_code.as_deref().map(meet_link::link_of_code),
            meet_code: stored.meet_code,
            venue_id: stored.session.venue_id,
            completed_at: stored.session.completed_at,
            cancelled_at: stored.cancelled_at,
            settled: stored.settled,
            needs_review: stored.needs_review,
            policy: stored.policy_patch,
            policy_version: Some(stored.session.policy_version),
            created_at: stored.created_at,
            timetable_id: timetable,
            id: stored.session.id,
        }
    }
}

impl From<ListedUnscheduled> for SessionBody {
    fn from(ListedUnscheduled { session, names }: ListedUnscheduled) -> SessionBody {
        SessionBody {
            teacher: Some(PersonName::of(&session.teacher, &names)),
            students: PersonName::all([&session.person], &names),
            id: session.id,
            title: None,
            kind: session.kind,
            format: session.format,
            platform: session.platform,
            status: Status::Unscheduled,
            start: None,
            end: None,
            room: None,
            meet_space: None,
            meet_code: None,
            meet_link: None,
            venue_id: None,
            completed_at: None,
            cancelled_at: None,
            settled: false,
            needs_review: false,
            policy: PolicyPatch::default(),
            policy_version: None,
            timetable_id: None,
            created_at: session.created_at,
        }
    }
}

#[derive(Deserialize, IntoParams)]
pub(crate) struct SessionParameters {
    /// Scheduled to start at or after this: an instant, or a day for its local midnight.
    #[param(value_type = Option<String>)]
    from: Option<TimeParameter>,
    /// Scheduled to start before this.
    #[param(value_type = Option<String>)]
    to: Option<TimeParameter>,
    /// A teacher's id.
    teacher: Option<String>,
    /// Sessions with status `unscheduled` have no time, so they are listed only when asked for, in the order they were drawn.
    #[param(inline)]
    status: Option<Status>,
    #[param(inline)]
    kind: Option<Kind>,
    /// Only those whose scheduled end lies in the future, soonest first; otherwise all, newest first.
    #[serde(default)]
    upcoming_only: bool,
    /// Rows on a page, 1 to 500.
    limit: Option<i64>,
    /// `next` of the page before.
    cursor: Option<String>,
}

async fn list_all(request: RouteRequest<NoBody, SessionParameters>) -> Result<Page<SessionBody>, Problem> {
    let filter = &request.query;
    let limit = pagination::limit(filter.limit)?;
    let mut read = request.read().await?;
    if filter.status == Some(Status::Unscheduled) {
        let wanted = UnscheduledFilter {
            subscription: None,
            teacher: filter.teacher.as_deref(),
            kind: filter.kind,
            after: pagination::decode_cursor(filter.cursor.as_deref())?,
        };
        let rows = unscheduled::list(&mut read, &request.scope, &wanted, limit + 1).await?;
        return Ok(Page::from_rows(rows, limit, |one| one.session.id.clone(), SessionBody::from));
    }
    let zone = organization_zone(&mut read, &request.scope, &[filter.from, filter.to]).await?;
    let wanted = SessionQuery {
        starting: time_range(filter.from, filter.to, zone)?,
        teacher: filter.teacher.clone(),
        status: filter.status,
        kind: filter.kind,
        needs_review: false,
        upcoming_since: filter.upcoming_only.then(|| request.app.now()),
        after: pagination::decode_cursor(filter.cursor.as_deref())?,
        limit: limit + 1,
    };
    let rows = list(&mut read, &request.scope, &wanted).await?;
    Ok(Page::from_rows(rows, limit, ListedSession::cursor, SessionBody::from))
}

async fn show_one(request: RouteRequest) -> Result<SessionBody, Problem> {
    let mut read = request.read().await?;
    if let Some(found) = unscheduled::find(&mut read, &request.scope, request.id()).await? {
        return Ok(found.into());
    }
    Ok(show(&mut read, &request.scope, request.id()).await?.into())
}

/// A session to be planned.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = NewSession)]
#[schema(example = json!({"kind": "quran", "format": "individual", "platform": "livekit", "start": "2027-01-05T08:00:00Z", "durationMinutes": 60, "teacherId": "0193f1c0", "studentIds": ["0193f1c2"]}))]
struct NewSessionBody {
    #[schema(value_type = Option<String>)]
    title: Option<Name>,
    /// `quran`, `academic`, `interactive_course`, `class` or `event`.
    kind: Kind,
    /// `individual`, `circle`, `trial`, `assessment`, `course` or `group`.
    format: Format,
    /// `livekit`, `meet` or `onsite`.
    platform: Platform,
    #[schema(value_type = String, format = DateTime)]
    start: Timestamp,
    /// Either this or `durationMinutes`; the organisation's default length where both are left out.
    #[schema(value_type = Option<String>, format = DateTime)]
    end: Option<Timestamp>,
    #[schema(minimum = 1, maximum = 10080)]
    duration_minutes: Option<u32>,
    teacher_id: Option<String>,
    #[serde(default)]
    student_ids: Vec<String>,
    /// A LiveKit room that exists already; left out, the session gets one of its own.
    #[schema(max_length = 200)]
    room: Option<String>,
    /// Google Meet's link or its code; the space is found by it.
    meet_link: Option<String>,
    /// A Meet space that is known already, `spaces/…`.
    meet_space: Option<String>,
    /// E-mail address of the Meet organiser.
    meet_organizer: Option<String>,
    /// Makes a new Meet space for it, which belongs to the organiser: the one named, else the only one connected.
    #[serde(default)]
    create_meet_space: bool,
    /// The venue it is held at: a visit elsewhere is no visit of its people.
    venue_id: Option<String>,
    /// Rules for this session over those of the organisation.
    #[schema(value_type = PolicyPatchSchema)]
    #[serde(default)]
    policy: PolicyPatch,
}

async fn plan(request: RouteRequest<NewSessionBody>) -> Result<Created<SessionBody>, Problem> {
    let new = SessionPlan::New(Box::new(request.body.read()?));
    let (write, planned) = plan_session(&request.app, &request.actor(), new).await?;
    request.commit(write, Created(planned.into())).await
}

impl NewSessionBody {
    fn read(&self) -> Result<NewSession, Problem> {
        let end = match (self.end, self.duration_minutes) {
            (Some(_), Some(_)) => {
                let detail = "Send end or durationMinutes, not both.";
                return Err(Problem::invalid("invalid_body", detail).at_field("durationMinutes"));
            }
            (None, Some(minutes)) => Some(self.start.plus(i64::from(minutes) * 60 * SECOND)),
            (end, None) => end,
        };
        check_room(self.room.as_ref())?;
        Ok(NewSession {
            title: self.title.clone().map(Name::into_inner),
            kind: self.kind,
            format: self.format,
            platform: self.platform,
            room: self.room.clone(),
            meet: self.meet()?,
            venue: self.venue_id.clone(),
            start: self.start,
            end,
            teacher: self.teacher_id.clone(),
            students: self.student_ids.clone(),
            policy: self.policy.clone(),
        })
    }

    fn meet(&self) -> Result<Option<MeetPlace>, Problem> {
        let place = parse_meet_place(
            self.meet_link.as_deref(),
            self.meet_space.as_ref(),
            self.meet_organizer.as_ref(),
        )?;
        if self.create_meet_space && (place.code.is_some() || place.space.is_some()) {
            let detail = "Send a link or a space that exists, or createMeetSpace, not both.";
            return Err(Problem::invalid("invalid_body", detail).at_field("createMeetSpace"));
        }
        let place = MeetPlace { is_new: self.create_meet_space, ..place };
        Ok((place != MeetPlace::default()).then_some(place))
    }
}
