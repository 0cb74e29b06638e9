//! The caller's own calendar feed: its address, which is the secret, and a new one in its place. The feed itself is
//! `web/pages/calendar`.

use secrecy::SecretString;
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::{Created, Problem, Route, RouteRequest, get, post};
use crate::app::App;
use crate::app::calendar::address;
use crate::http::roles::EVERYBODY;

/// By a login alone: the address outlives an API token, and shows what a token of one role may not read.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/me/calendar", "The address of the own calendar feed; it is made at first")
            .who(EVERYBODY)
            .to(show)
            .login_only(),
        post("/api/v1/me/calendar", "Make the own calendar feed; where there is one it stays")
            .who(EVERYBODY)
            .to(make)
            .login_only(),
        post(
            "/api/v1/me/calendar/rotate",
            "A new address for the own calendar feed; the old one ends at once",
        )
        .who(EVERYBODY)
        .to(rotate)
        .login_only(),
    ]
}

#[derive(Serialize, ToSchema)]
#[schema(as = CalendarAddress)]
struct CalendarBody {
    /// Whoever knows it reads the feed: iCalendar, without a login.
    url: String,
}

impl CalendarBody {
    fn new(app: &App, secret: &SecretString) -> CalendarBody {
        CalendarBody { url: address::url(app, secret) }
    }
}

async fn show(request: RouteRequest) -> Result<CalendarBody, Problem> {
    let (app, actor) = (&request.app, request.actor_at_home());
    let person = &request.caller.person;
    if let Some(secret) = address::find(app, &mut request.read().await?, actor.organization(), person).await?
    {
        return Ok(CalendarBody::new(app, &secret));
    }
    let mut write = request.write().await?;
    let secret = address::find_or_make(app, &mut write, &actor).await?;
    request.commit(write, CalendarBody::new(app, &secret)).await
}

async fn make(request: RouteRequest) -> Result<Created<CalendarBody>, Problem> {
    let mut write = request.write().await?;
    let secret = address::find_or_make(&request.app, &mut write, &request.actor_at_home()).await?;
    request.commit(write, Created(CalendarBody::new(&request.app, &secret))).await
}

async fn rotate(request: RouteRequest) -> Result<CalendarBody, Problem> {
    let mut write = request.write().await?;
    let secret = address::rotate(&request.app, &mut write, &request.actor_at_home()).await?;
    request.commit(write, CalendarBody::new(&request.app, &secret)).await
}
