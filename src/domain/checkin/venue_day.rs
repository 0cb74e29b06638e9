//! The days of a venue. One begins at `dayStartsAt`, not at midnight, so that who leaves after midnight leaves and does not
//! come again (DESIGN.md 4.6).

use chrono::{Days, NaiveDate, NaiveTime};
use chrono_tz::Tz;

use crate::domain::time::calendar::{local_date, local_instant};
use crate::domain::time::{Span, Timestamp};

/// When days begin somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayClock {
    pub zone: Tz,
    pub starts_at: NaiveTime,
}

impl DayClock {
    /// Reads `HH:MM`.
    pub fn parse_start(text: &str) -> Option<NaiveTime> {
        let is_plain = text.len() == 5 && text.bytes().all(|one| one.is_ascii_digit() || one == b':');
        NaiveTime::parse_from_str(text, "%H:%M").ok().filter(|_| is_plain)
    }

    /// The day that an instant belongs to, by the date it begins on.
    pub fn date(&self, at: Timestamp) -> NaiveDate {
        let date = local_date(at, self.zone);
        if at < self.start(date) { date - Days::new(1) } else { date }
    }

    /// A day from its beginning to the next one's.
    pub fn day(&self, date: NaiveDate) -> Span {
        Span::new(self.start(date), self.start(date + Days::new(1)))
    }

    /// The day that an instant lies in.
    pub fn day_of(&self, at: Timestamp) -> Span {
        self.day(self.date(at))
    }

    fn start(&self, date: NaiveDate) -> Timestamp {
        local_instant(date.and_time(self.starts_at), self.zone)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn clock(zone: Tz, start: &str) -> DayClock {
        DayClock { zone, starts_at: DayClock::parse_start(start).expect("a time of day") }
    }

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).expect("an instant")
    }

    #[test]
    fn who_leaves_after_midnight_leaves_on_the_same_day() {
        let riyadh = clock(Tz::Asia__Riyadh, "04:00");
        let monday = NaiveDate::from_ymd_opt(2026, 1, 5).expect("a date");
        assert_eq!(riyadh.date(at("2026-01-05T23:59:00+03:00")), monday);
        assert_eq!(riyadh.date(at("2026-01-06T03:59:59.999+03:00")), monday);
        assert_eq!(riyadh.date(at("2026-01-06T04:00:00+03:00")), monday + Days::new(1));
        assert_eq!(riyadh.day(monday).from, at("2026-01-05T04:00:00+03:00"));
    }

    #[test]
    fn a_time_of_day_is_two_and_two_digits() {
        assert!(DayClock::parse_start("00:00").is_some() && DayClock::parse_start("23:59").is_some());
        for bad in ["24:00", "4:00", "04:60", "04:00:00", "", "+4:00", " 4:00"] {
            assert_eq!(DayClock::parse_start(bad), None, "{bad}");
        }
    }

    proptest! {
        /// Days follow each other without gap or overlap, through clock changes too.
        #[test]
        fn every_instant_lies_in_the_day_of_its_date(millis in 0_i64..4_102_444_800_000, minutes in 0_u32..1_440, zone in 0_usize..4) {
            let zone = [Tz::Europe__Berlin, Tz::America__Sao_Paulo, Tz::Africa__Cairo, Tz::Australia__Lord_Howe][zone];
            let starts_at = NaiveTime::from_num_seconds_from_midnight_opt(minutes * 60, 0).expect("a time");
            let clock = DayClock { zone, starts_at };
            let at = Timestamp::from_millis(millis);
            let day = clock.day_of(at);
            prop_assert!(day.contains(at), "{at} {day:?}");
            prop_assert_eq!(clock.day_of(day.to).from, day.to);
        }
    }
}
