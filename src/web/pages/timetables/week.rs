//! The organisation's week: a column for each day with its lessons, to scale where not too many are at once; on a phone one
//! day below the other.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, NaiveTime};
use maud::{Markup, html};

use super::scale::{HOUR_ROWS, WeekHours, WeekPlace, hours, places, powers};
use crate::domain::analytics::range::monday_of;
use crate::domain::session::{Kind, Status};
use crate::store::session::StoredSession;
use crate::store::timetable::holidays::Holiday;
use crate::text::{args, whole_without_controls};
use crate::web::components::icon::icon;
use crate::web::components::session::session_title;
use crate::web::ui::Ui;

/// Rows in which a lesson says its title below its time; one with fewer says both in a line.
const HALF_ROWS: i64 = 3;

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
    let days: Vec<(NaiveDate, Vec<&StoredSession>)> = grid
        .monday
        .iter_days()
        .take(7)
        .map(|day| (day, grid.sessions.iter().filter(|one| ui.day_of(one.session.start) == day).collect()))
        .collect();
    let places: Option<Vec<(NaiveDate, Vec<WeekPlace>)>> =
        days.iter().map(|(day, sessions)| Some((*day, places(ui, sessions)?))).collect();
    let places = places.unwrap_or_default();
    let hours = hours(&places);
    html! {
        section.section aria-label=(ui.text("timetables-week")) {
            div.week-head { (period(ui, grid.monday)) (kinds(grid)) }
            ol.week-grid.scaled[hours.is_some()] {
                @if let Some(hours) = hours { (clocks(ui, hours)) }
                @for (at, (day, sessions)) in days.iter().enumerate() {
                    (column(grid, *day, sessions, places.get(at).zip(hours).map(|((_, places), hours)| (&places[..], hours))))
                }
            }
        }
    }
}

/// The hours beside the days, where the week is drawn to scale.
fn clocks(ui: &Ui, hours: WeekHours) -> Markup {
    html! {
        li.clocks aria-hidden="true" { ul {
            @for hour in hours.first..hours.last {
                li.at data-from=(powers((hour - hours.first) * HOUR_ROWS)) data-rows=(powers(HOUR_ROWS)) {
                    (ui.formats().clock(NaiveTime::from_num_seconds_from_midnight_opt(hour as u32 * 3_600, 0).unwrap_or_default()))
                }
            }
        } }
    }
}

/// What the colours say, of the kinds that there are in this week.
fn kinds(grid: &WeekGrid<'_>) -> Markup {
    let held = || grid.sessions.iter().map(|one| one.session.kind);
    let kinds: Vec<&Kind> = Kind::ALL.iter().filter(|kind| held().any(|one| one == **kind)).collect();
    html! {
        @if kinds.len() > 1 {
            ul.legend {
                @for kind in kinds {
                    li { span class=(format!("kind-sample {}", kind.as_str())) {} (grid.ui.word("kind", kind.as_str())) }
                }
            }
        }
    }
}

fn column(
    grid: &WeekGrid<'_>,
    day: NaiveDate,
    sessions: &[&StoredSession],
    scale: Option<(&[WeekPlace], WeekHours)>,
) -> Markup {
    let ui = grid.ui;
    let holiday = grid.holidays.iter().find(|one| one.day == day);
    let is_today = day == ui.today();
    html! {
        li.day aria-current=[is_today.then_some("date")] {
            h3 { (ui.formats().day(day)) }
            div.day-notes {
                @if let Some(holiday) = holiday { span.pill.amber { (icon("i-sun")) (ui.name(&holiday.name)) } }
                @if sessions.is_empty() && holiday.is_none() { span.muted.small { (ui.text("timetables-free")) } }
            }
            ul {
                @for (at, one) in sessions.iter().enumerate() {
                    (lesson(grid, one, scale.and_then(|(places, hours)| Some((places.get(at)?, hours)))))
                }
            }
        }
    }
}

fn lesson(grid: &WeekGrid<'_>, stored: &StoredSession, scale: Option<(&WeekPlace, WeekHours)>) -> Markup {
    let (ui, session) = (grid.ui, &stored.session);
    let teacher = session.teacher.as_ref().and_then(|id| grid.names.get(id));
    let is_cancelled = stored.status == Status::Cancelled;
    let title = session_title(ui, stored);
    let length = match scale.map_or(i64::MAX, |(place, _)| place.rows) {
        ..HALF_ROWS => " tiny",
        HALF_ROWS..HOUR_ROWS => " short",
        _ => "",
    };
    let kind = if is_cancelled { "void" } else { session.kind.as_str() };
    let class = format!("lesson {kind}{length}");
    html! {
        li.at[scale.is_some()]
            data-from=[scale.map(|(place, hours)| powers(place.from - hours.first * HOUR_ROWS))]
            data-rows=[scale.map(|(place, _)| powers(place.rows))]
            data-lane=[scale.map(|(place, _)| format!("{}/{}", place.lane + 1, place.lanes))] {
            a class=(class) href=(format!("/sessions/{}", session.id))
                title=[scale.map(|_| whole_without_controls(&title))] {
                bdi.num { (ui.clock(session.start)) "–" (ui.clock(session.end)) }
                strong { (ui.name(&title)) }
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
