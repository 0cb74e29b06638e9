//! The organisation's week: a column for each day with its lessons, on a phone one day below the other.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};
use maud::{Markup, html};

use crate::domain::analytics::range::monday_of;
use crate::domain::session::Status;
use crate::store::session::StoredSession;
use crate::store::timetable::holidays::Holiday;
use crate::web::components::icon::icon;
use crate::web::components::session::session_title;
use crate::web::text::args;
use crate::web::ui::Ui;

/// What a week is drawn of.
pub(super) struct WeekGrid<'a> {
    pub ui: &'a Ui,
    pub monday: NaiveDate,
    pub sessions: &'a [StoredSession],
    pub holidays: &'a [Holiday],
    pub names: &'a BTreeMap<String, String>,
}

pub(super) fn week_grid(grid: &WeekGrid<'_>) -> Markup {
    let ui = grid.ui;
    html! {
        section.section aria-label=(ui.text("timetables-week")) {
            (period(ui, grid.monday))
            ol.week-grid {
                @for day in grid.monday.iter_days().take(7) { (column(grid, day)) }
            }
        }
    }
}

fn column(grid: &WeekGrid<'_>, day: NaiveDate) -> Markup {
    let ui = grid.ui;
    let sessions: Vec<&StoredSession> =
        grid.sessions.iter().filter(|one| ui.day_of(one.session.start) == day).collect();
    let holiday = grid.holidays.iter().find(|one| one.day == day);
    let is_today = day == ui.today();
    html! {
        li.day aria-current=[is_today.then_some("date")] {
            h3 { (ui.formats().day(day)) }
            @if let Some(holiday) = holiday { p.pill.amber { (icon("i-sun")) (ui.name(&holiday.name)) } }
            @if sessions.is_empty() && holiday.is_none() { p.muted.small { (ui.text("timetables-free")) } }
            ul { @for one in sessions { (lesson(grid, one)) } }
        }
    }
}

fn lesson(grid: &WeekGrid<'_>, stored: &StoredSession) -> Markup {
    let (ui, session) = (grid.ui, &stored.session);
    let teacher = session.teacher.as_ref().and_then(|id| grid.names.get(id));
    let is_cancelled = stored.status == Status::Cancelled;
    html! {
        li {
            a.lesson class=(if is_cancelled { "void" } else { session.kind.as_str() }) href=(format!("/sessions/{}", session.id)) {
                bdi.num { (ui.clock(session.start)) "–" (ui.clock(session.end)) }
                strong { (ui.name(&session_title(ui, stored))) }
                @if let Some(teacher) = teacher { span.muted { (ui.name(teacher)) } }
                @if is_cancelled { span.small { (ui.word("status", Status::Cancelled.as_str())) } }
            }
        }
    }
}

fn period(ui: &Ui, monday: NaiveDate) -> Markup {
    let is_this = monday == monday_of(ui.today());
    // Years that an address can name.
    let is_writable = |day: &NaiveDate| (1..=9_999).contains(&day.year());
    let before = monday.checked_sub_days(Days::new(7)).filter(is_writable);
    let after = monday.checked_add_days(Days::new(7)).filter(is_writable);
    let last = monday.checked_add_days(Days::new(6)).unwrap_or(monday);
    let formats = ui.formats();
    html! {
        nav.period aria-label=(ui.text("timetables-week-which")) {
            @if let Some(before) = before {
                a.button.icon-only.quiet rel="prev" href=(week_address(before)) aria-label=(ui.text("timetables-week-before")) { (icon("i-back")) }
            }
            strong { (ui.say("timetables-week-of", args![from = formats.day(monday), to = formats.day(last)])) }
            @if let Some(after) = after {
                a.button.icon-only.quiet rel="next" href=(week_address(after)) aria-label=(ui.text("timetables-week-after")) { (icon("i-chevron")) }
            }
            @if !is_this { a.button.small href="/timetables" { (ui.text("timetables-this-week")) } }
        }
    }
}

/// The address of the week that begins with this Monday.
fn week_address(monday: NaiveDate) -> String {
    format!("/timetables?week={monday}")
}
