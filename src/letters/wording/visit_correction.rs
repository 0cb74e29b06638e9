//! Arrivals and departures that were told wrong: a scan that was uploaded late turned the day around.

use super::item::{LetterItem, LetterTone};
use super::speaker::Speaker;
use crate::domain::evidence::manual::Direction;
use crate::domain::notification::fact::VisitEdge;
use crate::text::args;

pub fn item(speaker: &Speaker<'_>, told: &[VisitEdge], now: &[VisitEdge]) -> LetterItem {
    LetterItem {
        headline: headline(speaker, told, now),
        rows: vec![
            speaker.row("letter-told", edges(speaker, told)),
            speaker.row("letter-true", edges(speaker, now)),
            speaker.row("letter-why", speaker.voice.text("letter-why-late-record")),
        ],
        note: speaker.voice.text("letter-note-correction"),
        ..LetterItem::of_sign("↻", LetterTone::Corrected)
    }
}

fn headline(speaker: &Speaker<'_>, told: &[VisitEdge], now: &[VisitEdge]) -> String {
    let day = told.first().or(now.first()).map_or(speaker.told.fact.occurred_at, |edge| edge.at);
    let (venue, day) = (speaker.venue(), speaker.day(day));
    if now.is_empty() {
        return speaker.about("letter-no-visit", "letter-no-visit-you", args![venue = venue, day = day]);
    }
    if let Some((was, is)) = moved_edge(told, now) {
        let args = args![venue = venue, now = speaker.when(is.at), told = speaker.at_clock(was.at)];
        return match was.direction {
            Direction::In => speaker.about("letter-arrival-moved", "letter-arrival-moved-you", args),
            Direction::Out => speaker.about("letter-departure-moved", "letter-departure-moved-you", args),
        };
    }
    speaker.about("letter-visit-changed", "letter-visit-changed-you", args![venue = venue, day = day])
}

/// The one moment that was told wrong, with the one that takes its place.
fn moved_edge(told: &[VisitEdge], now: &[VisitEdge]) -> Option<(VisitEdge, VisitEdge)> {
    let [was] = told else { return None };
    let mut same = now.iter().filter(|edge| edge.direction == was.direction);
    match (same.next(), same.next()) {
        (Some(is), None) => Some((*was, *is)),
        _ => None,
    }
}

fn edges(speaker: &Speaker<'_>, edges: &[VisitEdge]) -> String {
    let said: Vec<String> = edges
        .iter()
        .map(|edge| {
            let args = args![clock = speaker.voice.clock(edge.at)];
            match edge.direction {
                Direction::In => speaker.voice.say("letter-edge-in", args),
                Direction::Out => speaker.voice.say("letter-edge-out", args),
            }
        })
        .collect();
    if said.is_empty() { speaker.voice.text("letter-edge-none") } else { speaker.list(said) }
}
