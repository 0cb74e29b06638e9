//! The pieces of evidence a line rests on: when each arrived, from which source, and what it says.

use maud::{Markup, html};
use serde_json::Value;

use crate::app::session::explain::Explanation;
use crate::domain::evidence::{Evidence, Observation};
use crate::text::args;
use crate::web::components::received::as_received;
use crate::web::ui::Ui;

/// Names that one piece of evidence lists.
const MOST_NAMES: usize = 5;

pub fn from_evidence(ui: &Ui, explained: &Explanation) -> Markup {
    let pieces = &explained.evidence;
    let opens = explained.may_see_evidence;
    html! {
        section.section {
            h2 { (ui.text("line-from")) }
            @if pieces.is_empty() {
                p.muted { (ui.text("line-from-nothing")) }
            } @else {
                details.more id="evidence" {
                    summary { (ui.say("line-pieces", args![count = pieces.len()])) }
                    div.scroll tabindex="0" role="region" aria-label=(ui.text("line-from")) { table.table.dense {
                        thead { tr {
                            th scope="col" { (ui.text("line-received")) }
                            th scope="col" { (ui.text("line-source")) }
                            th scope="col" { (ui.text("line-says")) }
                        } }
                        tbody { @for (item, piece) in pieces { (row(ui, item, piece, explained, opens)) } }
                    } }
                }
            }
        }
    }
}

fn row(ui: &Ui, item: &Value, piece: &Evidence, explained: &Explanation, opens: bool) -> Markup {
    let at = piece.received_at;
    html! {
        tr {
            td.tight { (ui.instant(at, &format!("{} {}", ui.day(at), ui.clock_with_seconds(at)))) }
            td { (ui.word("source", piece.source.as_str())) }
            td {
                (says(ui, piece, explained, opens))
                span.sub { code translate="no" { (ui.name(&piece.id)) } }
                @if opens {
                    details.no-print {
                        summary { (ui.text("line-as-received")) }
                        (as_received(item))
                    }
                }
            }
        }
    }
}

/// What it says in words; of whom only to those who may see everybody in the room.
fn says(ui: &Ui, piece: &Evidence, explained: &Explanation, opens: bool) -> Markup {
    let what = ui.word("evidencekind", piece.observation.kind());
    let name = |id: &str| ui.name(explained.names.get(id).map_or("", String::as_str));
    if !opens {
        return html! { (what) };
    }
    let participants = piece.participants();
    html! {
        (what)
        @match &piece.observation {
            Observation::Webhook(_) | Observation::Roster(_) | Observation::Poll(_) => {
                @if let Some(event) = event_of(&piece.canonical_text) { " " code translate="no" { (event) } }
                @for (index, (identity, shown)) in participants.iter().take(MOST_NAMES).enumerate() {
                    @if index == 0 { ": " } @else { " · " }
                    (ui.name(shown.unwrap_or(identity)))
                }
                @if participants.len() > MOST_NAMES {
                    " " (ui.say("common-and-more", args![count = participants.len() - MOST_NAMES]))
                }
            }
            Observation::Scan(scan) => {
                ": " (name(&scan.person_id)) " · " (ui.instant(scan.scanned_at, &ui.clock_with_seconds(scan.scanned_at)))
            }
            Observation::Mark(mark) => {
                ": " (name(&mark.person_id)) " · " (ui.instant(mark.at, &ui.clock_with_seconds(mark.at)))
                @if let Some(reason) = &mark.reason { " · " (ui.name(reason)) }
            }
            Observation::Visit(visit) => {
                ": " (name(&visit.person_id)) " · " (ui.instant(visit.at, &ui.clock_with_seconds(visit.at)))
                @if let Some(reason) = &visit.reason { " · " (ui.name(reason)) }
            }
            Observation::Override(stated) => {
                ": " (name(&stated.person_id)) " · "
                @match stated.outcome {
                    Some(outcome) => (ui.word("outcome", outcome.as_str())),
                    None => (ui.text("line-withdrawn")),
                }
                " · " (ui.name(&stated.reason))
            }
            Observation::Bind(bind) => { @if let Some(person) = &bind.person_id { ": " (name(person)) } }
        }
    }
}

/// The platform's own word for what happened.
fn event_of(canonical: &str) -> Option<String> {
    let item: Value = serde_json::from_str(canonical).ok()?;
    let event = item["webhook"]["event"].as_str().or_else(|| item["event"].as_str())?;
    Some(cut(event, 60))
}

fn cut(text: &str, longest: usize) -> String {
    match text.char_indices().nth(longest) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_platforms_word_is_shown_and_cut() {
        assert_eq!(event_of(r#"{"event":"participant_joined"}"#).as_deref(), Some("participant_joined"));
        assert_eq!(event_of("not json"), None);
        assert_eq!(cut("قرآن كريم", 3), "قرآ…");
        assert_eq!(cut("abc", 3), "abc");
    }
}
