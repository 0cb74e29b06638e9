//! Local days: between instants and the dates of a time zone.

use chrono::{Days, NaiveDate, TimeZone};
use chrono_tz::Tz;

use crate::domain::time::Timestamp;

/// The date that clocks in `zone` show at an instant.
pub fn local_date(at: Timestamp, zone: Tz) -> NaiveDate {
    at.to_utc().with_timezone(&zone).date_naive()
}

/// The first instant of a local day. Where a clock change skips midnight, the first instant after the gap.
pub fn midnight(day: NaiveDate, zone: Tz) -> Timestamp {
    let start = day.and_hms_opt(0, 0, 0).expect("midnight exists on paper");
    if let Some(instant) = zone.from_local_datetime(&start).earliest() {
        return Timestamp::from_millis(instant.timestamp_millis());
    }
    // Gaps are whole quarters of an hour in every zone since 1972; a day without a midnight begins right after it.
    let after = (1..=96).map(|quarters| start + chrono::TimeDelta::minutes(15 * quarters));
    after
        .filter_map(|local| zone.from_local_datetime(&local).earliest())
        .map(|instant| Timestamp::from_millis(instant.timestamp_millis()))
        .next()
        .unwrap_or_else(|| midnight(day + Days::new(1), zone))
}
