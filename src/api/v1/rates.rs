//! Rates: what an hour or a session costs or earns, for whom, and from which day on.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::{Created, NoContent, Problem, Route, RouteRequest, delete, get, post};
use crate::app::money::rates;
use crate::domain::money::amount::Price;
use crate::domain::money::charge_pay_table::LineKind;
use crate::domain::money::rate::RatePrice;
use crate::domain::money::written_rate::{InvalidRate, WrittenRate};
use crate::domain::session::Kind;
use crate::http::pagination::Page;
use crate::http::roles::FINANCE;
use crate::store::money::rates::StoredRate;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/rates", "All rates, in the order they were added").who(FINANCE).to(list),
        post("/api/v1/rates", "Add a rate; lines of open periods follow")
            .who(FINANCE)
            .to(create)
            .refuses(&["unknown_person", "rate_exists"]),
        delete("/api/v1/rates/{id}", "Take a rate away; lines of open periods follow")
            .who(FINANCE)
            .to(remove),
    ]
}

/// A rate as it is kept.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Rate)]
struct RateBody {
    id: String,
    /// `pay` or `charge`.
    #[serde(rename = "for")]
    line_kind: LineKind,
    person_id: Option<String>,
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
        let WrittenRate { line_kind, person_id, kind, per_hour, per_session, valid_from } =
            stored.rate.into();
        RateBody { id: stored.id, line_kind, person_id, kind, per_hour, per_session, valid_from }
    }
}

fn rate_problem(no_rate: InvalidRate) -> Problem {
    let (detail, field) = match no_rate {
        InvalidRate::Scope => ("A rate is for a person or for a kind, not for both.", "kind"),
        InvalidRate::Price => ("A rate has either perHour or perSession.", "perHour"),
        InvalidRate::Date => ("A rate is valid from a day between the years 1 and 9999.", "validFrom"),
    };
    Problem::invalid("invalid_body", detail).at_field(field)
}

async fn list(request: RouteRequest) -> Result<Page<RateBody>, Problem> {
    let rates = request.read().await?.list_rates(request.scope.organization()).await?;
    Ok(Page::complete(rates.into_iter().map(RateBody::from).collect()))
}

async fn create(request: RouteRequest<WrittenRate>) -> Result<Created<RateBody>, Problem> {
    let rate = request.body.to_rate().map_err(rate_problem)?;
    if let RatePrice::Hour(price) | RatePrice::Session(price) = rate.price
        && !price.is_allowed_rate()
    {
        let field = if request.body.per_hour.is_some() { "perHour" } else { "perSession" };
        let detail = "A price is below 1000000000.";
        return Err(Problem::invalid("invalid_body", detail).at_field(field));
    }
    let mut write = request.write().await?;
    let added = rates::add(&mut write, &request.actor(), rate).await?;
    request.commit(write, Created(added.into())).await
}

async fn remove(request: RouteRequest) -> Result<NoContent, Problem> {
    let mut write = request.write().await?;
    rates::remove(&mut write, &request.actor(), request.id()).await?;
    request.commit(write, NoContent).await
}
