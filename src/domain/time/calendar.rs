//! Local days: between instants and the dates of a time zone.

use chrono::{Days, NaiveDate, NaiveDateTime, TimeDelta, TimeZone, Timelike};
use chrono_tz::Tz;

use crate::domain::time::Timestamp;

/// The date that clocks in `zone` show at an instant.
pub fn local_date(at: Timestamp, zone: Tz) -> NaiveDate {
    at.to_utc().with_timezone(&zone).date_naive()
}

/// The first instant of a local day. Where a clock change skips midnight, the first instant after the gap.
pub fn midnight(day: NaiveDate, zone: Tz) -> Timestamp {
    local_instant(day.and_hms_opt(0, 0, 0).expect("midnight exists on paper"), zone)
}

/// The instant at which clocks in `zone` show a local time. A time in a gap is the first instant after it, in a fold the
/// first of the two (DESIGN.md 5.4).
pub fn local_instant(local: NaiveDateTime, zone: Tz) -> Timestamp {
    if let Some(instant) = zone.from_local_datetime(&local).earliest() {
        return Timestamp::from_millis(instant.timestamp_millis());
    }
    // Gaps are whole quarters of an hour in every zone since 1972, and none is longer than a day.
    let quarter = local
        - TimeDelta::minutes(i64::from(local.minute() % 15))
        - TimeDelta::seconds(i64::from(local.second()));
    let after = (1..=97).map(|quarters| quarter + TimeDelta::minutes(15 * quarters));
    after
        .filter_map(|local| zone.from_local_datetime(&local).earliest())
        .map(|instant| Timestamp::from_millis(instant.timestamp_millis()))
        .next()
        .unwrap_or_else(|| local_instant(local + Days::new(1), zone))
}
