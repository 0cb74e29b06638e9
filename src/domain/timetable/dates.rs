//! The days of a rule, one after the other, as RFC 5545 expands it. Every walk ends: with the rule, or with the last day
//! that was asked for.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::rule::{Frequency, LAST_YEAR, NamedDay, RecurrenceRule};

/// The days of a rule that begins with `first`, up to `last`, in order. The end of the rule itself is not looked at.
pub(super) struct RuleDates<'a> {
    rule: &'a RecurrenceRule,
    first: NaiveDate,
    last: NaiveDate,
    period: u32,
    /// Days of the present period that are still to come, the latest first.
    waiting: Vec<NaiveDate>,
}

impl<'a> RuleDates<'a> {
    pub(super) fn new(rule: &'a RecurrenceRule, first: NaiveDate, last: NaiveDate) -> RuleDates<'a> {
        let end = NaiveDate::from_ymd_opt(LAST_YEAR, 12, 31).unwrap_or(NaiveDate::MAX);
        RuleDates { rule, first, last: last.min(end), period: 0, waiting: Vec::new() }
    }

    /// The first day of a period: none of its days lies before.
    fn period_start(&self, period: u32) -> Option<NaiveDate> {
        let steps = period.checked_mul(self.rule.interval)?;
        match self.rule.frequency {
            Frequency::Daily => self.first.checked_add_days(Days::new(u64::from(steps))),
            Frequency::Weekly => {
                let back = self.first.weekday().days_since(self.rule.week_start);
                let week = self.first.checked_sub_days(Days::new(u64::from(back)))?;
                week.checked_add_days(Days::new(7 * u64::from(steps)))
            }
            Frequency::Monthly => self.first.with_day(1)?.checked_add_months(Months::new(steps)),
            Frequency::Yearly => {
                NaiveDate::from_ymd_opt(self.first.year().checked_add_unsigned(steps)?, 1, 1)
            }
        }
    }

    /// The days of the period that begins with this day.
    fn days_of(&self, start: NaiveDate) -> Vec<NaiveDate> {
        let rule = self.rule;
        let days: BTreeSet<NaiveDate> = match rule.frequency {
            Frequency::Daily => [start]
                .into_iter()
                .filter(|day| self.is_day_of_month(*day) && self.is_named_weekday(*day))
                .collect(),
            Frequency::Weekly => start
                .iter_days()
                .take(7)
                .filter(|day| match rule.by_day.is_empty() {
                    true => day.weekday() == self.first.weekday(),
                    false => self.is_named_weekday(*day),
                })
                .collect(),
            Frequency::Monthly => self.days_within(start, end_of_month(start), true),
            Frequency::Yearly => self.days_of_year(start.year()),
        };
        let days: Vec<NaiveDate> = days.into_iter().filter(|day| self.is_in_named_month(*day)).collect();
        self.at_positions(days)
    }

    fn days_of_year(&self, year: i32) -> BTreeSet<NaiveDate> {
        let rule = self.rule;
        let months: Vec<u32> = match (rule.by_month.as_slice(), rule.by_month_day.is_empty()) {
            ([], true) if !rule.by_day.is_empty() => {
                let (from, to) = (NaiveDate::from_ymd_opt(year, 1, 1), NaiveDate::from_ymd_opt(year, 12, 31));
                return match (from, to) {
                    (Some(from), Some(to)) => self.days_within(from, to, false),
                    _ => BTreeSet::new(),
                };
            }
            ([], true) => vec![self.first.month()],
            ([], false) => (1..=12).collect(),
            (named, _) => named.iter().map(|month| u32::from(*month)).collect(),
        };
        let starts = months.into_iter().filter_map(|month| NaiveDate::from_ymd_opt(year, month, 1));
        starts.flat_map(|start| self.days_within(start, end_of_month(start), true)).collect()
    }

    /// The days of a month, or of a year, that the rule names.
    fn days_within(&self, from: NaiveDate, to: NaiveDate, is_month: bool) -> BTreeSet<NaiveDate> {
        let rule = self.rule;
        let all = from.iter_days().take_while(|day| *day <= to);
        if rule.by_day.is_empty() && rule.by_month_day.is_empty() {
            return all.filter(|day| is_month && day.day() == self.first.day()).collect();
        }
        all.filter(|day| self.is_day_of_month(*day))
            .filter(|day| {
                rule.by_day.is_empty() || rule.by_day.iter().any(|named| is_named(named, *day, from, to))
            })
            .collect()
    }

    fn is_named_weekday(&self, day: NaiveDate) -> bool {
        self.rule.by_day.is_empty() || self.rule.by_day.iter().any(|named| named.weekday == day.weekday())
    }

    fn is_day_of_month(&self, day: NaiveDate) -> bool {
        let named = &self.rule.by_month_day;
        let length = i64::from(end_of_month(day).day());
        let from_the_end = i64::from(day.day()) - length - 1;
        named.is_empty()
            || named.iter().any(|one| [i64::from(day.day()), from_the_end].contains(&i64::from(*one)))
    }

    fn is_in_named_month(&self, day: NaiveDate) -> bool {
        self.rule.by_month.is_empty()
            || self.rule.by_month.iter().any(|month| u32::from(*month) == day.month())
    }

    /// Those of a period's days that BYSETPOS picks; all of them without it.
    fn at_positions(&self, days: Vec<NaiveDate>) -> Vec<NaiveDate> {
        let positions = &self.rule.by_set_pos;
        if positions.is_empty() {
            return days;
        }
        let count = days.len();
        let picked: BTreeSet<NaiveDate> = positions
            .iter()
            .filter_map(|position| {
                let back = usize::from(position.unsigned_abs());
                let at = if *position > 0 { back.checked_sub(1) } else { count.checked_sub(back) };
                days.get(at?).copied()
            })
            .collect();
        picked.into_iter().collect()
    }
}

impl Iterator for RuleDates<'_> {
    type Item = NaiveDate;

    fn next(&mut self) -> Option<NaiveDate> {
        loop {
            if let Some(day) = self.waiting.pop() {
                return Some(day).filter(|day| *day <= self.last);
            }
            let start = self.period_start(self.period).filter(|start| *start <= self.last)?;
            self.period += 1;
            self.waiting = self.days_of(start);
            self.waiting.retain(|day| *day >= self.first);
            self.waiting.reverse();
        }
    }
}

/// Whether a day is the weekday that is named, and where it is numbered, that one of its month or year.
fn is_named(named: &NamedDay, day: NaiveDate, from: NaiveDate, to: NaiveDate) -> bool {
    if !is_weekday(day, named.weekday) {
        return false;
    }
    let Some(ordinal) = named.ordinal else { return true };
    let (before, after) = ((day - from).num_days() / 7 + 1, (to - day).num_days() / 7 + 1);
    i64::from(ordinal) == before || i64::from(ordinal) == -after
}

fn is_weekday(day: NaiveDate, weekday: Weekday) -> bool {
    day.weekday() == weekday
}

fn end_of_month(day: NaiveDate) -> NaiveDate {
    let first = day.with_day(1).unwrap_or(day);
    first.checked_add_months(Months::new(1)).and_then(|next| next.pred_opt()).unwrap_or(day)
}
