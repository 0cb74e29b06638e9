//! Memberships: who may enter which venue, by which plan, and when.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::v1::shared::check_day;
use crate::api::{Created, NoBody, Problem, Route, RouteRequest, get, patch, post};
use crate::app::venue::memberships::{self, MembershipChange, NewMembership};
use crate::domain::checkin::membership::{MembershipState, MembershipStatus};
use crate::domain::time::Timestamp;
use crate::http::body::double_option;
use crate::http::pagination::{self, Page};
use crate::http::roles::{ADMINS, RECEPTION};
use crate::store::venue::memberships::{Membership, MembershipFilter};

const REFUSALS: &[&str] =
    &["unknown_person", "not_a_student", "unknown_plan", "unknown_venue", "invalid_days"];

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/memberships", "Memberships, in the order they were added").who(RECEPTION).to(list),
        post("/api/v1/memberships", "Add a membership").who(ADMINS).to(create).refuses(REFUSALS),
        get("/api/v1/memberships/{id}", "One membership").who(RECEPTION).to(show),
        patch("/api/v1/memberships/{id}", "Change a membership; scans of before are judged by what it was")
            .who(ADMINS)
            .to(change)
            .refuses(REFUSALS),
    ]
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Membership)]
#[schema(example = json!({
    "id": "0193f1f2", "personId": "0193f1c1", "planId": "0193f1f1", "venueId": null, "validFrom": "2026-01-01",
    "validUntil": "2026-12-31", "status": "active", "createdAt": "2026-01-01T07:30:00.000Z"
}))]
struct MembershipBody {
    id: String,
    person_id: String,
    plan_id: String,
    /// The one venue it admits to; `null`: every venue.
    venue_id: Option<String>,
    #[schema(value_type = String, format = Date)]
    valid_from: NaiveDate,
    /// The last day, which still counts.
    #[schema(value_type = Option<String>, format = Date)]
    valid_until: Option<NaiveDate>,
    status: MembershipStatus,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
}

impl From<Membership> for MembershipBody {
    fn from(one: Membership) -> MembershipBody {
        let Membership { id, person_id, state, created_at } = one;
        let MembershipState { plan, venue, valid_from, valid_until, status } = state;
        MembershipBody {
            id,
            person_id,
            plan_id: plan,
            venue_id: venue,
            valid_from,
            valid_until,
            status,
            created_at,
        }
    }
}

#[derive(Deserialize, IntoParams)]
struct MembershipParameters {
    /// Somebody's id: only theirs.
    person_id: Option<String>,
    /// Rows on a page, 1 to 500.
    limit: Option<i64>,
    /// `next` of the page before.
    cursor: Option<String>,
}

async fn list(request: RouteRequest<NoBody, MembershipParameters>) -> Result<Page<MembershipBody>, Problem> {
    let limit = pagination::limit(request.query.limit)?;
    let after: String = pagination::decode_cursor(request.query.cursor.as_deref())?.unwrap_or_default();
    let filter =
        MembershipFilter { person: request.query.person_id.as_deref(), ..MembershipFilter::default() };
    let mut read = request.read().await?;
    let found = read.list_memberships(request.scope.organization(), &filter, &after, limit + 1).await?;
    Ok(Page::from_rows(found, limit, |one| one.id.clone(), MembershipBody::from))
}

async fn show(request: RouteRequest) -> Result<MembershipBody, Problem> {
    let found = request.read().await?.find_membership(request.scope.organization(), request.id()).await?;
    Ok(found.ok_or_else(|| Problem::not_found("membership"))?.into())
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = NewMembership)]
#[schema(example = json!({
    "personId": "0193f1c1", "planId": "0193f1f1", "validFrom": "2026-01-01", "validUntil": "2026-12-31"
}))]
struct NewMembershipBody {
    /// Somebody with the role `student`.
    person_id: String,
    plan_id: String,
    /// `null`: every venue.
    venue_id: Option<String>,
    #[schema(value_type = String, format = Date)]
    valid_from: NaiveDate,
    /// The last day, which still counts.
    #[schema(value_type = Option<String>, format = Date)]
    valid_until: Option<NaiveDate>,
    /// `active`, `paused` or `ended`; left out, `active`.
    status: Option<MembershipStatus>,
}

async fn create(request: RouteRequest<NewMembershipBody>) -> Result<Created<MembershipBody>, Problem> {
    let body = &request.body;
    let state = MembershipState {
        plan: body.plan_id.clone(),
        venue: body.venue_id.clone(),
        valid_from: check_day(body.valid_from, "validFrom")?,
        valid_until: body.valid_until.map(|day| check_day(day, "validUntil")).transpose()?,
        status: body.status.unwrap_or(MembershipStatus::Active),
    };
    let new = NewMembership { person: body.person_id.clone(), state };
    let mut write = request.write().await?;
    let added = memberships::add(&mut write, &request.actor(), new).await?;
    request.commit(write, Created(added.into())).await
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = MembershipChange)]
#[schema(example = json!({"status": "paused"}))]
struct MembershipChangeBody {
    /// Somebody with the role `student`.
    person_id: Option<String>,
    plan_id: Option<String>,
    /// `null`: every venue.
    #[serde(default, deserialize_with = "double_option")]
    #[schema(value_type = Option<String>)]
    venue_id: Option<Option<String>>,
    #[schema(value_type = Option<String>, format = Date)]
    valid_from: Option<NaiveDate>,
    /// `null`: without an end.
    #[serde(default, deserialize_with = "double_option")]
    #[schema(value_type = Option<String>, format = Date)]
    valid_until: Option<Option<NaiveDate>>,
    status: Option<MembershipStatus>,
}

async fn change(request: RouteRequest<MembershipChangeBody>) -> Result<MembershipBody, Problem> {
    let body = &request.body;
    let until = body.valid_until.map(|day| day.map(|day| check_day(day, "validUntil")).transpose());
    let change = MembershipChange {
        person: body.person_id.clone(),
        plan: body.plan_id.clone(),
        venue: body.venue_id.clone(),
        valid_from: body.valid_from.map(|day| check_day(day, "validFrom")).transpose()?,
        valid_until: until.transpose()?,
        status: body.status,
    };
    let mut write = request.write().await?;
    let changed = memberships::change(&mut write, &request.actor(), request.id(), change).await?;
    request.commit(write, changed.into()).await
}
