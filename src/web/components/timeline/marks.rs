//! What stands on the layers of a lane and can be pointed at: edges, which lead to their evidence, and flags above them.

use maud::{Markup, html};

use super::axis::{TimeAxis, WIDTH, percent};
use super::captions::DrawnEdge;
use super::layers::LaneSize;
use super::{TimelineView, cut, evidence_anchor};
use crate::domain::session_timeline::edges::LaneEdge;
use crate::domain::session_timeline::flags::{FlagKind, LaneFlag};

/// The longest text that is told when something is pointed at.
pub const LONGEST_TITLE: usize = 400;
/// Half of what a finger or pointer can hit, in pixels.
const REACH: i64 = 12;
/// Flags closer than this are set beside each other.
const FLAG_WIDTH: i64 = 150;

impl TimelineView<'_> {
    /// An edge with its caption; it can be pointed at, focused, and followed to its evidence.
    pub(super) fn lane_edge(&self, axis: &TimeAxis, drawn: &DrawnEdge, size: LaneSize) -> Markup {
        let is_start = drawn.caption_follows;
        let away = if is_start == axis.is_rtl() { -5 } else { 5 };
        let caption = html! {
            text.tl-caption.tl-told[drawn.is_told] x=(away) y=(size.height - 2)
                text-anchor=(if is_start { "start" } else { "end" }) { (drawn.caption) }
        };
        self.edge(axis, drawn.edge, size, &caption)
    }

    /// An edge without one.
    pub(super) fn plain_edge(&self, axis: &TimeAxis, edge: &LaneEdge, size: LaneSize) -> Markup {
        self.edge(axis, edge, size, &html! {})
    }

    fn edge(&self, axis: &TimeAxis, edge: &LaneEdge, size: LaneSize, caption: &Markup) -> Markup {
        let title = cut(&self.words.edge(edge), LONGEST_TITLE);
        let class = if edge.is_estimated { "tl-edge tl-edge-estimated" } else { "tl-edge" };
        let drawn = html! {
            title { (title) }
            svg class="tl-at" x=(percent(axis.position(edge.at))) {
                rect class="tl-reach" x=(-REACH) width=(2 * REACH) height=(size.height) {}
                line class="tl-edge-line" x1="0" x2="0" y1=(size.bar_top - 3) y2=(size.bar_bottom() + 3) {}
                (caption)
            }
        };
        match edge.evidence.first() {
            Some(one) => html! {
                a class=(class) href={ "#" (evidence_anchor(&one.id)) } aria-label=(title) { (drawn) }
            },
            // It rests on the absence of evidence.
            None => html! { g class=(class) tabindex="0" role="img" aria-label=(title) { (drawn) } },
        }
    }

    /// All flags of a lane, those at one place side by side; of an override that came later, at the end.
    pub(super) fn flags(&self, axis: &TimeAxis, flags: &[LaneFlag], most: usize, size: LaneSize) -> Markup {
        let mut last: Option<(i64, i64)> = None;
        let placed = flags.iter().take(most).map(|flag| {
            let along = axis.along(flag.at);
            let beside = match last {
                Some((place, beside)) if along - place < FLAG_WIDTH => beside + 1,
                _ => 0,
            };
            last = Some((along, beside));
            (flag, along, beside)
        });
        let placed: Vec<_> = placed.collect();
        html! { @for (flag, along, beside) in placed { (self.flag(axis, flag, along, beside, size)) } }
    }

    fn flag(&self, axis: &TimeAxis, flag: &LaneFlag, along: i64, beside: i64, size: LaneSize) -> Markup {
        let title = cut(&self.words.flag(flag), LONGEST_TITLE);
        // Near the end it is flown backwards, or it would hang out of the drawing.
        let flies_forwards = along < WIDTH - 5 * FLAG_WIDTH;
        let sign = if flies_forwards == axis.is_rtl() { -1 } else { 1 };
        let foot = sign * beside * 11;
        let (class, path) = match &flag.kind {
            FlagKind::Mark { .. } => {
                ("tl-flag tl-flag-mark", format!("M{foot} 2l{} 4l{} 4z", sign * 8, -sign * 8))
            }
            FlagKind::Scan { .. } => {
                ("tl-flag tl-flag-scan", format!("M{foot} 2h{}v8h{}z", sign * 8, -sign * 8))
            }
            FlagKind::Override(stated) => (
                if stated.is_in_force { "tl-flag tl-flag-override" } else { "tl-flag tl-flag-replaced" },
                format!("M{foot} 2h{}l{} 4l{} 4h{}z", sign * 10, -sign * 3, sign * 3, -sign * 10),
            ),
        };
        html! {
            a class=(class) href={ "#" (evidence_anchor(&flag.evidence_id)) } aria-label=(title) {
                title { (title) }
                svg class="tl-at" x=(percent(axis.position(flag.at))) {
                    rect class="tl-reach" x=(if sign > 0 { foot - 2 } else { foot - 10 }) width="12" height=(size.bar_top) {}
                    line class="tl-pole" x1=(foot) x2=(foot) y1="1" y2=(size.bar_top) {}
                    path d=(path) {}
                }
            }
        }
    }
}
