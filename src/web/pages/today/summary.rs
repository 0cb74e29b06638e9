//! The day in one sentence and four figures. Both have ids: the stream sends new ones.

use std::sync::Arc;

use maud::{Markup, html};

use super::card;
use crate::app::live::LiveSession;
use crate::domain::board::figures::BoardFigures;
use crate::domain::board::person_state::PersonState;
use crate::domain::session::Status;
use crate::text::args;
use crate::web::ui::Ui;

/// The sentence one came for. It has an id: the stream sends a new one.
pub fn answer(ui: &Ui, sessions: &[Arc<LiveSession>], figures: BoardFigures) -> Markup {
    let running: Vec<_> = sessions.iter().filter(|one| one.status == Status::Ongoing).collect();
    let expected: usize = running.iter().map(|one| one.people.len()).sum();
    let here = i64::from(figures.here);
    let missing: Vec<_> = running
        .iter()
        .flat_map(|one| one.people.iter().map(move |person| (one, person)))
        .filter(|(_, person)| person.state == PersonState::Missing)
        .collect();
    let next = sessions
        .iter()
        .filter(|one| one.start > ui.now && one.status != Status::Cancelled)
        .min_by_key(|one| one.start);
    html! {
        p.answer #answer {
            @if running.is_empty() {
                @match next {
                    Some(next) => (ui.say("today-next", args![time = ui.clock(next.start)])),
                    None => (ui.text("today-nothing-more")),
                }
            } @else {
                (ui.say("today-here", args![here = here, expected = expected]))
                @match &missing[..] {
                    [] => {}
                    [(session, person)] => {
                        " " (ui.say("today-missing-one", args![name = &person.name, session = card::title(ui, session)]))
                    }
                    several => { " " (ui.say("today-missing", args![count = several.len()])) }
                }
            }
        }
    }
}

pub fn figures(ui: &Ui, figures: BoardFigures) -> Markup {
    let coverage = figures
        .coverage
        .percent()
        .map_or_else(|| "–".to_owned(), |percent| format!("{}\u{a0}%", ui.number(percent.into())));
    html! {
        div.figures #figures {
            div { strong { (ui.number(figures.here.into())) } span { (ui.text("today-figure-here")) } }
            div { strong { (ui.number(figures.missing.into())) } span { (ui.text("today-figure-missing")) } }
            div { strong { (ui.number(figures.late.into())) } span { (ui.text("today-figure-late")) } }
            div { strong { (coverage) } span { (ui.text("today-figure-coverage")) } }
        }
    }
}
