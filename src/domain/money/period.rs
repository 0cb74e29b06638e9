//! Periods: half-open ranges of local days that a month of money covers.

use chrono::{Datelike, Months, NaiveDate};
use chrono_tz::Tz;
use serde::Serialize;

use crate::domain::time::calendar::{local_date, midnight};
use crate::domain::time::{Span, Timestamp};

/// One period. It is named by the month of its last day, so 29 December to 28 January is January.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Period {
    pub year: i32,
    pub month: u32,
    #[serde(skip)]
    first: NaiveDate,
    #[serde(skip)]
    next: NaiveDate,
}

/// On which day of the month periods begin, 1 to 31. Where a month is too short, its period begins on the first of
/// the next, so that the one before still ends on its month's last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StartDay(u32);

impl StartDay {
    pub const FIRST: StartDay = StartDay(1);

    pub fn new(day: u32) -> Option<StartDay> {
        (1..=31).contains(&day).then_some(StartDay(day))
    }

    /// The day a period begins in (or right after) the month of `first_of_month`.
    fn within(self, first_of_month: NaiveDate) -> NaiveDate {
        first_of_month.with_day(self.0).unwrap_or_else(|| first_of_month + Months::new(1))
    }
}

impl Period {
    /// The period named by `year` and `month`; `None` outside the calendar.
    pub fn named(year: i32, month: u32, start: StartDay) -> Option<Period> {
        let first_of_month = NaiveDate::from_ymd_opt(year, month, 1)?;
        let next_month = first_of_month.checked_add_months(Months::new(1))?;
        let (first, next) = if start == StartDay::FIRST {
            (first_of_month, next_month)
        } else {
            (start.within(first_of_month.checked_sub_months(Months::new(1))?), start.within(first_of_month))
        };
        Some(Period { year, month, first, next })
    }

    /// The period of a session that starts at `at`, by the organisation's zone.
    pub fn of(at: Timestamp, zone: Tz, start: StartDay) -> Period {
        let date = local_date(at, zone);
        // A period named by this month or the next one holds the date.
        [0, 1]
            .into_iter()
            .filter_map(|ahead| {
                let month = date.with_day(1)?.checked_add_months(Months::new(ahead))?;
                Period::named(month.year(), month.month(), start)
            })
            .find(|period| period.first <= date && date < period.next)
            .expect("periods follow one another without a gap, inside the years RFC 3339 can write")
    }

    /// Its half-open range: local midnights in `zone`.
    pub fn range(&self, zone: Tz) -> Span {
        Span::new(midnight(self.first, zone), midnight(self.next, zone))
    }
}
