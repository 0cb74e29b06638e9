//! The last sessions of a person, each with what it came to.

use maud::{Markup, html};

use crate::app::session::of_person::{OwnSession, OwnVerdict};
use crate::domain::verdict::outcome::Outcome;
use crate::store::people::Person;
use crate::text::args;
use crate::web::components::session::{kind_and_format, session_link, status_pill};
use crate::web::ui::Ui;

pub fn section(ui: &Ui, person: &Person, sessions: &[OwnSession]) -> Markup {
    html! {
        section.card.flush #sessions {
            header { h2 { (ui.text("people-sessions")) } }
            @if sessions.is_empty() {
                p.muted { (ui.text("people-sessions-none")) }
            } @else {
                div.scroll tabindex="0" role="region" aria-label=(ui.text("people-sessions")) { table.table.cards-on-phone {
                    thead { tr {
                        th scope="col" { (ui.text("people-session")) }
                        th scope="col" { (ui.text("people-session-when")) }
                        th scope="col" { (ui.text("people-session-part")) }
                        th scope="col" { (ui.text("people-session-verdict")) }
                        th scope="col" { (ui.text("people-session-status")) }
                    } }
                    tbody { @for own in sessions { (row(ui, person, own)) } }
                } }
            }
        }
    }
}

fn row(ui: &Ui, person: &Person, own: &OwnSession) -> Markup {
    let session = &own.session.session;
    let teaches = session.teacher.as_deref() == Some(person.id.as_str());
    let clocks = format!("{}–{}", ui.clock(session.start), ui.clock(session.end));
    html! {
        tr {
            td { (session_link(ui, &own.session)) span.sub { (kind_and_format(ui, session.kind, session.format)) } }
            td data-label=(ui.text("people-session-when")) {
                (ui.instant(session.start, &ui.date(session.start))) " " span.num.muted { bdi { (clocks) } }
            }
            td data-label=(ui.text("people-session-part")) {
                (ui.text(if teaches { "people-session-teaches" } else { "people-session-attends" }))
            }
            td data-label=(ui.text("people-session-verdict")) {
                @match own.verdict { Some(verdict) => { (verdict_of(ui, verdict)) } None => "–" }
            }
            td data-label=(ui.text("people-session-status")) { (status_pill(ui, &own.session)) }
        }
    }
}

fn verdict_of(ui: &Ui, verdict: OwnVerdict) -> Markup {
    let late = verdict.late_seconds.filter(|_| verdict.outcome == Outcome::Present);
    let shape = match (verdict.outcome, late) {
        (Outcome::Present, Some(_)) => "late",
        (Outcome::Unknown, _) if !verdict.is_settled => "open",
        (outcome, _) => outcome.as_str(),
    };
    html! {
        span class=(format!("verdict {shape}")) {
            svg.v aria-hidden="true" focusable="false" { use href=(format!("#v-{shape}")) {} }
            @match late {
                Some(seconds) => (ui.say("people-session-late", args![minutes = seconds / 60])),
                None => (ui.word("outcome", verdict.outcome.as_str())),
            }
        }
    }
}
