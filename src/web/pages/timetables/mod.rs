//! `/timetables`: what comes again, with the organisation's week drawn; a form that shows what is in the way before anything
//! is saved; and a page of each timetable.

mod edit;
mod fields;
mod lessons;
mod one;
mod scale;
mod week;

use std::collections::BTreeMap;

use maud::{Markup, html};

use self::fields::rule_in_words;
use self::week::{WeekGrid, week_grid};
use crate::domain::analytics::range::monday_of;
use crate::domain::time::calendar::midnight;
use crate::domain::time::{DAY, Span};
use crate::http::problem::Problem;
use crate::http::roles::ADMINS;
use crate::http::route::Route;
use crate::store::session::SessionFilter;
use crate::store::timetable::StoredTimetable;
use crate::text::args;
use crate::web::components::empty::empty;
use crate::web::components::icon::icon;
use crate::web::components::pager::next_page;
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, page};
use crate::web::ui::Ui;

/// Timetables on a page.
const LIMIT: usize = 100;
/// Sessions of a week that are drawn.
const WEEK_LIMIT: i64 = 500;

pub fn routes() -> Vec<Route> {
    let list = vec![page("/timetables", "Timetables, and the week of the organisation").who(ADMINS).to(show)];
    [list, edit::routes(), one::routes()].concat()
}

async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let (ui, organization) = (&page.ui, page.scope.organization());
    let monday = monday_of(page.query.day("week")?.unwrap_or_else(|| ui.today()));
    let after = page.query.text("cursor");
    let ended = page.query.is_checked("ended");
    let mut read = page.read().await?;
    let mut all = read.list_timetables(organization, ended, after, LIMIT as i64 + 1).await?;
    let more = all.len() > LIMIT;
    all.truncate(LIMIT);
    let next = all.last().filter(|_| more).map(|last| last.id.clone());
    let (from, to) = (midnight(monday, ui.zone), midnight(monday, ui.zone).plus(7 * DAY + DAY / 2));
    let filter = SessionFilter { starting: Span::new(from, to), ..SessionFilter::default() };
    let mut sessions = read.list_sessions(&page.scope, filter, None, WEEK_LIMIT).await?;
    let last = monday.checked_add_days(chrono::Days::new(6)).unwrap_or(monday);
    sessions.retain(|one| (monday..=last).contains(&ui.day_of(one.session.start)));
    let holidays = read.list_holidays(organization, monday, last, 7).await?;
    let teachers = all.iter().map(|one| one.latest().plan.teacher.as_str());
    let taught = sessions.iter().filter_map(|one| one.session.teacher.as_deref());
    let ids = teachers.chain(taught).collect();
    let names = read.people_names(organization, &ids).await?;
    let grid = WeekGrid { ui, monday, sessions: &sessions, holidays: &holidays, names: &names };
    let body = html! {
        div.page-head {
            h1 { (ui.text("timetables-title")) }
            div.actions {
                a.button href="/holidays" { (icon("i-sun")) (ui.text("timetables-holidays")) }
                a.button.primary href="/timetables/new" { (icon("i-plus")) (ui.text("timetables-new")) }
            }
        }
        p.answer { (ui.say("timetables-answer", args![count = all.len(), week = sessions.len()])) }
        (week_grid(&grid))
        section.section {
            h2 { (ui.text("timetables-all")) }
            @if all.is_empty() {
                (empty("i-calendar", &ui.text("timetables-empty"), &ui.text("timetables-empty-what"), html! {
                    a.button.primary href="/timetables/new" { (ui.text("timetables-new")) }
                }))
            } @else {
                (table(ui, &all, &names))
                (next_page(ui, &page.query, next.as_deref()))
            }
            @if !ended { p { a href="/timetables?ended=1" { (ui.text("timetables-with-ended")) } } }
        }
    };
    Ok(WebPage::new(ui.text("timetables-title"), body).wide())
}

fn table(ui: &Ui, all: &[StoredTimetable], names: &BTreeMap<String, String>) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label=(ui.text("timetables-all")) { table.table.cards-on-phone.timetable-list {
            thead { tr {
                th scope="col" { (ui.text("lesson-name")) }
                th scope="col" { (ui.text("timetables-when")) }
                th scope="col" { (ui.text("lesson-teacher")) }
                th.num scope="col" { (ui.text("lesson-students")) }
            } }
            tbody { @for one in all {
                @let plan = &one.latest().plan;
                tr class=[one.ended_at.map(|_| "void")] {
                    td { a.row-link href=(format!("/timetables/{}", one.id)) { (ui.name(&plan.title)) }
                        span.sub { (ui.word("kind", plan.kind.as_str())) " · " (ui.word("format", plan.format.as_str())) } }
                    td data-label=(ui.text("timetables-when")) { (when(ui, one)) }
                    td data-label=(ui.text("lesson-teacher")) { (ui.name(names.get(&plan.teacher).map_or("", String::as_str))) }
                    td.num data-label=(ui.text("lesson-students")) { (ui.number(plan.students.len() as i64)) }
                }
            } }
        } }
    }
}

/// On which days, and at which time.
fn when(ui: &Ui, one: &StoredTimetable) -> Markup {
    let schedule = &one.latest().plan.schedule;
    html! {
        (rule_in_words(ui, schedule))
        span.sub {
            bdi.num { (ui.formats().clock(schedule.first_start.time())) }
            @if schedule.time_zone != ui.zone { " " bdi translate="no" { (schedule.time_zone.name()) } }
            @if one.ended_at.is_some() { " · " (ui.text("timetables-ended")) }
        }
    }
}

#[cfg(test)]
mod tests;
