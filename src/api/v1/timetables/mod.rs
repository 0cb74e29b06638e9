//! Timetables: planned once, drawn as sessions eight weeks ahead and each night further. What a body may say is in `bodies`;
//! rules are in `app::timetable`.

mod bodies;
mod shown;

use serde::Deserialize;
use utoipa::IntoParams;

use self::bodies::{NewTimetableBody, TimetableChangeBody};
use self::shown::{ForecastBody, TimetableBody};
use crate::api::v1::sessions::SessionBody;
use crate::api::{Created, NoBody, NoContent, Problem, Route, RouteRequest, delete, get, patch, post};
use crate::app::Error;
use crate::app::livekit::rooms::close::close_after;
use crate::app::meet::MeetOperationError;
use crate::app::session::list::ListedSession;
use crate::app::timetable;
use crate::domain::organization::Organization;
use crate::http::error_codes::{BOOKING_ERRORS, MEET_SPACE_ERRORS};
use crate::http::pagination;
use crate::http::pagination::{Page, PageParameters};
use crate::http::roles::ADMINS;

/// What a plan is refused for, beside what any session is.
const PLAN_ERRORS: &[&str] = &[
    "invalid_rule",
    "invalid_time_zone",
    "invalid_first_start",
    "invalid_times",
    "blocked_day",
    "overlaps_itself",
];

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/timetables", "Timetables, by id; those that have ended only with `ended`")
            .who(ADMINS)
            .to(list),
        post(
            "/api/v1/timetables",
            "Plan a timetable and draw its first eight weeks, or say everything in its way",
        )
        .who(ADMINS)
        .to(create)
        .refuses(PLAN_ERRORS)
        .refuses(BOOKING_ERRORS)
        .refuses(MEET_SPACE_ERRORS)
        .refuses(&["illegal_transition", "busy"]),
        post(
            "/api/v1/timetables/check",
            "What a timetable would draw and what is in its way; nothing is saved",
        )
        .who(ADMINS)
        .to(check)
        .refuses(PLAN_ERRORS)
        .refuses(BOOKING_ERRORS),
        get("/api/v1/timetables/{id}", "One timetable, with the lessons that could not be drawn")
            .who(ADMINS)
            .to(show),
        patch("/api/v1/timetables/{id}", "Change a timetable from a day on; what is left out stays")
            .who(ADMINS)
            .to(change)
            .refuses(PLAN_ERRORS)
            .refuses(BOOKING_ERRORS)
            .refuses(MEET_SPACE_ERRORS)
            .refuses(&["timetable_ended", "too_far_ahead", "illegal_transition", "busy"]),
        delete("/api/v1/timetables/{id}", "End a timetable and cancel its sessions that have not begun")
            .who(ADMINS)
            .to(end)
            .refuses(&["illegal_transition", "busy"]),
        post(
            "/api/v1/timetables/{id}/check",
            "What a change would do and what is in its way; nothing is saved",
        )
        .who(ADMINS)
        .to(check_change)
        .refuses(PLAN_ERRORS)
        .refuses(BOOKING_ERRORS)
        .refuses(&["timetable_ended", "too_far_ahead"]),
        get("/api/v1/timetables/{id}/sessions", "The sessions drawn from a timetable, by start")
            .who(ADMINS)
            .to(sessions),
    ]
}

#[derive(Deserialize, IntoParams)]
pub(crate) struct TimetableParameters {
    /// Ended ones, too.
    #[serde(default)]
    ended: bool,
    /// Rows on a page, 1 to 500.
    limit: Option<i64>,
    /// `next` of the page before.
    cursor: Option<String>,
}

async fn list(request: RouteRequest<NoBody, TimetableParameters>) -> Result<Page<TimetableBody>, Problem> {
    let limit = pagination::limit(request.query.limit)?;
    let after: String = pagination::decode_cursor(request.query.cursor.as_deref())?.unwrap_or_default();
    let organization = request.scope.organization();
    let mut read = request.read().await?;
    let found = read.list_timetables(organization, request.query.ended, &after, limit + 1).await?;
    Ok(Page::from_rows(found, limit, |one| one.id.clone(), |one| TimetableBody::of(&one)))
}

async fn create(request: RouteRequest<NewTimetableBody>) -> Result<Created<TimetableBody>, Problem> {
    let plan = request.body.read(&organization(&request).await?)?;
    let (write, created) =
        timetable::create::create(&request.app, &request.actor(), plan).await.map_err(at_field)?;
    let shown = TimetableBody::of(&created.timetable).drawing(created.drawn);
    request.commit(write, Created(shown)).await
}

async fn check(request: RouteRequest<NewTimetableBody>) -> Result<ForecastBody, Problem> {
    let plan = request.body.read(&organization(&request).await?)?;
    let mut read = request.read().await?;
    let lessons = timetable::create::preview(&mut read, &request.actor(), &plan).await;
    Ok(ForecastBody::of(&lessons.map_err(refused_at_field)?))
}

async fn show(request: RouteRequest) -> Result<TimetableBody, Problem> {
    let mut read = request.read().await?;
    let found = timetable::find(&mut read, request.scope.organization(), request.id()).await?;
    let upcoming = timetable::show::upcoming(&mut read, &request.actor(), &found).await?;
    Ok(TimetableBody::of(&found).with_problems(&upcoming))
}

async fn change(request: RouteRequest<TimetableChangeBody>) -> Result<TimetableBody, Problem> {
    let wanted = request.body.read()?;
    let (write, changed) = timetable::change::change(&request.app, &request.actor(), request.id(), wanted)
        .await
        .map_err(at_field)?;
    let shown = TimetableBody::of(&changed.timetable).changing(&changed.counts);
    let answer = request.commit(write, shown).await?;
    for session in &changed.cancelled {
        close_after(&request.app, session).await;
    }
    Ok(answer)
}

async fn check_change(request: RouteRequest<TimetableChangeBody>) -> Result<ForecastBody, Problem> {
    let wanted = request.body.read()?;
    let mut read = request.read().await?;
    let preview = timetable::change::preview(&mut read, &request.actor(), request.id(), &wanted).await;
    Ok(ForecastBody::of_change(&preview.map_err(refused_at_field)?))
}

async fn end(request: RouteRequest) -> Result<NoContent, Problem> {
    let mut write = request.write().await?;
    let cancelled = timetable::end::end(&mut write, &request.actor(), request.id()).await?;
    let answer = request.commit(write, NoContent).await?;
    for session in &cancelled {
        close_after(&request.app, session).await;
    }
    Ok(answer)
}

async fn sessions(request: RouteRequest<NoBody, PageParameters>) -> Result<Page<SessionBody>, Problem> {
    let limit = pagination::limit(request.query.limit)?;
    let after = pagination::decode_cursor(request.query.cursor.as_deref())?;
    let mut read = request.read().await?;
    let found =
        timetable::show::sessions(&mut read, &request.actor(), request.id(), after.as_ref(), limit + 1)
            .await?;
    Ok(Page::from_rows(found, limit, ListedSession::cursor, SessionBody::from))
}

async fn organization(request: &RouteRequest<NewTimetableBody>) -> Result<Organization, Problem> {
    let found = request.read().await?.find_organization(request.scope.organization()).await?;
    found.ok_or_else(|| Problem::not_found("organisation"))
}

fn at_field(error: MeetOperationError) -> Problem {
    with_field(Problem::from(error))
}

fn refused_at_field(error: Error) -> Problem {
    with_field(Problem::from(error))
}

/// The field that a refusal is about, as far as its code says so.
fn with_field(problem: Problem) -> Problem {
    match problem.code {
        "invalid_rule" | "blocked_day" => problem.at_field("rule"),
        "overlaps_itself" => problem.at_field("durationMinutes"),
        "not_a_teacher" => problem.at_field("teacherId"),
        "one_student" | "over_capacity" | "twice_on_roster" => problem.at_field("studentIds"),
        "link_without_meet" => problem.at_field("meetLink"),
        _ => problem,
    }
}
