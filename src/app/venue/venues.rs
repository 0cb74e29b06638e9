//! Venues: adding and changing one. Each has a code from the beginning.

use chrono::NaiveTime;
use chrono_tz::Tz;
use serde_json::{Value, json};

use crate::app::{ActorContext, Error};
use crate::domain::people::validated_text::Name;
use crate::store::Write;
use crate::store::venue::venues::{DAY_START, Venue};

/// When a venue's day begins where nobody says otherwise: who leaves after midnight leaves, and does not come again.
pub const DEFAULT_DAY_START: NaiveTime = NaiveTime::from_hms_opt(4, 0, 0).expect("four o'clock");

/// A venue to be added.
#[derive(Clone, Debug)]
pub struct NewVenue {
    pub name: Name,
    /// `None`: the organisation's.
    pub time_zone: Option<Tz>,
    pub requires_membership: bool,
    pub day_starts_at: NaiveTime,
}

/// What is to be changed; `None` leaves it as it is.
#[derive(Clone, Debug, Default)]
pub struct VenueChange {
    pub name: Option<Name>,
    pub time_zone: Option<Tz>,
    pub requires_membership: Option<bool>,
    pub day_starts_at: Option<NaiveTime>,
}

/// Adds a venue with its code, which is switched on.
pub async fn add(write: &mut Write, actor: &ActorContext, new: NewVenue) -> Result<Venue, Error> {
    let time_zone = match new.time_zone {
        Some(zone) => zone,
        None => {
            let own = write.find_organization(actor.organization()).await?;
            own.ok_or(Error::NotFound("organisation"))?.time_zone
        }
    };
    let venue = Venue {
        id: actor.new_id(),
        name: new.name.into_inner(),
        time_zone,
        requires_membership: new.requires_membership,
        day_starts_at: new.day_starts_at,
        created_at: actor.now,
    };
    write.insert_venue(actor.organization(), &venue, actor.person_id.as_deref()).await?;
    actor.record_audit(write, "venue.created", subject(&venue.id), audit_detail(&venue)).await?;
    Ok(venue)
}

/// Changes a venue; its code stays as it is.
pub async fn change(
    write: &mut Write,
    actor: &ActorContext,
    id: &str,
    change: VenueChange,
) -> Result<Venue, Error> {
    let held = write.lock_venue(actor.organization(), id).await?;
    let mut after = held.ok_or(Error::NotFound("venue"))?;
    let before = after.clone();
    if let Some(name) = change.name {
        after.name = name.into_inner();
    }
    after.time_zone = change.time_zone.unwrap_or(after.time_zone);
    after.requires_membership = change.requires_membership.unwrap_or(after.requires_membership);
    after.day_starts_at = change.day_starts_at.unwrap_or(after.day_starts_at);
    if after != before {
        write.update_venue(actor.organization(), &after).await?;
        let detail = json!({"before": audit_detail(&before), "after": audit_detail(&after)});
        actor.record_audit(write, "venue.changed", subject(id), detail).await?;
    }
    Ok(after.into_inner())
}

/// A local time of day as it is written, `HH:MM`.
pub fn day_start_text(time: NaiveTime) -> String {
    time.format(DAY_START).to_string()
}

/// Reads what `day_start_text` writes, and nothing else.
pub fn read_day_start(text: &str) -> Option<NaiveTime> {
    let time = NaiveTime::parse_from_str(text, DAY_START).ok()?;
    (day_start_text(time) == text).then_some(time)
}

fn subject(id: &str) -> String {
    format!("venue:{id}")
}

fn audit_detail(venue: &Venue) -> Value {
    json!({
        "name": venue.name, "timeZone": venue.time_zone.name(), "requiresMembership": venue.requires_membership,
        "dayStartsAt": day_start_text(venue.day_starts_at),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_a_whole_minute_of_two_digits_each() {
        for text in ["00:00", "04:00", "23:59"] {
            assert_eq!(read_day_start(text).map(day_start_text).as_deref(), Some(text));
        }
        for text in ["", "4:00", "04:0", "24:00", "04:60", "04:00:00", " 04:00", "04.00", "+4:00", "٠٤:٠٠"]
        {
            assert_eq!(read_day_start(text), None, "{text}");
        }
        assert_eq!(day_start_text(DEFAULT_DAY_START), "04:00");
    }
}
