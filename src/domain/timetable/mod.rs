//! A timetable: lessons that come again by a rule, at one local time of day. Pure: which lessons there are is a function
//! of the timetable alone; which of them are drawn already, and what is in their way, is decided in `app::timetable`.
//!
//! `rule` reads RRULE, `dates` expands it. Each lesson is known by its local day, which the rule gives it and which it
//! keeps when it is moved: so that it is drawn once and never again.

mod dates;
pub mod plan;
pub mod rule;

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime};
use chrono_tz::Tz;

use self::dates::RuleDates;
use self::rule::{FIRST_YEAR, LAST_YEAR, RecurrenceRule, RuleEnd};
use crate::domain::time::calendar::local_instant;
use crate::domain::time::{DAY, MINUTE, Span};

/// How far ahead lessons are drawn, in milliseconds: eight weeks.
pub const DRAWN_AHEAD: i64 = 8 * 7 * DAY;
/// How many days from its first lesson on a timetable is looked at for lessons that overlap each other.
const OVERLAP_DAYS: u64 = 800;

/// When the lessons of a timetable are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    pub time_zone: Tz,
    /// The day the rule begins with, and the time of day of every lesson, in `time_zone`.
    pub first_start: NaiveDateTime,
    pub duration_minutes: i64,
    pub rule: RecurrenceRule,
    /// Days without a lesson, though the rule names them.
    pub except: BTreeSet<NaiveDate>,
}

/// One lesson of a timetable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Occurrence {
    /// The local day that the rule gives it.
    pub day: NaiveDate,
    pub planned: Span,
}

impl Schedule {
    /// The lessons on the local days `from` to `to`, both included, without exceptions. COUNT counts from the first lesson,
    /// and counts exceptions.
    pub fn occurrences(&self, from: NaiveDate, to: NaiveDate) -> Vec<Occurrence> {
        let days = RuleDates::new(&self.rule, self.first_start.date(), to);
        let mut found = Vec::new();
        for (number, day) in days.enumerate() {
            let occurrence = self.on(day);
            if self.is_past_end(number, &occurrence) {
                break;
            }
            if day >= from && !self.except.contains(&day) {
                found.push(occurrence);
            }
        }
        found
    }

    /// The lessons whose start lies in the span.
    pub fn occurrences_starting_in(&self, span: Span) -> Vec<Occurrence> {
        let day_of =
            |at: crate::domain::time::Timestamp| at.to_utc().with_timezone(&self.time_zone).date_naive();
        let (from, to) = (day_of(span.from), day_of(span.to));
        // A time in a gap may begin on the day after the one the rule names.
        let from = from.checked_sub_days(Days::new(1)).unwrap_or(from);
        let mut found = self.occurrences(from, to);
        found.retain(|one| span.contains(one.planned.from));
        found
    }

    /// The first day that the rule names from its beginning on; `None` where it never comes.
    pub fn first_day(&self) -> Option<NaiveDate> {
        let day = RuleDates::new(&self.rule, self.first_start.date(), NaiveDate::MAX).next()?;
        (!self.is_past_end(0, &self.on(day))).then_some(day)
    }

    /// Whether a timetable may begin at this time.
    pub fn is_allowed_start(start: NaiveDateTime) -> bool {
        (FIRST_YEAR..=LAST_YEAR).contains(&start.year())
    }

    /// Two lessons of this timetable, one after the other, with less than `buffer` (milliseconds) between them.
    pub fn overlap_with_itself(&self, buffer: i64) -> Option<(Occurrence, Occurrence)> {
        // Lessons are a day apart; clocks are changed by far less than what is left.
        if self.duration_minutes * MINUTE + buffer <= DAY / 2 {
            return None;
        }
        let from = self.first_start.date();
        let to = from.checked_add_days(Days::new(OVERLAP_DAYS)).unwrap_or(from);
        let all = self.occurrences(from, to);
        let too_near = |pair: &&[Occurrence]| pair[1].planned.from.since(pair[0].planned.to) < buffer;
        all.windows(2).find(too_near).map(|pair| (pair[0], pair[1]))
    }

    /// When the lesson of a day is.
    pub fn planned_on(&self, day: NaiveDate) -> Span {
        self.on(day).planned
    }

    /// The lesson of a day: a local time in a gap is the first instant after it, in a fold the first of the two.
    fn on(&self, day: NaiveDate) -> Occurrence {
        let start = local_instant(day.and_time(self.first_start.time()), self.time_zone);
        Occurrence { day, planned: Span::new(start, start.plus(self.duration_minutes * MINUTE)) }
    }

    fn is_past_end(&self, number: usize, one: &Occurrence) -> bool {
        match self.rule.end {
            RuleEnd::Never => false,
            RuleEnd::Count(count) => number >= count as usize,
            RuleEnd::Day(last) => one.day > last,
            RuleEnd::Local(last) => one.day.and_time(self.first_start.time()) > last,
            RuleEnd::Instant(last) => one.planned.from > last,
        }
    }
}

#[cfg(test)]
mod tests;
