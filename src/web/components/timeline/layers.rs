//! The layers of one lane, from back to front: the one function that draws every size.

use maud::{Markup, html};

use super::axis::{TimeAxis, percent};
use crate::domain::session_timeline::edges::EdgeSide;
use crate::domain::time::{Span, Timestamp};

/// Pixels down the lane.
#[derive(Clone, Copy, Debug)]
pub struct LaneSize {
    pub height: i64,
    pub bar_top: i64,
    pub bar_height: i64,
    /// The narrowest bar, in hundredths of a percent.
    pub thinnest: i64,
}

pub const SPARKLINE: LaneSize = LaneSize { height: 12, bar_top: 2, bar_height: 8, thinnest: 100 };
pub const STRIP: LaneSize = LaneSize { height: 24, bar_top: 6, bar_height: 12, thinnest: 50 };
pub const LANE: LaneSize = LaneSize { height: 44, bar_top: 14, bar_height: 16, thinnest: 30 };
pub const CONNECTION: LaneSize = LaneSize { height: 24, bar_top: 9, bar_height: 6, thinnest: 30 };

impl LaneSize {
    pub fn middle(&self) -> i64 {
        self.bar_top + self.bar_height / 2
    }

    pub fn bar_bottom(&self) -> i64 {
        self.bar_top + self.bar_height
    }
}

/// What one lane shows; a layer that does not occur is empty.
#[derive(Clone, Debug, Default)]
pub struct LaneLayers {
    pub window: Option<Span>,
    pub planned: Option<Span>,
    pub unwatched: Vec<Span>,
    pub possible: Vec<Span>,
    pub proven: Vec<Span>,
    pub bridged: Vec<Span>,
    /// Ends of proven spans that fade out.
    pub soft: Vec<(Timestamp, EdgeSide)>,
    pub now: Option<Timestamp>,
    /// At most so many bars of each layer.
    pub most: usize,
}

/// All layers on an axis. `hatch` is the id of the pattern that fills possible time.
pub fn layers(axis: &TimeAxis, shown: &LaneLayers, size: LaneSize, hatch: &str) -> Markup {
    let LaneSize { height, bar_top, bar_height, thinnest } = size;
    let most = shown.most.max(1);
    let bars = |spans: &[Span]| axis.bars(spans.iter().copied(), thinnest, most);
    let well = shown.planned.and_then(|planned| axis.bar(planned, thinnest));
    html! {
        @if let Some(bar) = shown.window.and_then(|window| axis.bar(window, thinnest)) {
            rect class="tl-window" x=(percent(bar.x)) y="0" width=(percent(bar.width)) height=(height) {}
        }
        @for bar in bars(&shown.unwatched) {
            rect class="tl-unwatched" x=(percent(bar.x)) y="0" width=(percent(bar.width)) height=(height) {}
        }
        @if let Some(bar) = well {
            rect class="tl-planned" x=(percent(bar.x)) y=(bar_top) width=(percent(bar.width)) height=(bar_height) {}
        }
        @for edge in shown.planned.iter().flat_map(|planned| [planned.from, planned.to]) {
            @if axis.shows(edge) { (upright(axis, edge, "tl-planned-edge", height)) }
        }
        @for bar in bars(&shown.possible) {
            rect class="tl-possible" x=(percent(bar.x)) y=(bar_top) width=(percent(bar.width)) height=(bar_height)
                fill={ "url(#" (hatch) ")" } {}
        }
        @for bar in bars(&shown.proven) {
            rect class="tl-proven" x=(percent(bar.x)) y=(bar_top) width=(percent(bar.width)) height=(bar_height) {}
        }
        @for bar in bars(&shown.bridged) {
            line class="tl-bridge" x1=(percent(bar.x)) x2=(percent(bar.x + bar.width)) y1=(size.middle()) y2=(size.middle()) {}
        }
        @for (at, side) in shown.soft.iter().filter(|(at, _)| axis.shows(*at)).take(most) {
            (fade(axis, *at, *side, size))
        }
        @if let Some(now) = shown.now.filter(|now| axis.shows(*now)) { (upright(axis, now, "tl-now", height)) }
    }
}

fn upright(axis: &TimeAxis, at: Timestamp, class: &str, height: i64) -> Markup {
    let x = percent(axis.position(at));
    html! { line class=(class) x1=(x) x2=(x) y1="0" y2=(height) {} }
}

/// Four pixels that fade out beyond an edge that nobody saw.
fn fade(axis: &TimeAxis, at: Timestamp, side: EdgeSide, size: LaneSize) -> Markup {
    const OPACITIES: [(i64, &str); 4] = [(0, ".75"), (1, ".5"), (2, ".3"), (3, ".12")];
    let to_the_right = (side == EdgeSide::End) != axis.is_rtl();
    html! {
        svg class="tl-at tl-edge-soft" x=(percent(axis.position(at))) y=(size.bar_top) {
            @for (step, opacity) in OPACITIES {
                rect x=(if to_the_right { step } else { -1 - step }) width="1" height=(size.bar_height) fill-opacity=(opacity) {}
            }
        }
    }
}

/// The pattern of possible time.
pub fn hatch_pattern(id: &str) -> Markup {
    html! {
        pattern id=(id) width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
            rect class="tl-hatch-ground" width="6" height="6" {}
            line class="tl-hatch" x1="1" x2="1" y1="0" y2="6" {}
        }
    }
}
