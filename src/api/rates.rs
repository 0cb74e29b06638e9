//! Rates: what an hour or a session costs or earns, for whom, and from which day on.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::page::Page;
use super::roles::FINANCE;
use super::{Call, Created, NoContent, Problem, Route, delete, get, post};
use crate::app::rates;
use crate::domain::money::amount::Price;
use crate::domain::money::rate::{Per, Rate, Scope};
use crate::domain::money::table::LineKind;
use crate::domain::session::Kind;
use crate::store::rates::StoredRate;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/rates", "All rates, in the order they were added").who(FINANCE).to(list),
        post("/api/v1/rates", "Add a rate; lines of open periods follow").who(FINANCE).to(create),
        delete("/api/v1/rates/{id}", "Take a rate away; lines of open periods follow")
            .who(FINANCE)
            .to(remove),
    ]
}

/// A rate: `perHour` or `perSession`, for one person, one kind of session, or (neither) the organisation.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct NewRate {
    /// `pay` or `charge`.
    #[serde(rename = "for")]
    #[schema(value_type = String, example = "pay")]
    line_kind: LineKind,
    /// Of a charge the learner, of pay the teacher.
    person_id: Option<String>,
    #[schema(value_type = Option<String>)]
    kind: Option<Kind>,
    /// A decimal in the organisation's currency.
    #[schema(value_type = Option<String>, example = "20.00")]
    per_hour: Option<Price>,
    #[schema(value_type = Option<String>)]
    per_session: Option<Price>,
    /// The first local day it holds.
    #[schema(value_type = String, format = Date)]
    valid_from: NaiveDate,
}

/// A rate as it is kept.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Rate)]
struct RateBody {
    id: String,
    /// `pay` or `charge`.
    #[serde(rename = "for")]
    #[schema(value_type = String)]
    line_kind: LineKind,
    person_id: Option<String>,
    #[schema(value_type = Option<String>)]
    kind: Option<Kind>,
    #[schema(value_type = Option<String>)]
    per_hour: Option<Price>,
    #[schema(value_type = Option<String>)]
    per_session: Option<Price>,
    #[schema(value_type = String, format = Date)]
    valid_from: NaiveDate,
}

impl From<StoredRate> for RateBody {
    fn from(stored: StoredRate) -> RateBody {
        let (person_id, kind) = match stored.rate.scope {
            Scope::Organization => (None, None),
            Scope::Kind(kind) => (None, Some(kind)),
            Scope::Person(person) => (Some(person), None),
        };
        let (per_hour, per_session) = match stored.rate.per {
            Per::Hour(price) => (Some(price), None),
            Per::Session(price) => (None, Some(price)),
        };
        let (line_kind, valid_from) = (stored.rate.kind, stored.rate.valid_from);
        RateBody { id: stored.id, line_kind, person_id, kind, per_hour, per_session, valid_from }
    }
}

impl NewRate {
    fn read(self) -> Result<Rate, Problem> {
        let scope = match (self.person_id, self.kind) {
            (None, None) => Scope::Organization,
            (None, Some(kind)) => Scope::Kind(kind),
            (Some(person), None) => Scope::Person(person),
            (Some(_), Some(_)) => {
                return Err(wrong("A rate is for a person or for a kind, not for both.", "kind"));
            }
        };
        let per = match (self.per_hour, self.per_session) {
            (Some(price), None) => Per::Hour(price),
            (None, Some(price)) => Per::Session(price),
            _ => return Err(wrong("A rate has either perHour or perSession.", "perHour")),
        };
        Ok(Rate { kind: self.line_kind, scope, per, valid_from: self.valid_from })
    }
}

fn wrong(detail: &str, field: &str) -> Problem {
    Problem::invalid("invalid_body", detail).at_field(field)
}

async fn list(call: Call) -> Result<Page<RateBody>, Problem> {
    let rates = call.read().await?.list_rates(call.scope.organization()).await?;
    Ok(Page::whole(rates.into_iter().map(RateBody::from).collect()))
}

async fn create(call: Call<NewRate>) -> Result<Created<RateBody>, Problem> {
    let rate = call.body.clone().read()?;
    let mut write = call.write().await?;
    let added = rates::add(&mut write, &call.act(), rate).await?;
    call.commit(write, Created(added.into())).await
}

async fn remove(call: Call) -> Result<NoContent, Problem> {
    let mut write = call.write().await?;
    rates::remove(&mut write, &call.act(), call.id()).await?;
    call.commit(write, NoContent).await
}
