//! Venues: places that people check in to.

use chrono::NaiveTime;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::ToSchema;

use crate::api::v1::shared::read_time_zone;
use crate::api::{Created, NoBody, Problem, Route, RouteRequest, get, patch, post};
use crate::app::venue::venues::{
    self, DEFAULT_DAY_START, NewVenue, VenueChange, day_start_text, read_day_start,
};
use crate::domain::people::validated_text::Name;
use crate::domain::time::Timestamp;
use crate::http::pagination::{self, Page, PageParameters};
use crate::http::roles::{ADMINS, RECEPTION};
use crate::store::venue::venues::Venue;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/venues", "Venues, in the order they were added").who(RECEPTION).to(list),
        post("/api/v1/venues", "Add a venue; its code is switched on")
            .who(ADMINS)
            .to(create)
            .refuses(&["invalid_time_zone"]),
        get("/api/v1/venues/{id}", "One venue").who(RECEPTION).to(show),
        patch("/api/v1/venues/{id}", "Change a venue; its code stays as it is")
            .who(ADMINS)
            .to(change)
            .refuses(&["invalid_time_zone"]),
    ]
}

/// A local time of day, `HH:MM`.
#[derive(Clone, Copy)]
struct DayStart(NaiveTime);

impl Serialize for DayStart {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&day_start_text(self.0))
    }
}

impl<'de> Deserialize<'de> for DayStart {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let read = read_day_start(&text).map(DayStart);
        read.ok_or_else(|| D::Error::custom(format!("{text:?} is not a time of day; write it like 04:00")))
    }
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Venue)]
#[schema(example = json!({
    "id": "0193f1f0", "name": "Main hall", "timeZone": "Asia/Riyadh", "requiresMembership": true,
    "dayStartsAt": "04:00", "createdAt": "2026-01-01T07:30:00.000Z"
}))]
struct VenueBody {
    id: String,
    name: String,
    time_zone: &'static str,
    /// Whether its code is for members alone.
    requires_membership: bool,
    /// When its day begins, by its own clocks.
    #[schema(value_type = String)]
    day_starts_at: DayStart,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
}

impl From<Venue> for VenueBody {
    fn from(one: Venue) -> VenueBody {
        let Venue { id, name, time_zone, requires_membership, day_starts_at, created_at } = one;
        let (time_zone, day_starts_at) = (time_zone.name(), DayStart(day_starts_at));
        VenueBody { id, name, time_zone, requires_membership, day_starts_at, created_at }
    }
}

async fn list(request: RouteRequest<NoBody, PageParameters>) -> Result<Page<VenueBody>, Problem> {
    let limit = pagination::limit(request.query.limit)?;
    let after: String = pagination::decode_cursor(request.query.cursor.as_deref())?.unwrap_or_default();
    let mut read = request.read().await?;
    let found = read.list_venues(request.scope.organization(), &after, limit + 1).await?;
    Ok(Page::from_rows(found, limit, |one| one.id.clone(), VenueBody::from))
}

async fn show(request: RouteRequest) -> Result<VenueBody, Problem> {
    let found = request.read().await?.find_venue(request.scope.organization(), request.id()).await?;
    Ok(found.ok_or_else(|| Problem::not_found("venue"))?.into())
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = NewVenue)]
#[schema(example = json!({"name": "Main hall", "requiresMembership": true, "dayStartsAt": "04:00"}))]
struct NewVenueBody {
    #[schema(value_type = String)]
    name: Name,
    /// A zone of the IANA database; left out, the organisation's.
    time_zone: Option<String>,
    /// Whether its code is for members alone; left out, it is.
    requires_membership: Option<bool>,
    /// When its day begins, by its own clocks, `HH:MM`; left out, `04:00`.
    #[schema(value_type = Option<String>, example = "04:00")]
    day_starts_at: Option<DayStart>,
}

async fn create(request: RouteRequest<NewVenueBody>) -> Result<Created<VenueBody>, Problem> {
    let body = &request.body;
    let new = NewVenue {
        name: body.name.clone(),
        time_zone: body.time_zone.as_deref().map(read_time_zone).transpose()?,
        requires_membership: body.requires_membership.unwrap_or(true),
        day_starts_at: body.day_starts_at.map_or(DEFAULT_DAY_START, |start| start.0),
    };
    let mut write = request.write().await?;
    let added = venues::add(&mut write, &request.actor(), new).await?;
    request.commit(write, Created(added.into())).await
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = VenueChange)]
#[schema(example = json!({"requiresMembership": false}))]
struct VenueChangeBody {
    #[schema(value_type = Option<String>)]
    name: Option<Name>,
    time_zone: Option<String>,
    requires_membership: Option<bool>,
    #[schema(value_type = Option<String>, example = "04:00")]
    day_starts_at: Option<DayStart>,
}

async fn change(request: RouteRequest<VenueChangeBody>) -> Result<VenueBody, Problem> {
    let body = &request.body;
    let change = VenueChange {
        name: body.name.clone(),
        time_zone: body.time_zone.as_deref().map(read_time_zone).transpose()?,
        requires_membership: body.requires_membership,
        day_starts_at: body.day_starts_at.map(|start| start.0),
    };
    let mut write = request.write().await?;
    let changed = venues::change(&mut write, &request.actor(), request.id(), change).await?;
    request.commit(write, changed.into()).await
}
