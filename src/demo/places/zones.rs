//! Where in the world it is a given time of day, so that a morning is played in a morning at whatever hour the demo starts.

use chrono::Timelike;
use chrono_tz::{Africa, America, Asia, Atlantic, Australia, Europe, Pacific, Tz};

use crate::domain::time::Timestamp;

/// Places about an hour apart, all around the world.
const ZONES: &[Tz] = &[
    Pacific::Pago_Pago,
    Pacific::Honolulu,
    Pacific::Gambier,
    America::Anchorage,
    America::Los_Angeles,
    America::Denver,
    America::Chicago,
    America::New_York,
    America::Halifax,
    America::Sao_Paulo,
    America::Noronha,
    Atlantic::Cape_Verde,
    Europe::London,
    Africa::Lagos,
    Africa::Johannesburg,
    Asia::Riyadh,
    Asia::Dubai,
    Asia::Karachi,
    Asia::Dhaka,
    Asia::Bangkok,
    Asia::Singapore,
    Asia::Tokyo,
    Australia::Brisbane,
    Pacific::Noumea,
    Pacific::Auckland,
];

const DAY_MINUTES: u32 = 24 * 60;

/// The zone where clocks are nearest to so many minutes after midnight.
pub fn where_it_is(minutes: u32, at: Timestamp) -> Tz {
    let nearest = ZONES.iter().min_by_key(|zone| distance(**zone, minutes, at));
    nearest.copied().unwrap_or(Tz::UTC)
}

/// Minutes between the clocks of a zone and a time of day, the shorter way round.
fn distance(zone: Tz, minutes: u32, at: Timestamp) -> u32 {
    let local = at.to_utc().with_timezone(&zone);
    let apart = (local.hour() * 60 + local.minute()).abs_diff(minutes);
    apart.min(DAY_MINUTES - apart)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::MINUTE;

    #[test]
    fn it_is_a_given_time_somewhere_at_any_hour_of_the_year() {
        for day in ["2026-01-15T00:00:00Z", "2026-07-15T00:00:00Z", "2026-10-28T00:00:00Z"] {
            let midnight = Timestamp::parse(day).expect("an instant");
            for quarter in 0..96 {
                let at = midnight.plus(quarter * 15 * MINUTE);
                for wanted in [630, 1_000, 1_090] {
                    let zone = where_it_is(wanted, at);
                    assert!(distance(zone, wanted, at) <= 60, "{at} {zone} {wanted}");
                }
            }
        }
    }
}
