//! Holidays: days on which no session is drawn from a timetable.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::api::{Created, NoBody, NoContent, Problem, Route, RouteRequest, delete, get, post};
use crate::app::timetable::holidays;
use crate::domain::people::validated_text::Name;
use crate::domain::time::Timestamp;
use crate::http::pagination;
use crate::http::pagination::{Page, PageParameters};
use crate::http::roles::ADMINS;
use crate::store::session::StoredSession;
use crate::store::timetable::holidays::Holiday;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/holidays", "Holidays, by day").who(ADMINS).to(list),
        post("/api/v1/holidays", "Add a holiday, and learn what is planned on it")
            .who(ADMINS)
            .to(add)
            .refuses(&["holiday_exists", "invalid_date"]),
        delete(
            "/api/v1/holidays/{id}",
            "Take a holiday away; lessons are drawn on it again from the next night on",
        )
        .who(ADMINS)
        .to(remove),
    ]
}

/// A local day without lessons, in the organisation's zone.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Holiday)]
#[schema(example = json!({"id": "0193f1d3", "date": "2027-03-20", "name": "Eid al-Fitr", "createdAt": "2026-12-20T07:30:00.000Z"}))]
struct HolidayBody {
    id: String,
    #[schema(value_type = String, format = Date)]
    date: NaiveDate,
    name: String,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// Sessions that are planned on the day already; they stay until somebody moves or cancels them. Told where the holiday
    /// is added.
    #[serde(skip_serializing_if = "Option::is_none")]
    conflicts: Option<Vec<HolidayConflictBody>>,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = HolidayConflict)]
struct HolidayConflictBody {
    session_id: String,
    #[schema(value_type = String, format = DateTime)]
    start: Timestamp,
}

impl HolidayBody {
    fn of(one: Holiday, conflicts: Option<Vec<StoredSession>>) -> HolidayBody {
        let conflict =
            |one: StoredSession| HolidayConflictBody { session_id: one.session.id, start: one.session.start };
        HolidayBody {
            id: one.id,
            date: one.day,
            name: one.name,
            created_at: one.created_at,
            conflicts: conflicts.map(|found| found.into_iter().map(conflict).collect()),
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = NewHoliday)]
#[schema(example = json!({"date": "2027-03-20", "name": "Eid al-Fitr"}))]
struct NewHolidayBody {
    /// A local day like 2027-03-20.
    #[schema(value_type = String, format = Date)]
    date: NaiveDate,
    #[schema(value_type = String)]
    name: Name,
}

async fn list(request: RouteRequest<NoBody, PageParameters>) -> Result<Page<HolidayBody>, Problem> {
    let limit = pagination::limit(request.query.limit)?;
    let after: Option<NaiveDate> = pagination::decode_cursor(request.query.cursor.as_deref())?;
    let (first, last) = holidays::all_days();
    let from = after.and_then(|day| day.succ_opt()).unwrap_or(first);
    let organization = request.scope.organization();
    let found = request.read().await?.list_holidays(organization, from, last, limit + 1).await?;
    Ok(Page::from_rows(found, limit, |one| one.day, |one| HolidayBody::of(one, None)))
}

async fn add(request: RouteRequest<NewHolidayBody>) -> Result<Created<HolidayBody>, Problem> {
    let NewHolidayBody { date, name } = &request.body;
    let (first, last) = holidays::all_days();
    if !(first..=last).contains(date) {
        let detail = "A holiday is a day between the years 1 and 9999.";
        return Err(Problem::unprocessable("invalid_date", detail).at_field("date"));
    }
    let mut write = request.write().await?;
    let (added, conflicts) =
        holidays::add(&mut write, &request.actor(), *date, name.clone().into_inner()).await?;
    request.commit(write, Created(HolidayBody::of(added, Some(conflicts)))).await
}

async fn remove(request: RouteRequest) -> Result<NoContent, Problem> {
    let mut write = request.write().await?;
    holidays::remove(&mut write, &request.actor(), request.id()).await?;
    request.commit(write, NoContent).await
}
