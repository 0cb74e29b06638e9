//! The same intervals as a table, for screen readers and for whoever prefers to read.

use maud::{Markup, html};

use super::lane::LaneLimits;
use super::marks::LONGEST_TITLE;
use super::words::{TimelineCount, TimelineText};
use super::{TimelineView, cut, cut_name, evidence_anchor};
use crate::domain::session_timeline::edges::LaneEdge;
use crate::domain::session_timeline::{Lane, SessionTimeline};
use crate::domain::time::{Span, Timestamp};

/// The longest id that is written out.
const LONGEST_ID: usize = 14;
/// More pieces of evidence than this are not listed in one cell.
const MOST_LINKS: usize = 6;

/// One row: a stretch of a kind, or a statement.
struct TimelineRow {
    from: Timestamp,
    /// `None` while it lasts, and of a statement.
    to: Option<Timestamp>,
    length: Option<i64>,
    is_open: bool,
    what: String,
    evidence: Vec<String>,
}

impl TimelineView<'_> {
    /// Who was there from when to when, how that is known, and by which evidence.
    pub fn table(&self, timeline: &SessionTimeline) -> Markup {
        let limits = LaneLimits::of_lanes(timeline.lanes.len());
        let heading = |text| html! { th scope="col" { (self.words.text(text)) } };
        html! {
            table class="tl-rows" {
                thead {
                    tr {
                        (heading(TimelineText::Who))
                        (heading(TimelineText::From))
                        (heading(TimelineText::To))
                        (heading(TimelineText::Length))
                        (heading(TimelineText::What))
                        (heading(TimelineText::Evidence))
                    }
                }
                @for lane in &timeline.lanes {
                    (self.group(&html! { bdi { (cut_name(&lane.name, LONGEST_TITLE)) } }, &self.rows(lane), limits))
                }
                @if !timeline.unwatched.is_empty() {
                    (self.group(&html! { (self.words.text(TimelineText::Everybody)) }, &self.unwatched(timeline), limits))
                }
            }
        }
    }

    fn rows(&self, lane: &Lane) -> Vec<TimelineRow> {
        let kinds = [
            (&lane.proven, TimelineText::Proven),
            (&lane.possible, TimelineText::Possible),
            (&lane.bridged, TimelineText::Bridged),
        ];
        let last_proven = lane.proven.last();
        let spans = kinds.into_iter().flat_map(|(spans, text)| spans.iter().map(move |span| (span, text)));
        let mut rows: Vec<TimelineRow> = spans
            .map(|(span, text)| {
                let is_open = lane.is_open && text == TimelineText::Proven && Some(span) == last_proven;
                TimelineRow {
                    from: span.from,
                    to: (!is_open).then_some(span.to),
                    length: Some(span.millis()),
                    is_open,
                    what: self.words.text(text),
                    evidence: behind(&lane.edges, span),
                }
            })
            .collect();
        rows.extend(lane.flags.iter().map(|flag| TimelineRow {
            from: flag.at,
            to: None,
            length: None,
            is_open: false,
            what: self.words.flag(flag),
            evidence: vec![flag.evidence_id.clone()],
        }));
        rows.sort_by_key(|row| (row.from, row.to));
        rows
    }

    fn unwatched(&self, timeline: &SessionTimeline) -> Vec<TimelineRow> {
        let what = self.words.text(TimelineText::Unwatched);
        let row = |span: Span| TimelineRow {
            from: span.from,
            to: Some(span.to),
            length: Some(span.millis()),
            is_open: false,
            what: what.clone(),
            evidence: Vec::new(),
        };
        timeline.unwatched.iter().map(row).collect()
    }

    fn group(&self, who: &Markup, rows: &[TimelineRow], limits: LaneLimits) -> Markup {
        let (shown, more) = rows.split_at(rows.len().min(limits.rows));
        let height = shown.len() + usize::from(shown.is_empty()) + usize::from(!more.is_empty());
        html! {
            tbody {
                @for (index, row) in shown.iter().enumerate() {
                    tr {
                        @if index == 0 { th scope="rowgroup" rowspan=(height) { (who) } }
                        (self.cells(row))
                    }
                }
                @if shown.is_empty() {
                    tr {
                        th scope="rowgroup" { (who) }
                        td colspan="5" { (self.words.text(TimelineText::NothingKnown)) }
                    }
                }
                @if !more.is_empty() {
                    tr { td colspan="5" { (self.words.count(TimelineCount::MoreRows, more.len())) } }
                }
            }
        }
    }

    fn cells(&self, row: &TimelineRow) -> Markup {
        let clock = |at: Timestamp| self.words.exact_clock(at);
        html! {
            td class="tl-number" { (clock(row.from)) }
            td class="tl-number" {
                @if row.is_open { (self.words.text(TimelineText::StillThere)) }
                @else if let Some(to) = row.to { (clock(to)) }
            }
            td class="tl-number" { @if let Some(millis) = row.length { (self.words.duration(millis)) } }
            td { (cut(&row.what, LONGEST_TITLE)) }
            td {
                @for (index, id) in row.evidence.iter().take(MOST_LINKS).enumerate() {
                    @if index > 0 { " " }
                    a href={ "#" (evidence_anchor(id)) } title=(cut_name(id, LONGEST_TITLE)) { bdi { (cut_name(id, LONGEST_ID)) } }
                }
            }
        }
    }
}

/// The evidence of the edges at which a stretch begins and ends.
fn behind(edges: &[LaneEdge], span: Span) -> Vec<String> {
    let at_an_end = edges.iter().filter(|edge| edge.at == span.from || edge.at == span.to);
    let mut ids: Vec<String> = Vec::new();
    for one in at_an_end.flat_map(|edge| &edge.evidence) {
        if !ids.contains(&one.id) {
            ids.push(one.id.clone());
        }
    }
    ids
}
