//! Days on which no session is drawn, and what is planned on them already.

use chrono::{Days, NaiveDate};
use serde_json::json;

use crate::app::{ActorContext, Error};
use crate::domain::access::Scope;
use crate::domain::organization::Organization;
use crate::domain::session::Status;
use crate::domain::time::Span;
use crate::domain::time::calendar::midnight;
use crate::store::session::{SessionFilter, StoredSession};
use crate::store::timetable::holidays::Holiday;
use crate::store::{Read, Write};

/// Sessions on one day that are told; a day with more has a problem of another kind.
const MOST_CONFLICTS: i64 = 500;

/// The days that are listed when nobody says which.
pub fn all_days() -> (NaiveDate, NaiveDate) {
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    (day(1, 1, 1), day(9999, 12, 31))
}

/// Adds a holiday, and gives the sessions that are planned on that day: they stay until somebody moves or cancels them.
///
/// # Errors
/// 409 `holiday_exists`.
pub async fn add(
    write: &mut Write,
    actor: &ActorContext,
    day: NaiveDate,
    name: String,
) -> Result<(Holiday, Vec<StoredSession>), Error> {
    // No session is drawn on the day meanwhile.
    write.lock_timetable(actor.organization()).await?;
    let organization = super::find_organization(write, actor).await?;
    let holiday = Holiday { id: actor.new_id(), day, name, created_at: actor.now };
    write.insert_holiday(actor.organization(), &holiday).await.map_err(|error| {
        let detail = "This day is a holiday already: take that one away, or choose another day.";
        Error::from_unique_violation(error, "holidays", "holiday_exists", detail)
    })?;
    let detail = json!({"date": day, "name": holiday.name});
    actor.record_audit(write, "holiday.added", format!("holiday:{}", holiday.id), detail).await?;
    let conflicts = sessions_on(write, &organization, day).await?;
    Ok((holiday, conflicts))
}

/// Takes a holiday away; timetables draw on that day again from the next night on.
///
/// # Errors
/// 404.
pub async fn remove(write: &mut Write, actor: &ActorContext, id: &str) -> Result<(), Error> {
    let found = write.find_holiday(actor.organization(), id).await?.ok_or(Error::NotFound("holiday"))?;
    write.delete_holiday(actor.organization(), id).await?;
    let detail = json!({"date": found.day, "name": found.name});
    actor.record_audit(write, "holiday.removed", format!("holiday:{id}"), detail).await?;
    Ok(())
}

/// The sessions that begin on a local day and are not cancelled.
///
/// # Errors
/// Those of the store.
pub async fn sessions_on(
    read: &mut Read,
    organization: &Organization,
    day: NaiveDate,
) -> Result<Vec<StoredSession>, Error> {
    let next = day.checked_add_days(Days::new(1)).unwrap_or(day);
    let zone = organization.time_zone;
    let starting = Span::new(midnight(day, zone), midnight(next, zone));
    let filter = SessionFilter { starting, ..SessionFilter::default() };
    let whole = Scope::whole_organization(&organization.id);
    let mut found = read.list_sessions(&whole, filter, None, MOST_CONFLICTS).await?;
    found.retain(|one| one.status != Status::Cancelled);
    Ok(found)
}
