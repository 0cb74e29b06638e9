//! One timetable: when it is, its lessons of the next weeks with what could not be drawn, what was changed, and its end.

use maud::{Markup, html};

use super::fields::rule_in_words;
use super::lessons::lesson_row;
use crate::app::livekit::rooms::close::close_after;
use crate::app::timetable::show::{UpcomingLesson, upcoming};
use crate::app::timetable::{self, end};
use crate::domain::session::{Status, meet_link};
use crate::http::problem::Problem;
use crate::http::roles::ADMINS;
use crate::http::route::Route;
use crate::store::session::StoredSession;
use crate::store::timetable::StoredTimetable;
use crate::text::args;
use crate::web::answer::Done;
use crate::web::components::dialog::Dialog;
use crate::web::components::field::FormView;
use crate::web::components::session::status_pill;
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, form, page};
use crate::web::ui::Ui;

pub(super) fn routes() -> Vec<Route> {
    vec![
        page("/timetables/{id}", "One timetable").who(ADMINS).to(show),
        form("/timetables/{id}/end", "End a timetable").who(ADMINS).to(end_it),
    ]
}

async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let ui = &page.ui;
    let mut read = page.read().await?;
    let found = timetable::find(&mut read, page.scope.organization(), page.id()).await?;
    let lessons = upcoming(&mut read, &page.actor(), &found).await?;
    let plan = &found.latest().plan;
    let ids = plan.students.iter().chain([&plan.teacher]).map(String::as_str).collect();
    let names = read.people_names(page.scope.organization(), &ids).await?;
    let person = |id: &str| {
        let name = names.get(id).map_or(id, String::as_str);
        html! { a href=(format!("/people/{id}")) { (ui.name(name)) } }
    };
    let ending = ending_dialog(ui, &lessons);
    let end_action = format!("/timetables/{}/end", page.id());
    let body = html! {
        nav.crumbs { a href="/timetables" { (ui.text("timetables-title")) } }
        div.page-head {
            h1 { (ui.name(&plan.title)) }
            @if found.ended_at.is_none() {
                div.actions {
                    a.button.primary href=(format!("/timetables/{}/edit", page.id())) { (ui.text("timetables-change")) }
                    (ending.opener(&ui.text("timetables-end"), "danger"))
                }
            }
        }
        p.answer { (answer(ui, &found, &lessons)) }
        dl.facts {
            div { dt { (ui.text("lesson-kind")) } dd {
                (ui.word("kind", plan.kind.as_str())) " · " (ui.word("format", plan.format.as_str()))
            } }
            div { dt { (ui.text("timetables-when")) } dd { (rule_in_words(ui, &plan.schedule)) } }
            div { dt { (ui.text("timetables-time")) } dd {
                bdi.num { (ui.formats().clock(plan.schedule.first_start.time())) } " · "
                @if found.latest().effective_from > ui.today() && found.versions.len() > 1 {
                    (ui.say("timetables-from", args![day = ui.formats().date(found.latest().effective_from)])) " · "
                }
                (ui.say("timetables-lasts", args![minutes = plan.schedule.duration_minutes])) " · "
                bdi translate="no" { (plan.schedule.time_zone.name()) }
            } }
            div { dt { (ui.text("lesson-teacher")) } dd { (person(&plan.teacher)) } }
            div { dt { (ui.text("lesson-students")) } dd {
                @for (at, student) in plan.students.iter().enumerate() { @if at > 0 { (ui.text("people-comma")) } (person(student)) }
                @if plan.students.is_empty() { "–" }
            } }
            div { dt { (ui.text("lesson-platform")) } dd {
                (ui.word("platform", plan.platform.as_str()))
                @if let Some(code) = &plan.meet_code { " · " bdi dir="ltr" translate="no" { (meet_link::link_of_code(code)) } }
            } }
            @if !plan.schedule.except.is_empty() {
                div { dt { (ui.text("timetables-except")) } dd {
                    @for (at, day) in plan.schedule.except.iter().enumerate() { @if at > 0 { (ui.text("people-comma")) } (ui.formats().date(*day)) }
                } }
            }
        }
        (versions(ui, &found))
        section.card.flush {
            header { h2 { (ui.text("timetables-next")) } }
            @if lessons.is_empty() { p.muted { (ui.text("timetables-none-next")) } }
            ol.list.lessons { @for one in &lessons { (upcoming_row(ui, one)) } }
        }
        p { a href=(format!("/audit-log?subject=timetable:{}", page.id())) { (ui.text("timetables-history")) } }
        @if found.ended_at.is_none() { (ending.render(ui, FormView::new(ui, &end_action))) }
    };
    Ok(WebPage::new(plan.title.clone(), body))
}

fn answer(ui: &Ui, found: &StoredTimetable, lessons: &[UpcomingLesson]) -> String {
    if let Some(at) = found.ended_at {
        return ui.say("timetables-answer-ended", args![day = ui.date(at)]);
    }
    let colliding = lessons.iter().filter(|one| one.lesson.iter().any(|lesson| !lesson.conflicts.is_empty()));
    let colliding = colliding.count();
    if colliding > 0 {
        return ui.say("timetables-answer-problems", args![count = colliding]);
    }
    let is_next = |one: &&StoredSession| one.status != Status::Cancelled && one.session.start > ui.now;
    match lessons.iter().filter_map(|one| one.session.as_ref()).find(is_next) {
        Some(next) => {
            let (day, time) = (ui.day(next.session.start), ui.clock(next.session.start));
            ui.say("timetables-answer-next", args![day = day, time = time])
        }
        None => ui.text("timetables-none-next"),
    }
}

/// Plans that begin later, or that held before.
fn versions(ui: &Ui, found: &StoredTimetable) -> Markup {
    if found.versions.len() < 2 {
        return html! {};
    }
    html! {
        details.more {
            summary { (ui.say("timetables-versions", args![count = found.versions.len()])) }
            ul.events { @for version in &found.versions {
                li {
                    time datetime=(version.effective_from.to_string()) { (ui.formats().date(version.effective_from)) }
                    div { (ui.name(&version.plan.title)) " · " (rule_in_words(ui, &version.plan.schedule)) " · "
                        bdi.num { (ui.formats().clock(version.plan.schedule.first_start.time())) } }
                }
            } }
        }
    }
}

/// A lesson with the session that stands for it; one that was moved is shown where it is.
fn upcoming_row(ui: &Ui, one: &UpcomingLesson) -> Markup {
    match (&one.session, &one.lesson) {
        (Some(stored), lesson) => {
            let planned = stored.session.planned();
            let is_moved = lesson.as_ref().is_none_or(|lesson| lesson.occurrence.planned != planned);
            html! {
                li {
                    span.what {
                        a.row-link href=(format!("/sessions/{}", stored.session.id)) {
                            (ui.instant(planned.from, &ui.day(planned.from))) " " bdi.num { (ui.clock(planned.from)) "–" (ui.clock(planned.to)) }
                        }
                        @if is_moved && stored.status != Status::Cancelled {
                            span.sub { (ui.say("timetables-moved", args![day = ui.formats().day(one.day)])) }
                        }
                    }
                    (status_pill(ui, stored))
                }
            }
        }
        (None, Some(lesson)) => {
            lesson_row(ui, lesson, html! { span.pill { (ui.text("timetables-not-drawn")) } })
        }
        (None, None) => html! {},
    }
}

fn ending_dialog(ui: &Ui, lessons: &[UpcomingLesson]) -> Dialog<'static> {
    let open = |one: &&StoredSession| matches!(one.status, Status::Scheduled | Status::Ready);
    let count = lessons.iter().filter_map(|one| one.session.as_ref()).filter(open).count();
    Dialog {
        id: "end-timetable",
        title: ui.text("timetables-end-title"),
        what: ui.say("timetables-end-what", args![count = count]),
        fields: html! {},
        confirm: ui.text("timetables-end"),
        is_danger: true,
    }
}

async fn end_it(page: PageRequest) -> Result<Done, Problem> {
    let mut write = page.write().await?;
    let cancelled = end::end(&mut write, &page.actor(), page.id()).await?;
    let said = page.ui.say("timetables-ended-done", args![count = cancelled.len()]);
    let done = page.commit(write, Done::to(format!("/timetables/{}", page.id())).saying(said)).await?;
    for session in &cancelled {
        close_after(&page.app, session).await;
    }
    Ok(done)
}
