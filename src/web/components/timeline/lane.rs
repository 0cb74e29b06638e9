//! One lane of the drawing: the person, the line of time, what came of it, and on request each connection.

use maud::{Markup, html};

use super::axis::TimeAxis;
use super::captions::drawn_edges;
use super::layers::{CONNECTION, LANE, LaneLayers, layers};
use super::words::{TimelineCount, TimelineText};
use super::{TimelineView, cut, cut_name};
use crate::domain::presence::spans::Spans;
use crate::domain::session_timeline::edges::{EdgeSide, LaneEdge};
use crate::domain::session_timeline::{Lane, LaneConnection, LaneOwner, SessionTimeline};
use crate::domain::time::{Span, Timestamp};

/// The longest name that is given whole in a tooltip.
const LONGEST_NAME: usize = 200;

/// How much of each lane is drawn, so that a page of many people stays a page.
#[derive(Clone, Copy, Debug)]
pub struct LaneLimits {
    pub edges: usize,
    pub connections: usize,
    pub bars: usize,
    pub rows: usize,
}

impl LaneLimits {
    /// What one of so many lanes may hold.
    pub fn of_lanes(lanes: usize) -> LaneLimits {
        let share = |whole: usize, least: usize| (whole / lanes.max(1)).max(least);
        LaneLimits {
            edges: share(1_000, 4).min(60),
            connections: share(400, 2).min(40),
            bars: share(6_000, 12).min(300),
            rows: share(1_500, 4).min(100),
        }
    }
}

/// Where proven time ends in an edge that nobody saw.
fn soft_edges(edges: &[LaneEdge], proven: &Spans) -> Vec<(Timestamp, EdgeSide)> {
    let is_end_of_proven = |edge: &&LaneEdge| {
        proven.iter().any(|span| match edge.side {
            EdgeSide::Start => span.from == edge.at,
            EdgeSide::End => span.to == edge.at,
        })
    };
    let soft = edges.iter().filter(|edge| edge.is_estimated).filter(is_end_of_proven);
    soft.map(|edge| (edge.at, edge.side)).collect()
}

impl TimelineView<'_> {
    pub(super) fn lane(
        &self,
        timeline: &SessionTimeline,
        lane: &Lane,
        axis: &TimeAxis,
        limits: LaneLimits,
    ) -> Markup {
        let shown = LaneLayers {
            window: Some(timeline.window),
            planned: Some(timeline.planned),
            unwatched: timeline.unwatched.iter().collect(),
            possible: lane.possible.iter().collect(),
            proven: lane.proven.iter().collect(),
            bridged: lane.bridged.iter().collect(),
            soft: soft_edges(&lane.edges, &lane.proven),
            now: timeline.is_running().then_some(timeline.as_of),
            most: limits.bars,
        };
        let caption = |edge: &LaneEdge, is_return: bool| self.words.edge_caption(edge, is_return);
        let edges = drawn_edges(axis, lane, limits.edges, caption);
        let class = match lane.owner {
            LaneOwner::Teacher(_) => "tl-lane tl-lane-teacher",
            LaneOwner::Student(_) => "tl-lane",
            LaneOwner::Guest(_) => "tl-lane tl-lane-guest",
            LaneOwner::Unmatched(_) => "tl-lane tl-lane-unmatched",
        };
        html! {
            div class=(class) role="group" aria-label=(cut_name(&lane.name, LONGEST_NAME)) {
                bdi class="tl-who" title=(cut_name(&lane.name, LONGEST_NAME)) { (cut_name(&lane.name, LONGEST_NAME)) }
                (self.track(axis, LANE.height, "tl-track", &html! {
                    (layers(axis, &shown, LANE, &self.hatch_id()))
                    (self.beyond(axis, lane))
                    @for drawn in &edges { (self.lane_edge(axis, drawn, LANE)) }
                    (self.flags(axis, &lane.flags, limits.edges, LANE))
                }))
                div class="tl-result" { (self.words.result(lane)) }
                (self.connections(timeline, lane, axis, limits))
            }
        }
    }

    /// A line of time. Its parts are told one by one, so that it is a group and no picture.
    pub(super) fn track(&self, axis: &TimeAxis, height: i64, class: &str, inside: &Markup) -> Markup {
        html! {
            svg class={ "tl-svg " (class) } width="100%" height=(height)
                direction=(if axis.is_rtl() { "rtl" } else { "ltr" }) { (inside) }
        }
    }

    pub(super) fn hatch_id(&self) -> String {
        let plain = self.id.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-');
        format!("{}-hatch", plain.collect::<String>())
    }

    /// Arrows at the ends where presence goes on outside of the drawing.
    fn beyond(&self, axis: &TimeAxis, lane: &Lane) -> Markup {
        let Some(extent) = lane.extent() else { return html! {} };
        let shown = axis.span();
        let arrow = |is_first: bool| {
            let is_left = is_first != axis.is_rtl();
            let (x, path) = if is_left { ("0%", "M1 0l-5 5l5 5z") } else { ("100%", "M-1 0l5 5l-5 5z") };
            html! { svg class="tl-at tl-beyond" x=(x) y=(LANE.middle() - 5) { path d=(path) {} } }
        };
        html! {
            @if extent.from < shown.from { (arrow(true)) }
            @if extent.to > shown.to { (arrow(false)) }
        }
    }

    fn connections(
        &self,
        timeline: &SessionTimeline,
        lane: &Lane,
        axis: &TimeAxis,
        limits: LaneLimits,
    ) -> Markup {
        let role = self.words.role(&lane.owner);
        let (drawn, more) = lane.connections.split_at(lane.connections.len().min(limits.connections));
        if drawn.is_empty() {
            return html! { div class="tl-more" { (role) } };
        }
        let count = self.words.count(TimelineCount::Connections, lane.connections.len());
        html! {
            details class="tl-more" {
                summary { (role) " · " (count) }
                @for one in drawn { (self.connection(timeline, one, axis)) }
                @if !more.is_empty() {
                    p class="tl-rest" { (self.words.count(TimelineCount::MoreConnections, more.len())) }
                }
            }
        }
    }

    fn connection(&self, timeline: &SessionTimeline, one: &LaneConnection, axis: &TimeAxis) -> Markup {
        let proven = Spans::union_of([one.proven]);
        // A way in or out alone is a moment, which is no span and is seen all the same.
        let moment = one.possible.is_empty().then_some(one.proven);
        let shown = LaneLayers {
            planned: Some(timeline.planned),
            possible: Spans::union_of([one.possible]).without(&proven).iter().collect(),
            proven: proven.iter().chain(moment).collect::<Vec<Span>>(),
            soft: soft_edges(&one.edges, &proven),
            now: timeline.is_running().then_some(timeline.as_of),
            most: 4,
            ..LaneLayers::default()
        };
        let label = cut(&self.words.connection(one), LONGEST_NAME);
        let last = one.edges.iter().rev().find(|edge| edge.side == EdgeSide::End);
        let ended = match (last, one.is_open) {
            (Some(edge), false) => self.words.edge_caption(edge, false),
            _ => self.words.text(TimelineText::StillThere),
        };
        html! {
            div class="tl-connection" {
                bdi class="tl-device" title=(label) { (label) }
                (self.track(axis, CONNECTION.height, "tl-track", &html! {
                    (layers(axis, &shown, CONNECTION, &self.hatch_id()))
                    @for edge in one.edges.iter().filter(|edge| axis.shows(edge.at)) {
                        (self.plain_edge(axis, edge, CONNECTION))
                    }
                }))
                div class="tl-result" { (ended) }
            }
        }
    }
}
