//! Hours in which somebody is left alone.

use chrono::{Days, NaiveTime};
use chrono_tz::Tz;

use crate::domain::time::Timestamp;
use crate::domain::time::calendar::local_instant;

/// From one local time to another, over midnight where the second is the earlier one. The second is no part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuietHours {
    from: NaiveTime,
    to: NaiveTime,
}

impl QuietHours {
    /// `None` where both are the same: that would be a day without end, or nothing.
    pub fn new(from: NaiveTime, to: NaiveTime) -> Option<QuietHours> {
        (from != to).then_some(QuietHours { from, to })
    }

    /// Reads two times as `22:00`.
    pub fn parse(from: &str, to: &str) -> Option<QuietHours> {
        let time = |text: &str| NaiveTime::parse_from_str(text, "%H:%M").ok();
        QuietHours::new(time(from)?, time(to)?)
    }

    /// `22:00`
    pub fn from_text(self) -> String {
        self.from.format("%H:%M").to_string()
    }

    /// `07:00`
    pub fn to_text(self) -> String {
        self.to.format("%H:%M").to_string()
    }

    /// `at`, or the end of the quiet hours that it lies in.
    pub fn end_after(self, at: Timestamp, zone: Tz) -> Timestamp {
        let local = at.to_utc().with_timezone(&zone).naive_local();
        let (day, time) = (local.date(), local.time());
        let is_quiet = if self.from < self.to {
            self.from <= time && time < self.to
        } else {
            time >= self.from || time < self.to
        };
        if !is_quiet {
            return at;
        }
        let day = if time < self.to { day } else { day + Days::new(1) };
        // On the night that clocks go back the end may come twice, and the first is before it began.
        local_instant(day.and_time(self.to), zone).max(at)
    }
}

/// Seven in the morning, today or tomorrow: when what can wait is told together.
pub fn next_morning(at: Timestamp, zone: Tz) -> Timestamp {
    let local = at.to_utc().with_timezone(&zone).naive_local();
    let morning = NaiveTime::from_hms_opt(7, 0, 0).unwrap_or_default();
    let day = if local.time() < morning { local.date() } else { local.date() + Days::new(1) };
    local_instant(day.and_time(morning), zone)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end(hours: (&str, &str), at: &str, zone: Tz) -> String {
        let at = Timestamp::parse(at).expect("an instant");
        QuietHours::parse(hours.0, hours.1).expect("hours").end_after(at, zone).to_string()
    }

    #[test]
    fn the_night_ends_in_the_morning_of_the_readers_zone() {
        let night = ("22:00", "07:00");
        let riyadh = chrono_tz::Asia::Riyadh;
        for (at, expected) in [
            ("2026-01-05T18:59:59Z", "2026-01-05T18:59:59.000Z"),
            ("2026-01-05T19:00:00Z", "2026-01-06T04:00:00.000Z"),
            ("2026-01-05T23:00:00Z", "2026-01-06T04:00:00.000Z"),
            ("2026-01-06T03:59:59Z", "2026-01-06T04:00:00.000Z"),
            ("2026-01-06T04:00:00Z", "2026-01-06T04:00:00.000Z"),
        ] {
            assert_eq!(end(night, at, riyadh), expected, "{at}");
        }
    }

    #[test]
    fn hours_within_a_day_end_on_it() {
        let noon = ("12:30", "14:00");
        assert_eq!(end(noon, "2026-01-05T13:00:00Z", Tz::UTC), "2026-01-05T14:00:00.000Z");
        assert_eq!(end(noon, "2026-01-05T14:00:00Z", Tz::UTC), "2026-01-05T14:00:00.000Z");
    }

    #[test]
    fn a_morning_that_the_clocks_skip_begins_when_they_have_moved() {
        // In Berlin 02:30 of this day is not there.
        let found = end(("22:00", "02:30"), "2026-03-28T22:00:00Z", chrono_tz::Europe::Berlin);
        assert_eq!(found, "2026-03-29T01:00:00.000Z");
    }

    #[test]
    fn the_next_morning_is_after_now() {
        let at = |text: &str| Timestamp::parse(text).expect("an instant");
        let riyadh = chrono_tz::Asia::Riyadh;
        assert_eq!(next_morning(at("2026-01-05T03:59:00Z"), riyadh), at("2026-01-05T04:00:00Z"));
        assert_eq!(next_morning(at("2026-01-05T04:00:00Z"), riyadh), at("2026-01-06T04:00:00Z"));
    }

    #[test]
    fn what_is_no_pair_of_times_is_refused() {
        for (from, to) in [("22:00", "22:00"), ("25:00", "07:00"), ("22", "7"), ("", "")] {
            assert_eq!(QuietHours::parse(from, to), None, "{from} {to}");
        }
        let hours = QuietHours::parse("22:00", "07:05").expect("hours");
        assert_eq!((hours.from_text().as_str(), hours.to_text().as_str()), ("22:00", "07:05"));
    }
}
