//! The words of a timeline in the language of whoever looks at the page.

use chrono::Offset;
use maud::{Markup, html};

use super::TimelineView;
use super::words::{TimelineCount, TimelineText, TimelineWords};
use crate::domain::evidence::manual::Direction;
use crate::domain::session_timeline::edges::{EdgeKind, LaneEdge};
use crate::domain::session_timeline::flags::{FlagKind, LaneFlag};
use crate::domain::session_timeline::sketch::LaneSketch;
use crate::domain::session_timeline::{Lane, LaneConnection, LaneOwner, SessionTimeline};
use crate::domain::time::{SECOND, Timestamp, whole_seconds};
use crate::text::args;
use crate::web::components::verdict::VerdictView;
use crate::web::ui::Ui;

/// The words of one page.
pub struct SpokenTimeline<'a> {
    pub ui: &'a Ui,
    /// When the session is settled, if that is known.
    pub settles_at: Option<Timestamp>,
}

impl<'a> SpokenTimeline<'a> {
    /// For lists, where no verdict stands beside a drawing.
    pub fn of(ui: &'a Ui) -> SpokenTimeline<'a> {
        SpokenTimeline { ui, settles_at: None }
    }

    /// How it is drawn on this page; `id` is unique there.
    pub fn view(&'a self, id: &'a str) -> TimelineView<'a> {
        TimelineView { id, is_rtl: self.ui.locale.is_right_to_left(), words: self }
    }

    fn source(&self, source: Option<crate::domain::people::Source>) -> String {
        source.map_or_else(
            || self.ui.text("timeline-source-unknown"),
            |one| self.ui.word("source", one.as_str()),
        )
    }
}

impl TimelineWords for SpokenTimeline<'_> {
    fn clock(&self, at: Timestamp) -> String {
        self.ui.clock(at)
    }

    fn exact_clock(&self, at: Timestamp) -> String {
        self.ui.clock_with_seconds(at)
    }

    fn utc_offset_millis(&self, at: Timestamp) -> i64 {
        let local = at.to_utc().with_timezone(&self.ui.zone);
        i64::from(local.offset().fix().local_minus_utc()) * SECOND
    }

    fn duration(&self, millis: i64) -> String {
        self.ui.duration(whole_seconds(millis))
    }

    fn text(&self, text: TimelineText) -> String {
        self.ui.text(match text {
            TimelineText::Proven => "timeline-proven",
            TimelineText::Possible => "timeline-possible",
            TimelineText::Bridged => "timeline-bridged",
            TimelineText::Estimated => "timeline-estimated",
            TimelineText::Unwatched => "timeline-unwatched",
            TimelineText::Window => "timeline-window",
            TimelineText::Now => "timeline-now",
            TimelineText::AsTable => "timeline-as-table",
            TimelineText::Who => "timeline-who",
            TimelineText::From => "timeline-from",
            TimelineText::To => "timeline-to",
            TimelineText::What => "timeline-what",
            TimelineText::Length => "timeline-length",
            TimelineText::Evidence => "timeline-evidence",
            TimelineText::Everybody => "timeline-everybody",
            TimelineText::StillThere => "timeline-still-there",
            TimelineText::NothingKnown => "timeline-nothing-known",
        })
    }

    fn count(&self, what: TimelineCount, count: usize) -> String {
        let id = match what {
            TimelineCount::Connections => "timeline-connections",
            TimelineCount::MoreConnections => "timeline-more-connections",
            TimelineCount::MoreRows => "timeline-more-rows",
        };
        self.ui.say(id, args![count = count])
    }

    fn role(&self, owner: &LaneOwner) -> String {
        self.ui.text(match owner {
            LaneOwner::Teacher(_) => "timeline-teacher",
            LaneOwner::Student(_) => "timeline-student",
            LaneOwner::Guest(_) => "timeline-guest",
            LaneOwner::Unmatched(_) => "timeline-not-matched",
        })
    }

    fn edge(&self, edge: &LaneEdge) -> String {
        let what = edge_words(self.ui, edge.kind);
        let at = self.exact_clock(edge.at);
        let Some(first) = edge.evidence.first() else {
            return self.ui.say("timeline-edge", args![at = at, what = what]);
        };
        let ids: Vec<&str> = edge.evidence.iter().map(|one| one.id.as_str()).collect();
        let (source, ids) = (self.source(first.source), ids.join(" "));
        self.ui.say("timeline-edge-seen", args![at = at, what = what, source = source, ids = ids])
    }

    fn edge_caption(&self, edge: &LaneEdge, is_return: bool) -> String {
        let id = match edge.kind {
            EdgeKind::Joined | EdgeKind::MarkedIn | EdgeKind::ScannedIn if is_return => {
                "timeline-caption-back"
            }
            EdgeKind::ConnectionLost | EdgeKind::Aborted => "timeline-caption-lost",
            EdgeKind::Left | EdgeKind::LeftUntimed | EdgeKind::MarkedOut | EdgeKind::ScannedOut => {
                "timeline-caption-left"
            }
            EdgeKind::MissingFromRoster => "timeline-caption-missing",
            EdgeKind::RoomFinished | EdgeKind::CallEnded => "timeline-caption-closed",
            EdgeKind::LastSeen => "timeline-caption-last-seen",
            EdgeKind::Stale | EdgeKind::ExitUnseen => "timeline-caption-unseen",
            EdgeKind::AssumedUntilEnd => "timeline-caption-assumed",
            EdgeKind::FirstSeen | EdgeKind::EntryUnseen => "timeline-caption-first-seen",
            EdgeKind::Reconnected | EdgeKind::Boundary => "timeline-caption-plain",
            EdgeKind::Joined | EdgeKind::MarkedIn | EdgeKind::ScannedIn => "timeline-caption-came",
        };
        self.ui.say(id, args![at = self.exact_clock(edge.at)])
    }

    fn flag(&self, flag: &LaneFlag) -> String {
        let ui = self.ui;
        match &flag.kind {
            FlagKind::Mark { direction, author, reason } => {
                let at = self.exact_clock(flag.at);
                let id = match direction {
                    Direction::In => "timeline-marked-in",
                    Direction::Out => "timeline-marked-out",
                };
                let author = author.clone().unwrap_or_else(|| ui.text("timeline-staff"));
                let said = ui.say(id, args![at = at, author = author]);
                match reason {
                    Some(reason) => ui.say("timeline-with-reason", args![what = said, reason = reason]),
                    None => said,
                }
            }
            FlagKind::Scan { direction, .. } => {
                let id = match direction {
                    Direction::In => "timeline-scanned-in",
                    Direction::Out => "timeline-scanned-out",
                };
                ui.say(id, args![at = self.exact_clock(flag.at)])
            }
            FlagKind::Override(stated) => {
                let at = ui.date_and_clock(flag.at);
                let (author, reason) = (&stated.author, &stated.reason);
                match stated.outcome {
                    None => ui.say("timeline-withdrawn", args![at = at, author = author, reason = reason]),
                    Some(outcome) => {
                        let outcome = ui.word("outcome", outcome.as_str());
                        ui.say(
                            "timeline-override",
                            args![at = at, outcome = outcome, author = author, reason = reason],
                        )
                    }
                }
            }
        }
    }

    fn connection(&self, connection: &LaneConnection) -> String {
        let source = self.source(connection.source);
        match &connection.identity {
            Some(identity) => self.ui.say("timeline-connection", args![source = source, identity = identity]),
            None => source,
        }
    }

    fn result(&self, lane: &Lane) -> Markup {
        let Some(report) = &lane.report else { return html! {} };
        let ui = self.ui;
        html! {
            (VerdictView::of_report(report, self.settles_at).render(ui)) " "
            span.tl-number { (ui.duration(report.credited_seconds)) }
            @if report.bridged_seconds > 0 || report.estimated {
                span.tl-note {
                    @if report.bridged_seconds > 0 {
                        (ui.say("timeline-note-bridged", args![time = ui.duration(report.bridged_seconds)]))
                    }
                    @if report.bridged_seconds > 0 && report.estimated { " · " }
                    @if report.estimated { (ui.text("timeline-note-estimated")) }
                }
            }
        }
    }

    fn summary(&self, timeline: &SessionTimeline) -> String {
        let (from, to) = (self.clock(timeline.planned.from), self.clock(timeline.planned.to));
        self.ui.say("timeline-summary", args![from = from, to = to, count = timeline.lanes.len()])
    }

    fn sketch(&self, sketch: &LaneSketch) -> String {
        let seen: i64 = sketch.stays().map(|stay| stay.span.millis()).sum();
        let (seen, planned) = (self.duration(seen), self.duration(sketch.planned.millis()));
        self.ui.say("timeline-sketch", args![seen = seen, planned = planned])
    }
}

/// What happened at an edge, for the middle of a sentence.
fn edge_words(ui: &Ui, kind: EdgeKind) -> String {
    ui.word("edge", kind.as_str())
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, Uri, header};

    use super::*;
    use crate::domain::session_timeline::samples::drop_and_return;
    use crate::web::ui::of_nobody;

    #[test]
    fn a_drawing_has_words_in_every_language() {
        for language in ["en", "ar", "ru", "hi"] {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_LANGUAGE, language.parse().expect("a header"));
            let ui = of_nobody(None, &headers, &Uri::from_static("/"), "r");
            let words = SpokenTimeline::of(&ui);
            let html = words.view("t").drawing(&drop_and_return().timeline(2 * 86_400)).into_string();
            assert!(!html.contains("timeline-"), "{language}: a text is missing in {html}");
            // In English a word may be the machine's.
            for kind in EdgeKind::ALL.iter().filter(|_| language != "en") {
                assert_ne!(edge_words(&ui, *kind), kind.as_str(), "{language}: no words for {kind}");
            }
        }
    }
}
