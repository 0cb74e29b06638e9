//! One day of a week: its lessons, each with its students and what they came to.

use chrono::NaiveDate;
use maud::{Markup, html};

use super::load::WeekView;
use crate::app::live::{LivePerson, LiveSession};
use crate::domain::session::Status;
use crate::domain::verdict::report::Part;
use crate::text::args;
use crate::web::components::history::{live_verdict, session_address, state_shape, title_or_kind};
use crate::web::components::icon::icon;
use crate::web::components::session::join_button;
use crate::web::components::verdict::verdict_shape;
use crate::web::ui::Ui;

/// Students whose names stand in a lesson of a week; a hall of them is counted.
const MOST_NAMES: usize = 12;

pub fn day_section(ui: &Ui, day: NaiveDate, sessions: &[&LiveSession], view: &WeekView) -> Markup {
    let is_today = day == ui.today();
    html! {
        section.card.flush.week-day id=(format!("day-{day}")) {
            header {
                h2 { (ui.formats().day(day)) }
                @if is_today { span.pill.accent { (ui.text("week-today")) } }
                span.muted.small.push { (ui.say("week-lessons", args![count = sessions.len()])) }
            }
            @if !sessions.is_empty() {
                ul.list { @for session in sessions { (lesson(ui, session, view)) } }
            }
        }
    }
}

fn lesson(ui: &Ui, session: &LiveSession, view: &WeekView) -> Markup {
    let students: Vec<&LivePerson> = session.people.iter().filter(|one| one.role == Part::Student).collect();
    let is_expected = session.people.iter().any(|one| ui.is_viewer(&one.id));
    let is_now = session.status == Status::Ongoing || session.start <= ui.now && session.end > ui.now;
    let strangers =
        view.waiting.iter().find(|one| one.session.session.id == session.id).map_or(0, |one| one.strangers);
    html! {
        li.week-lesson id=(format!("lesson-{}", session.id)) aria-current=[is_now.then_some("time")] {
            span.num.when { bdi { (ui.clock(session.start)) "–" (ui.clock(session.end)) } }
            span.what {
                a.row-link href=(session_address(&session.id)) {
                    (ui.name(&title_or_kind(ui, session.title.as_deref(), session.kind)))
                }
                ul.roster {
                    @for student in students.iter().take(MOST_NAMES) { li { (student_chip(ui, session, student)) } }
                    @if students.len() > MOST_NAMES {
                        li { span.chip { (ui.say("common-and-more", args![count = students.len() - MOST_NAMES])) } }
                    }
                }
            }
            (status(ui, session))
            (join_button(ui, &session.id, session.platform, session.status, is_expected))
            @if session.needs_review { span.pill.attention { (icon("i-question")) (ui.text("session-needs-review")) } }
            @if strangers > 0 { span.pill.amber { (icon("i-person")) (ui.say("common-strangers", args![count = strangers])) } }
        }
    }
}

/// A student with the shape of what they are, or came to.
fn student_chip(ui: &Ui, session: &LiveSession, student: &LivePerson) -> Markup {
    let (class, symbol, words) = match live_verdict(session, student).filter(|_| !student.is_here) {
        Some(shown) => ("", shown.shape(), shown.word(ui)),
        None => {
            let state = session.moment(ui.now).state_of(&student.presence());
            let (class, symbol) = state_shape(state);
            (class, symbol, ui.word("boardstate", state.as_str()))
        }
    };
    html! {
        span class=(format!("chip {class}")) title=(words) {
            (verdict_shape(symbol)) (ui.name(&student.name)) span.sr-only { (words) }
        }
    }
}

/// Its status, where it says more than the time does.
fn status(ui: &Ui, session: &LiveSession) -> Markup {
    let colour = match session.status {
        Status::Scheduled | Status::Ready => return html! {},
        Status::Ongoing => "pill accent",
        Status::Completed => "pill positive",
        Status::Absent => "pill negative",
        Status::Cancelled | Status::Unscheduled => "pill",
    };
    html! { span class=(colour) { (ui.word("status", session.status.as_str())) } }
}
