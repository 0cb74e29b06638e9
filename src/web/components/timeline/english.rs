//! Plain English for the tests of the drawings, in the zone of Riyadh.

use maud::{Markup, html};

use super::words::{TimelineCount, TimelineText, TimelineWords};
use crate::domain::people::Source;
use crate::domain::session_timeline::edges::{EdgeKind, LaneEdge};
use crate::domain::session_timeline::flags::{FlagKind, LaneFlag};
use crate::domain::session_timeline::sketch::LaneSketch;
use crate::domain::session_timeline::{Lane, LaneConnection, LaneOwner, SessionTimeline};
use crate::domain::time::{HOUR, Timestamp, whole_seconds};

pub struct EnglishWords;

fn source(source: Source) -> &'static str {
    match source {
        Source::Livekit => "LiveKit",
        Source::Meet => "Google Meet",
        Source::Qr => "a scan",
        Source::Manual => "staff",
        Source::Import | Source::Email => "an import",
    }
}

impl TimelineWords for EnglishWords {
    fn clock(&self, at: Timestamp) -> String {
        at.plus(3 * HOUR).to_utc().format("%H:%M").to_string()
    }
    fn exact_clock(&self, at: Timestamp) -> String {
        at.plus(3 * HOUR).to_utc().format("%H:%M:%S").to_string()
    }
    fn utc_offset_millis(&self, _: Timestamp) -> i64 {
        3 * HOUR
    }
    fn duration(&self, millis: i64) -> String {
        let seconds = whole_seconds(millis);
        format!("{}:{:02}", seconds / 60, seconds % 60)
    }
    fn text(&self, text: TimelineText) -> String {
        match text {
            TimelineText::Proven => "Seen there",
            TimelineText::Possible => "Possibly there",
            TimelineText::Bridged => "Short gap, counted",
            TimelineText::Estimated => "End not seen",
            TimelineText::Unwatched => "Nobody watched",
            TimelineText::Window => "Time that counts",
            TimelineText::Now => "Now",
            TimelineText::AsTable => "As a table",
            TimelineText::Who => "Who",
            TimelineText::From => "From",
            TimelineText::To => "To",
            TimelineText::What => "What",
            TimelineText::Length => "Length",
            TimelineText::Evidence => "Evidence",
            TimelineText::Everybody => "Everybody",
            TimelineText::StillThere => "still there",
            TimelineText::NothingKnown => "Nothing is known of them.",
        }
        .to_owned()
    }
    fn count(&self, what: TimelineCount, count: usize) -> String {
        match what {
            TimelineCount::Connections if count == 1 => "1 connection".to_owned(),
            TimelineCount::Connections => format!("{count} connections"),
            TimelineCount::MoreConnections => format!("and {count} more connections"),
            TimelineCount::MoreRows => format!("and {count} more rows"),
        }
    }
    fn role(&self, owner: &LaneOwner) -> String {
        match owner {
            LaneOwner::Teacher(_) => "Teacher",
            LaneOwner::Student(_) => "Student",
            LaneOwner::Guest(_) => "Guest",
            LaneOwner::Unmatched(_) => "Not matched",
        }
        .to_owned()
    }
    fn edge(&self, edge: &LaneEdge) -> String {
        let seen = edge.evidence.first().and_then(|one| one.source);
        let by = seen.map_or(String::new(), |seen| format!(", seen by {}", source(seen)));
        let ids: Vec<&str> = edge.evidence.iter().map(|one| one.id.as_str()).collect();
        format!(
            "{}, {}{by}, {}",
            self.exact_clock(edge.at),
            edge.kind.as_str().replace('_', " "),
            ids.join(", ")
        )
    }
    fn edge_caption(&self, edge: &LaneEdge, is_return: bool) -> String {
        let word = match edge.kind {
            EdgeKind::Joined if is_return => "back",
            EdgeKind::ConnectionLost => "lost",
            EdgeKind::Left | EdgeKind::MarkedOut | EdgeKind::ScannedOut => "left",
            EdgeKind::MissingFromRoster => "gone from the list",
            EdgeKind::RoomFinished => "room closed",
            EdgeKind::Stale => "never seen to leave",
            EdgeKind::AssumedUntilEnd => "until the end, assumed",
            _ => "joined",
        };
        format!("{word} {}", self.exact_clock(edge.at))
    }
    fn flag(&self, flag: &LaneFlag) -> String {
        let at = self.exact_clock(flag.at);
        match &flag.kind {
            FlagKind::Mark { direction, author, .. } => {
                format!("{at}, marked {} by {}", direction.as_str(), author.as_deref().unwrap_or("staff"))
            }
            FlagKind::Scan { direction, .. } => format!("{at}, scanned {}", direction.as_str()),
            FlagKind::Override(stated) => {
                let outcome = stated.outcome.map_or("withdrawn", |outcome| outcome.as_str());
                format!("{at}, {outcome} by {}: {}", stated.author, stated.reason)
            }
        }
    }
    fn connection(&self, connection: &LaneConnection) -> String {
        let by = connection.source.map_or("unknown", source);
        connection.identity.as_ref().map_or(by.to_owned(), |identity| format!("{by} · {identity}"))
    }
    fn result(&self, lane: &Lane) -> Markup {
        let Some(report) = &lane.report else { return html! {} };
        let (shape, outcome) = ("●", report.outcome.as_str());
        html! {
            span class={ "outcome-" (outcome) } { (shape) " " (outcome) } " "
            span class="tl-number" { (self.duration(report.credited_seconds * 1_000)) }
            @if report.bridged_seconds > 0 || report.estimated {
                span class="tl-note" {
                    @if report.bridged_seconds > 0 { (report.bridged_seconds) " s bridged" }
                    @if report.bridged_seconds > 0 && report.estimated { " · " }
                    @if report.estimated { "one end estimated" }
                }
            }
        }
    }
    fn summary(&self, timeline: &SessionTimeline) -> String {
        let (from, to) = (self.clock(timeline.planned.from), self.clock(timeline.planned.to));
        format!("Who was there from {from} to {to}: {} lanes.", timeline.lanes.len())
    }
    fn sketch(&self, sketch: &LaneSketch) -> String {
        let seen: i64 = sketch.stays().map(|stay| stay.span.millis()).sum();
        format!("There for {} of {}", self.duration(seen), self.duration(sketch.planned.millis()))
    }
}
