//! One lesson on the board: who teaches, who is there, who is missing.

use maud::{Markup, html};

use crate::app::live::{LivePerson, LiveSession};
use crate::domain::board::person_state::PersonState;
use crate::domain::session::Status;
use crate::domain::session_timeline::sketch::LaneSketch;
use crate::domain::time::{Span, whole_seconds};
use crate::domain::verdict::outcome::Outcome;
use crate::domain::verdict::report::Part;
use crate::http::roles::SESSION_READERS;
use crate::text::args;
use crate::web::components::session::join_button;
use crate::web::components::timeline::spoken::SpokenTimeline;
use crate::web::ui::Ui;

/// Its title, else its kind.
pub fn title(ui: &Ui, session: &LiveSession) -> String {
    let own = session.title.clone().filter(|title| !title.trim().is_empty());
    own.unwrap_or_else(|| ui.word("kind", session.kind.as_str()))
}

/// The card. Its id and those of its chips stay, so that only what changed is exchanged.
pub fn card(ui: &Ui, session: &LiveSession) -> Markup {
    let students: Vec<&LivePerson> = session.people.iter().filter(|one| one.role == Part::Student).collect();
    let teacher = session.people.iter().find(|one| one.role == Part::Teacher);
    let there =
        students.iter().filter(|one| matches!(chip_of(session, one).class, "here" | "late" | "gone")).count();
    // The reception looks at the board, and not into lessons.
    let address = ui.may(SESSION_READERS).then(|| format!("/sessions/{}", session.id));
    let address = address.as_deref();
    let has_begun = session.status == Status::Ongoing || session.end <= ui.now;
    html! {
        article.card.lesson.soon[!has_begun] id=(format!("lesson-{}", session.id)) {
            header {
                h2 { a href=[address] { (ui.name(&title(ui, session))) } }
                span.when.num { bdi { (ui.clock(session.start)) "–" (ui.clock(session.end)) } }
                @if session.status == Status::Cancelled {
                    span.pill { (ui.word("status", session.status.as_str())) }
                } @else if has_begun && !students.is_empty() {
                    span.count { (ui.say("today-of", args![there = there, expected = students.len()])) }
                }
            }
            @if let Some(teacher) = teacher {
                @let chip = chip_of(session, teacher);
                div.teacher {
                    svg class=(format!("v {}", chip.verdict)) role="img" aria-label=(says(ui, session, teacher)) { use href=(format!("#v-{}", chip.symbol)) {} }
                    (ui.name(&teacher.name))
                    span.muted.small {
                        (ui.text("today-teacher"))
                        // Without a teacher nobody is taught: said, not only drawn.
                        @if has_begun && !session.settled && !teacher.is_here { " · " (says(ui, session, teacher)) }
                    }
                }
            } @else if let Some(teacher) = &session.teacher {
                div.teacher { (ui.name(&teacher.name)) span.muted.small { (ui.text("today-teacher")) } }
            }
            @if !students.is_empty() {
                ul.roster {
                    @for student in students { (chip(ui, session, student, address)) }
                    (strangers(ui, session, address))
                }
            }
            (strips(ui, session))
            @let needs_look = session.needs_review && address.is_some();
            @let is_expected = session.people.iter().any(|one| ui.is_viewer(&one.id));
            @let join = join_button(ui, &session.id, session.platform, session.status, is_expected);
            @if needs_look || !join.0.is_empty() {
                footer {
                    (join)
                    @if needs_look { a.button.small href=[address] { (ui.text("today-look")) } }
                }
            }
        }
    }
}

/// When those who are expected were there, once somebody was: the teacher's strip first. A full class would fill the board
/// with strips, so that there the teacher's alone stands for the lesson.
fn strips(ui: &Ui, session: &LiveSession) -> Markup {
    const MOST: usize = 4;
    let seen: Vec<&LivePerson> = session.people.iter().filter(|one| !one.stays.is_empty()).collect();
    let shown = if session.people.len() > MOST { &seen[..seen.len().min(1)] } else { &seen[..] };
    let words = SpokenTimeline::of(ui);
    html! {
        @for person in shown {
            @let sketch = LaneSketch {
                planned: Span::new(session.start, session.end),
                now: ui.now,
                intervals: person.stays.clone(),
            };
            (words.view(&format!("strip-{}-{}", session.id, person.id)).strip(&sketch))
        }
    }
}

/// How somebody is drawn: the class of the chip, and the symbol.
struct Chip {
    class: &'static str,
    symbol: &'static str,
    /// The class that colours the symbol alone.
    verdict: &'static str,
}

const fn drawn(class: &'static str, symbol: &'static str, verdict: &'static str) -> Chip {
    Chip { class, symbol, verdict }
}

fn chip_of(session: &LiveSession, person: &LivePerson) -> Chip {
    if session.settled && session.status != Status::Ongoing {
        return match person.outcome {
            Outcome::Present if person.is_late => drawn("late", "late", "late"),
            Outcome::Present => drawn("here", "present", "present"),
            Outcome::Partial => drawn("gone", "partial", "partial"),
            Outcome::Absent => drawn("missing", "absent", "absent"),
            Outcome::Excused => drawn("expected", "excused", "excused"),
            Outcome::Unknown => drawn("unsure", "unknown", "unknown"),
        };
    }
    match person.state {
        PersonState::Here => drawn("here", "present", "present"),
        PersonState::Late => drawn("late", "late", "late"),
        PersonState::Left => drawn("gone", "gone", "gone"),
        PersonState::Missing => drawn("missing", "absent", "absent"),
        PersonState::Expected => drawn("expected", "open", "open"),
        PersonState::Excused => drawn("expected", "excused", "excused"),
    }
}

/// The state of somebody in words.
fn says(ui: &Ui, session: &LiveSession, person: &LivePerson) -> String {
    if session.settled && session.status != Status::Ongoing {
        return ui.word("outcome", person.outcome.as_str());
    }
    ui.word("boardstate", person.state.as_str())
}

/// Somebody was in the room whom nobody knows.
fn strangers(ui: &Ui, session: &LiveSession, address: Option<&str>) -> Markup {
    html! {
        @if session.strangers > 0 {
            li id=(format!("chip-{}-strangers", session.id)) {
                a.chip.unsure href=[address] {
                    svg.v aria-hidden="true" { use href="#v-unknown" {} }
                    (ui.say("common-strangers", args![count = session.strangers]))
                }
            }
        }
    }
}

fn chip(ui: &Ui, session: &LiveSession, person: &LivePerson, address: Option<&str>) -> Markup {
    let chip = chip_of(session, person);
    let late = person.late_seconds.filter(|_| person.is_late).map(|seconds| seconds / 60);
    // Minutes count from the start while one waits for somebody.
    let waits = (person.state == PersonState::Missing && session.status == Status::Ongoing)
        .then(|| whole_seconds(ui.now.since(session.start)) / 60);
    html! {
        li id=(format!("chip-{}-{}", session.id, person.id)) {
            a class=(format!("chip {}", chip.class)) href=[address] {
                svg.v role="img" aria-label=(says(ui, session, person)) { use href=(format!("#v-{}", chip.symbol)) {} }
                (ui.name(&person.name))
                @if person.state == PersonState::Left && !session.settled {
                    span.sub { (ui.word("boardstate", "left")) }
                } @else if let Some(minutes) = late {
                    span.sub { (ui.say("today-minutes-late", args![minutes = minutes])) }
                } @else if let Some(minutes) = waits {
                    span.sub { (ui.say("today-minutes-missing", args![minutes = minutes])) }
                }
            }
        }
    }
}
