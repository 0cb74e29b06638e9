//! The month a page of money is about: chosen in the address, by the organisation's own periods.

use maud::{Markup, html};

use crate::app::money::period_calendar::{NamedPeriod, PeriodCalendar};
use crate::domain::time::Timestamp;
use crate::http::problem::Problem;
use crate::text::args;
use crate::web::components::icon::icon;
use crate::web::ui::Ui;
use crate::web::ui::fields::Fields;

/// Years that have periods.
const YEARS: std::ops::RangeInclusive<i64> = 2000..=9999;

/// The period that `?year=&month=` names; what is left out is that of today.
///
/// # Errors
/// 400 for a year or month that has no period.
pub fn asked_period(
    query: &Fields,
    calendar: &PeriodCalendar,
    now: Timestamp,
) -> Result<NamedPeriod, Problem> {
    let today = current(calendar, now);
    let (this_year, this_month) =
        today.as_ref().map_or((2000, 1), |period| (i64::from(period.year), i64::from(period.month)));
    let year = number(query, "year", this_year)?;
    let month = number(query, "month", this_month)?;
    let no_year = || Problem::invalid("invalid_year", "A year is 2000 to 9999, and has the period.");
    if !YEARS.contains(&year) {
        return Err(no_year());
    }
    if !(1..=12).contains(&month) {
        return Err(Problem::invalid("invalid_month", "A month is 1 to 12."));
    }
    let named = i32::try_from(year).ok().zip(u32::try_from(month).ok());
    named.and_then(|(year, month)| calendar.period_named(year, month)).ok_or_else(no_year)
}

/// A number too long for any year is no year either.
fn number(query: &Fields, name: &str, otherwise: i64) -> Result<i64, Problem> {
    Ok(query.number(name)?.unwrap_or(otherwise))
}

fn current(calendar: &PeriodCalendar, now: Timestamp) -> Option<NamedPeriod> {
    calendar.periods_between(now, now).into_iter().next()
}

/// The address of a month's page: `/billing?year=2026&month=1`.
pub fn month_address(path: &str, period: &NamedPeriod) -> String {
    address(path, period.year, period.month)
}

/// 2026, 1
type YearMonth = (i32, u32);

fn address(path: &str, year: i32, month: u32) -> String {
    format!("{path}?year={year}&month={month}")
}

/// The month, its days and its state, with the ways to the months beside it.
pub fn period_nav(ui: &Ui, path: &str, period: &NamedPeriod) -> Markup {
    let (before, after) = neighbours(period.year, period.month);
    let last = ui.day(period.span.to.plus(-1));
    let step = |beside: Option<YearMonth>, symbol: &str, text: &str| {
        html! {
            @if let Some((year, month)) = beside {
                a.button.icon-only.quiet href=(address(path, year, month)) aria-label=(ui.text(text)) { (icon(symbol)) }
            }
        }
    };
    html! {
        nav.period aria-label=(ui.text("money-month")) {
            (step(before, "i-back", "money-month-before"))
            strong { (ui.formats().month(period.year, period.month)) }
            (step(after, "i-chevron", "money-month-after"))
            span { bdi { (ui.say("money-range", args![first = ui.day(period.span.from), last = last])) } }
            " " span.pill.outline { (ui.text("money-open")) }
            @if !period.span.contains(ui.now) { a.no-print.small href=(path) { (ui.text("money-this-month")) } }
        }
    }
}

/// The months before and after, where the calendar has them.
fn neighbours(year: i32, month: u32) -> (Option<YearMonth>, Option<YearMonth>) {
    let before = if month == 1 { (year - 1, 12) } else { (year, month - 1) };
    let after = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    let has_period = |(year, _): &YearMonth| YEARS.contains(&i64::from(*year));
    (Some(before).filter(has_period), Some(after).filter(has_period))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_beside_lie_inside_the_calendar() {
        assert_eq!(neighbours(2026, 1), (Some((2025, 12)), Some((2026, 2))));
        assert_eq!(neighbours(2000, 1), (None, Some((2000, 2))));
        assert_eq!(neighbours(9999, 12), (Some((9999, 11)), None));
    }
}
