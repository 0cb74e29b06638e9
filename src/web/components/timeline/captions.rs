//! Which edges of a lane are told beside it without being asked: losses and returns, and a last end that nobody saw.

use super::axis::{TimeAxis, WIDTH};
use crate::domain::session_timeline::Lane;
use crate::domain::session_timeline::edges::{EdgeKind, EdgeSide, LaneEdge};

/// How wide a lane is taken to be, in pixels; narrower ones hide captions.
const LANE_PIXELS: i64 = 640;
const CHARACTER_PIXELS: i64 = 6;
const SPACE_PIXELS: i64 = 12;

/// An edge as it is drawn.
pub struct DrawnEdge<'a> {
    pub edge: &'a LaneEdge,
    pub caption: String,
    /// Whether the caption is always shown, not only when the edge is pointed at.
    pub is_told: bool,
    /// Whether the caption stands after the edge in time, else before it.
    pub caption_follows: bool,
}

/// The edges of a lane that are on the axis, at most `most` of them, with captions that do not meet.
pub fn drawn_edges<'a>(
    axis: &TimeAxis,
    lane: &'a Lane,
    most: usize,
    caption: impl Fn(&LaneEdge, bool) -> String,
) -> Vec<DrawnEdge<'a>> {
    let first_start = lane.edges.iter().position(|edge| edge.side == EdgeSide::Start);
    let last_end = lane.edges.iter().rposition(|edge| edge.side == EdgeSide::End);
    // Up to where the width is taken by captions.
    let mut taken = 0;
    let mut drawn = Vec::new();
    for (index, edge) in lane.edges.iter().enumerate().filter(|(_, edge)| axis.shows(edge.at)).take(most) {
        let is_return = edge.side == EdgeSide::Start && Some(index) != first_start;
        let text = caption(edge, is_return);
        let is_last = Some(index) == last_end && !lane.is_open;
        let is_news = match edge.side {
            EdgeSide::Start => is_return,
            EdgeSide::End => edge.kind != EdgeKind::LastSeen && (!is_last || edge.is_estimated),
        };
        let length = i64::try_from(text.chars().count()).unwrap_or(i64::MAX / 100);
        let needed = (length * CHARACTER_PIXELS + SPACE_PIXELS).saturating_mul(WIDTH) / LANE_PIXELS;
        let place = axis.along(edge.at);
        // A loss is told before its edge and a return after it, so that a short gap has both.
        let follows = match edge.side {
            EdgeSide::Start => place + needed <= WIDTH,
            EdgeSide::End => place < needed,
        };
        let (from, to) = if follows { (place, place + needed) } else { (place - needed, place) };
        let is_told = is_news && taken <= from && to <= WIDTH;
        if is_told {
            taken = to;
        }
        drawn.push(DrawnEdge { edge, caption: text, is_told, caption_follows: follows });
    }
    drawn
}
