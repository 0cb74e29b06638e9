//! Hours of the day in which something is done, by local clocks.

use chrono::Timelike;
use chrono_tz::Tz;

use crate::domain::time::{DAY, Timestamp};

/// Whole hours: `0-6` is from midnight to six, `22-4` goes over midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DailyHours {
    from: u32,
    to: u32,
}

impl DailyHours {
    /// The night of DESIGN.md 4.4.
    pub const NIGHT: DailyHours = DailyHours { from: 0, to: 6 };

    /// Reads `FROM-TO`, each from 0 to 24 and not the same.
    pub fn parse(text: &str) -> Option<DailyHours> {
        let (from, to) = text.split_once('-')?;
        let (from, to) = (from.trim().parse().ok()?, to.trim().parse().ok()?);
        (from < 24 && to <= 24 && from != to).then_some(DailyHours { from, to })
    }

    /// Whether it is one of these hours in one of the zones; without a zone, in UTC.
    pub fn contains(self, zones: &[Tz], at: Timestamp) -> bool {
        let holds = |zone: &Tz| {
            let hour = at.to_utc().with_timezone(zone).hour();
            if self.from < self.to {
                (self.from..self.to).contains(&hour)
            } else {
                hour >= self.from || hour < self.to
            }
        };
        if zones.is_empty() { holds(&Tz::UTC) } else { zones.iter().any(holds) }
    }

    /// `at`, or the first of the instants after it, an `interval` of milliseconds apart, in these hours.
    pub fn next(self, zones: &[Tz], at: Timestamp, interval: i64) -> Timestamp {
        let interval = interval.max(1);
        // Within 48 hours every hour occurs in every zone, clock changes included.
        let tries = (2 * DAY / interval).clamp(1, 48 * 60);
        (0..=tries).map(|step| at.plus(step * interval)).find(|at| self.contains(zones, *at)).unwrap_or(at)
    }
}

impl std::fmt::Display for DailyHours {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.from, self.to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::HOUR;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).expect("an instant")
    }

    #[test]
    fn the_night_is_local_and_half_open() {
        let riyadh = [chrono_tz::Asia::Riyadh];
        for (instant, is_night) in [
            ("2026-01-05T20:59:59Z", false),
            ("2026-01-05T21:00:00Z", true),
            ("2026-01-06T02:59:59Z", true),
            ("2026-01-06T03:00:00Z", false),
        ] {
            assert_eq!(DailyHours::NIGHT.contains(&riyadh, at(instant)), is_night, "{instant}");
        }
        assert!(DailyHours::NIGHT.contains(&[], at("2026-01-05T00:00:00Z")));
        let two = [chrono_tz::Asia::Riyadh, chrono_tz::America::New_York];
        assert!(DailyHours::NIGHT.contains(&two, at("2026-01-06T06:00:00Z")), "night in New York");
    }

    #[test]
    fn hours_may_go_over_midnight_and_are_read_strictly() {
        let late = DailyHours::parse("22-4").expect("hours");
        assert!(
            late.contains(&[], at("2026-01-05T23:30:00Z")) && late.contains(&[], at("2026-01-05T03:59:00Z"))
        );
        assert!(!late.contains(&[], at("2026-01-05T04:00:00Z")));
        for text in ["", "6", "0-25", "24-3", "5-5", "a-b", "-1-3"] {
            assert_eq!(DailyHours::parse(text), None, "{text}");
        }
        assert_eq!(DailyHours::parse("0-24").map(|hours| hours.to_string()).as_deref(), Some("0-24"));
    }

    #[test]
    fn the_next_hour_of_the_night_is_found() {
        let riyadh = [chrono_tz::Asia::Riyadh];
        let next = DailyHours::NIGHT.next(&riyadh, at("2026-01-05T09:00:00Z"), HOUR);
        assert_eq!(next, at("2026-01-05T21:00:00Z"));
        assert_eq!(DailyHours::NIGHT.next(&riyadh, next, HOUR), next);
    }
}
