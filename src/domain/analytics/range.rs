//! The local days that figures are of, and their weeks.

use chrono::{Datelike, Days, NaiveDate};
use chrono_tz::Tz;

use crate::domain::time::Span;
use crate::domain::time::calendar::midnight;

/// The most days at once, so that a year fits and no range fills an answer with empty weeks.
pub const MAX_DAYS: i64 = 366;
/// Weeks looked at where nothing else is asked for, that of today counted.
pub const DEFAULT_WEEKS: u64 = 12;

/// Local days from `from` up to, not including, `to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnalyticsRange {
    pub from: NaiveDate,
    pub to: NaiveDate,
}

impl AnalyticsRange {
    /// Without `to` up to and including `today`; without `from` the twelve weeks, from a Monday on, that end with `to`.
    /// `None` where that holds no day or more than `MAX_DAYS`, or lies outside of the years 1 to 9999.
    pub fn of(from: Option<NaiveDate>, to: Option<NaiveDate>, today: NaiveDate) -> Option<AnalyticsRange> {
        let is_writable = |day: &NaiveDate| (1..=9_999).contains(&day.year());
        let to = to.unwrap_or_else(|| today + Days::new(1));
        let last = to.checked_sub_days(Days::new(1)).filter(is_writable)?;
        let from = match from {
            Some(from) => from,
            None => monday_of(last).checked_sub_days(Days::new(7 * (DEFAULT_WEEKS - 1)))?,
        };
        let days = to.signed_duration_since(from).num_days();
        let fits = is_writable(&from) && is_writable(&to) && (1..=MAX_DAYS).contains(&days);
        fits.then_some(AnalyticsRange { from, to })
    }

    /// The same as instants.
    pub fn span(self, zone: Tz) -> Span {
        Span::new(midnight(self.from, zone), midnight(self.to, zone))
    }

    /// The Mondays of its ISO weeks. The first and the last week may reach beyond the range.
    pub fn mondays(self) -> impl Iterator<Item = NaiveDate> {
        monday_of(self.from).iter_weeks().take_while(move |monday| *monday < self.to)
    }

    /// Which of its weeks a day lies in, counted from 0. `None` outside of the range.
    pub fn week_index(self, day: NaiveDate) -> Option<usize> {
        let weeks = day.signed_duration_since(monday_of(self.from)).num_days() / 7;
        (self.from <= day && day < self.to).then(|| usize::try_from(weeks).ok()).flatten()
    }
}

/// The Monday of a day's ISO week.
pub fn monday_of(day: NaiveDate) -> NaiveDate {
    day.week(chrono::Weekday::Mon).checked_first_day().unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Timestamp;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn without_days_it_is_twelve_weeks_up_to_today() {
        let range = AnalyticsRange::of(None, None, day("2026-01-07")).expect("a range");
        assert_eq!((range.from, range.to), (day("2025-10-20"), day("2026-01-08")));
        let mondays: Vec<NaiveDate> = range.mondays().collect();
        assert_eq!((mondays.len(), mondays[0], mondays[11]), (12, day("2025-10-20"), day("2026-01-05")));
        // On a Monday the week has begun with that day alone; `to` is not in it.
        let monday = AnalyticsRange::of(None, Some(day("2026-01-05")), day("2026-01-20")).expect("a range");
        assert_eq!((monday.from, monday.mondays().count()), (day("2025-10-13"), 12));
    }

    #[test]
    fn weeks_begin_on_monday_and_cover_a_range_that_does_not() {
        let range = AnalyticsRange::of(Some(day("2026-01-04")), Some(day("2026-01-12")), day("2026-02-01"));
        let range = range.expect("a range");
        assert_eq!(range.mondays().collect::<Vec<_>>(), [day("2025-12-29"), day("2026-01-05")]);
        for (at, index) in [
            ("2026-01-03", None),
            ("2026-01-04", Some(0)),
            ("2026-01-05", Some(1)),
            ("2026-01-11", Some(1)),
            ("2026-01-12", None),
        ] {
            assert_eq!(range.week_index(day(at)), index, "{at}");
        }
        let span = range.span(chrono_tz::Asia::Riyadh);
        assert_eq!(span.from, Timestamp::parse("2026-01-03T21:00:00Z").expect("an instant"));
    }

    #[test]
    fn what_is_empty_or_endless_is_refused() {
        let today = day("2026-01-07");
        for (from, to) in [
            ("2026-01-07", "2026-01-07"),
            ("2026-01-08", "2026-01-07"),
            ("2025-01-01", "2026-01-03"),
            ("0000-12-31", "0001-01-02"),
            ("9999-12-31", "+10000-01-01"),
        ] {
            assert_eq!(AnalyticsRange::of(Some(day(from)), Some(day(to)), today), None, "{from} {to}");
        }
        assert!(AnalyticsRange::of(Some(day("2025-01-01")), Some(day("2026-01-02")), today).is_some());
        for edge in [NaiveDate::MIN, NaiveDate::MAX] {
            assert_eq!(AnalyticsRange::of(None, Some(edge), today), None);
            assert_eq!(AnalyticsRange::of(Some(edge), None, today), None);
        }
        assert_eq!(AnalyticsRange::of(None, Some(day("0001-01-05")), today), None);
    }
}
