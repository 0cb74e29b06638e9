//! The two small sizes, drawn of a stored report: a sparkline in lists, a strip on the board.

use maud::{Markup, html};

use super::TimelineView;
use super::axis::TimeAxis;
use super::layers::{LaneLayers, LaneSize, SPARKLINE, STRIP, layers};
use crate::domain::session_timeline::edges::EdgeSide;
use crate::domain::session_timeline::sketch::LaneSketch;

/// More stays than this in one report are drawn together.
const MOST_STAYS: usize = 40;

impl TimelineView<'_> {
    /// 120 × 12 pixels, for a row of a list.
    pub fn sparkline(&self, sketch: &LaneSketch) -> Markup {
        self.small(sketch, SPARKLINE, "tl-sparkline", "120")
    }

    /// As wide as there is room, 24 pixels high; all strips of one lesson have the same axis.
    pub fn strip(&self, sketch: &LaneSketch) -> Markup {
        self.small(sketch, STRIP, "tl-strip", "100%")
    }

    fn small(&self, sketch: &LaneSketch, size: LaneSize, class: &str, width: &str) -> Markup {
        let axis = TimeAxis::around(sketch.planned, [], self.is_rtl);
        let stays: Vec<_> = sketch.stays().collect();
        let soft = stays.iter().filter(|stay| stay.estimated).flat_map(|stay| {
            // Which of the two ends it is, a report does not say.
            let end = (!stay.is_open).then_some((stay.span.to, EdgeSide::End));
            [Some((stay.span.from, EdgeSide::Start)), end].into_iter().flatten()
        });
        let shown = LaneLayers {
            planned: Some(sketch.planned),
            soft: soft.collect(),
            proven: stays.iter().map(|stay| stay.span).collect(),
            now: sketch.is_running().then_some(sketch.now),
            most: MOST_STAYS,
            ..LaneLayers::default()
        };
        html! {
            svg class={ "tl-svg " (class) } width=(width) height=(size.height) role="img" aria-label=(self.words.sketch(sketch)) {
                (layers(&axis, &shown, size, ""))
            }
        }
    }
}
