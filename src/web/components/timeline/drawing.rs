//! The full drawing of a session's page: an axis, a lane for each person, what the layers mean, and the table behind it.

use maud::{Markup, html};

use super::TimelineView;
use super::axis::{TimeAxis, percent};
use super::lane::LaneLimits;
use super::layers::{LaneLayers, SPARKLINE, hatch_pattern, layers};
use super::words::TimelineText;
use crate::domain::session_timeline::edges::EdgeSide;
use crate::domain::session_timeline::{Lane, SessionTimeline};
use crate::domain::time::{Span, Timestamp};

/// The height of the axis, in pixels.
const AXIS_HEIGHT: i64 = 24;

impl TimelineView<'_> {
    /// Everybody's time, each edge with its evidence.
    pub fn drawing(&self, timeline: &SessionTimeline) -> Markup {
        let axis = axis_of(timeline, self.is_rtl);
        let limits = LaneLimits::of_lanes(timeline.lanes.len());
        let summary = format!("{}-summary", self.id);
        html! {
            figure class="tl" id=(self.id) role="group" aria-labelledby=(summary) {
                figcaption id=(summary) class="tl-unseen" { (self.words.summary(timeline)) }
                div class="tl-head" { (self.axis(timeline, &axis)) }
                @for lane in &timeline.lanes { (self.lane(timeline, lane, &axis, limits)) }
                (self.legend(timeline))
                details class="tl-table" {
                    summary { (self.words.text(TimelineText::AsTable)) }
                    (self.table(timeline))
                }
            }
        }
    }

    /// Clock times along the top, and the pattern that the lanes share. Hidden from screen readers: each edge tells its
    /// own time.
    fn axis(&self, timeline: &SessionTimeline, axis: &TimeAxis) -> Markup {
        let offset = self.words.utc_offset_millis(timeline.planned.from);
        let now = Some(timeline.as_of).filter(|at| timeline.is_running() && axis.shows(*at));
        html! {
            svg class="tl-svg tl-track tl-axis" width="100%" height=(AXIS_HEIGHT) aria-hidden="true" {
                defs { (hatch_pattern(&self.hatch_id())) }
                @for tick in axis.ticks(timeline.planned, offset) {
                    @let x = percent(axis.position(tick.at));
                    @let class = if tick.is_planned { "tl-tick tl-tick-planned" } else { "tl-tick" };
                    g class=(class) {
                        text x=(x) y="13" text-anchor="middle" { (self.words.clock(tick.at)) }
                        line x1=(x) x2=(x) y1="18" y2=(AXIS_HEIGHT) {}
                    }
                }
                @if let Some(now) = now {
                    svg class="tl-at tl-now-head" x=(percent(axis.position(now))) y=(AXIS_HEIGHT - 6) {
                        title { (self.words.text(TimelineText::Now)) " " (self.words.clock(now)) }
                        path d="M-5 0h10l-5 6z" {}
                    }
                }
            }
            @if let Some(now) = now {
                div class="tl-result" { (self.words.text(TimelineText::Now)) " " (self.words.clock(now)) }
            }
        }
    }

    /// What the layers that occur mean; nothing where there is only what was seen.
    fn legend(&self, timeline: &SessionTimeline) -> Markup {
        let any = |which: fn(&Lane) -> bool| timeline.lanes.iter().any(which);
        let occurs = [
            (TimelineText::Proven, any(|lane| !lane.proven.is_empty())),
            (TimelineText::Bridged, any(|lane| !lane.bridged.is_empty())),
            (TimelineText::Possible, any(|lane| !lane.possible.is_empty())),
            (TimelineText::Estimated, any(|lane| lane.edges.iter().any(|edge| edge.is_estimated))),
            (TimelineText::Unwatched, !timeline.unwatched.is_empty()),
            (TimelineText::Window, true),
        ];
        html! {
            ul class="tl-legend" {
                @for (text, _) in occurs.into_iter().filter(|(_, occurs)| *occurs) {
                    li {
                        svg class="tl-svg" width="28" height=(SPARKLINE.height) aria-hidden="true" {
                            (layers(&TimeAxis::new(legend_span(0, 28), self.is_rtl), &example(text), SPARKLINE, &self.hatch_id()))
                        }
                        " " (self.words.text(text))
                    }
                }
            }
        }
    }
}

/// The axis of a session: the planned time and the credit window, and what goes on beside them.
pub fn axis_of(timeline: &SessionTimeline, is_rtl: bool) -> TimeAxis {
    let whole = Span::new(
        timeline.window.from.min(timeline.planned.from),
        timeline.window.to.max(timeline.planned.to),
    );
    TimeAxis::around(whole, timeline.lanes.iter().filter_map(Lane::extent), is_rtl)
}

/// A pixel of the legend is a second.
fn legend_span(from: i64, to: i64) -> Span {
    Span::new(Timestamp::from_seconds(from), Timestamp::from_seconds(to))
}

/// A layer by itself.
fn example(text: TimelineText) -> LaneLayers {
    let mut shown = LaneLayers { most: 4, ..LaneLayers::default() };
    let whole = legend_span(0, 28);
    match text {
        TimelineText::Proven => shown.proven = vec![whole],
        TimelineText::Possible => shown.possible = vec![whole],
        TimelineText::Unwatched => shown.unwatched = vec![whole],
        TimelineText::Window => shown.window = Some(whole),
        TimelineText::Bridged => {
            shown.proven = vec![legend_span(0, 8), legend_span(20, 28)];
            shown.bridged = vec![legend_span(8, 20)];
        }
        TimelineText::Estimated => {
            shown.proven = vec![legend_span(0, 22)];
            shown.soft = vec![(legend_span(0, 22).to, EdgeSide::End)];
        }
        _ => {}
    }
    shown
}
