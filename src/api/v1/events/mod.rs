//! Events: planning them, who registers, who has paid, their codes, and who came.

mod bodies;
mod check_ins;
mod code;
mod import;
mod payment;
mod registrations;

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use self::bodies::EventBody;
pub(crate) use self::check_ins::{CheckInBody, EventStatsBody, stats_of};
pub(crate) use self::code::{EventCodeBody, shown_code};
use crate::api::{Created, NoBody, Page, Problem, Route, RouteRequest, get, patch, post};
use crate::app::event::change::{self, EventChange};
use crate::app::event::create::{self, EventPlan};
use crate::app::event::find;
use crate::app::session::change_transaction::evaluate_if_waiting;
use crate::domain::access::Scope;
use crate::domain::checkin::event::{AdmissionWindow, AdmitEvery};
use crate::domain::people::validated_text::Name;
use crate::domain::time::Timestamp;
use crate::http::body::double_option;
use crate::http::error_codes::{BOOKING_ERRORS, CANCEL_ERRORS};
use crate::http::pagination;
use crate::http::roles::{EVENT_PLANNERS, EVENT_READERS};
use crate::http::time_parameter::{TimeParameter, organization_zone, time_range};
use crate::store::event::{EventFilter, StoredEvent};

pub(crate) fn routes() -> Vec<Route> {
    let events = vec![
        get("/api/v1/events", "Events, by their start").who(EVENT_READERS).to(list_all),
        post("/api/v1/events", "Plan an event, and be an organizer of it")
            .who(EVENT_PLANNERS)
            .to(plan)
            .refuses(BOOKING_ERRORS)
            .refuses(EVENT_ERRORS)
            .refuses(&["blocked_day", "invalid_times"]),
        get("/api/v1/events/{id}", "One event").who(EVENT_READERS).to(show),
        patch("/api/v1/events/{id}", "Change an event; what is left out stays")
            .who(EVENT_PLANNERS)
            .to(edit)
            .refuses(BOOKING_ERRORS)
            .refuses(CANCEL_ERRORS)
            .refuses(EVENT_ERRORS)
            .refuses(&[
                "blocked_day",
                "invalid_times",
                "session_over",
                "settled",
                "has_registrations",
                "has_check_ins",
            ]),
    ];
    [
        events,
        registrations::routes(),
        import::routes(),
        payment::routes(),
        code::routes(),
        check_ins::routes(),
    ]
    .concat()
}

/// Of what an event is made of.
const EVENT_ERRORS: &[&str] =
    &["invalid_window", "unknown_person", "not_an_organizer", "not_a_partner", "busy"];

/// Places of an event.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(try_from = "i64")]
struct Capacity(i64);

impl TryFrom<i64> for Capacity {
    type Error = &'static str;

    fn try_from(places: i64) -> Result<Capacity, &'static str> {
        match (1..=1_000_000).contains(&places) {
            true => Ok(Capacity(places)),
            false => Err("an event has 1 to 1000000 places"),
        }
    }
}

#[derive(Deserialize, IntoParams)]
struct EventParameters {
    /// Scheduled to start at or after this: an instant, or a day for its local midnight.
    #[param(value_type = Option<String>)]
    from: Option<TimeParameter>,
    /// Scheduled to start before this.
    #[param(value_type = Option<String>)]
    to: Option<TimeParameter>,
    /// Only those whose scheduled end lies in the future.
    #[serde(default)]
    upcoming_only: bool,
    /// Rows on a page, 1 to 500.
    limit: Option<i64>,
    /// `next` of the page before.
    cursor: Option<String>,
}

async fn list_all(request: RouteRequest<NoBody, EventParameters>) -> Result<Page<EventBody>, Problem> {
    let query = &request.query;
    let limit = pagination::limit(query.limit)?;
    let after: Option<(Timestamp, String)> = pagination::decode_cursor(query.cursor.as_deref())?;
    let mut read = request.read().await?;
    let zone = organization_zone(&mut read, &request.scope, &[query.from, query.to]).await?;
    let filter = EventFilter {
        starting: time_range(query.from, query.to, zone)?,
        ending_after: if query.upcoming_only { request.app.now() } else { Timestamp::MIN },
    };
    let rows = read.list_events(&request.scope, filter, after.as_ref(), limit + 1).await?;
    Ok(Page::from_rows(rows, limit, StoredEvent::cursor, EventBody::from))
}

async fn show(request: RouteRequest) -> Result<EventBody, Problem> {
    Ok(find::find(&mut request.read().await?, &request.scope, request.id()).await?.into())
}

/// An event to be planned.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = NewEvent)]
#[schema(example = json!({
    "title": "Free lecture", "start": "2027-01-05T16:00:00Z", "end": "2027-01-05T18:00:00Z", "capacity": 200,
    "allowWalkIns": true
}))]
struct NewEventBody {
    #[schema(value_type = String, max_length = 200)]
    title: Name,
    #[schema(value_type = String, format = DateTime)]
    start: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    end: Timestamp,
    /// Whether people show tickets.
    #[serde(default)]
    is_paid: bool,
    /// The external partner: somebody with the role `partner`.
    partner_id: Option<String>,
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 1000000)]
    capacity: Option<Capacity>,
    #[serde(default)]
    allow_walk_ins: bool,
    #[schema(value_type = Option<String>, format = DateTime)]
    opens_at: Option<Timestamp>,
    #[schema(value_type = Option<String>, format = DateTime)]
    closes_at: Option<Timestamp>,
    #[serde(default)]
    #[schema(value_type = String, example = "event")]
    admit_every: AdmitEvery,
    /// People with the role `organizer`, besides whoever plans it.
    #[serde(default)]
    organizer_ids: Vec<String>,
}

async fn plan(request: RouteRequest<NewEventBody>) -> Result<Created<EventBody>, Problem> {
    let body = &request.body;
    let plan = EventPlan {
        title: body.title.clone(),
        start: body.start,
        end: body.end,
        is_paid: body.is_paid,
        partner: body.partner_id.clone(),
        capacity: body.capacity.map(|Capacity(places)| places),
        allow_walk_ins: body.allow_walk_ins,
        window: AdmissionWindow { opens_at: body.opens_at, closes_at: body.closes_at },
        admit_every: body.admit_every,
        organizers: body.organizer_ids.clone(),
    };
    let mut write = request.write().await?;
    let event = create::create(&mut write, &request.actor(), plan).await?;
    request.commit(write, Created(event.into())).await
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = EventChange)]
#[schema(example = json!({"title": "Free lecture, second part", "capacity": 300}))]
struct EventChangeBody {
    #[schema(value_type = Option<String>, max_length = 200)]
    title: Option<Name>,
    #[schema(value_type = Option<String>, format = DateTime)]
    start: Option<Timestamp>,
    /// Left out where `start` is not: the event keeps its length.
    #[schema(value_type = Option<String>, format = DateTime)]
    end: Option<Timestamp>,
    /// As long as nobody has registered.
    is_paid: Option<bool>,
    /// `null`: without a partner. Whether there is one stays when somebody has registered.
    #[serde(default, deserialize_with = "double_option")]
    #[schema(value_type = Option<String>)]
    partner_id: Option<Option<String>>,
    /// `null`: without a limit. More places are given at once to those who wait longest.
    #[serde(default, deserialize_with = "double_option")]
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 1000000)]
    capacity: Option<Option<Capacity>>,
    allow_walk_ins: Option<bool>,
    #[serde(default, deserialize_with = "double_option")]
    #[schema(value_type = Option<String>, format = DateTime)]
    opens_at: Option<Option<Timestamp>>,
    #[serde(default, deserialize_with = "double_option")]
    #[schema(value_type = Option<String>, format = DateTime)]
    closes_at: Option<Option<Timestamp>>,
    /// As long as nobody was let in.
    #[schema(value_type = Option<String>, example = "day")]
    admit_every: Option<AdmitEvery>,
    organizer_ids: Option<Vec<String>>,
}

async fn edit(request: RouteRequest<EventChangeBody>) -> Result<EventBody, Problem> {
    let body = &request.body;
    let change = EventChange {
        title: body.title.clone(),
        start: body.start,
        end: body.end,
        is_paid: body.is_paid,
        partner: body.partner_id.clone(),
        capacity: body.capacity.map(|capacity| capacity.map(|Capacity(places)| places)),
        allow_walk_ins: body.allow_walk_ins,
        opens_at: body.opens_at,
        closes_at: body.closes_at,
        admit_every: body.admit_every,
        organizers: body.organizer_ids.clone(),
    };
    find::find(&mut request.read().await?, &request.scope, request.id()).await?;
    // Whether it may be moved hangs on its status, which time may have changed.
    let whole = Scope::whole_organization(request.scope.organization());
    evaluate_if_waiting(&request.app, &whole, request.id()).await?;
    let mut write = request.write().await?;
    let event = change::change(&mut write, &request.actor(), request.id(), change).await?;
    request.commit(write, event.into()).await
}
