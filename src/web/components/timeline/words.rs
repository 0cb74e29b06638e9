//! What a timeline says: one method for each kind of text, so that a language can put its words in its own order.

use maud::Markup;

use crate::domain::session_timeline::edges::LaneEdge;
use crate::domain::session_timeline::flags::LaneFlag;
use crate::domain::session_timeline::sketch::LaneSketch;
use crate::domain::session_timeline::{Lane, LaneConnection, LaneOwner, SessionTimeline};
use crate::domain::time::Timestamp;

/// Fixed texts: what the layers mean, and the headings of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::VariantArray)]
pub enum TimelineText {
    /// Seen to be there.
    Proven,
    /// May have been there.
    Possible,
    /// A short gap that counts.
    Bridged,
    /// An edge that nobody saw.
    Estimated,
    /// Nobody watched the room.
    Unwatched,
    /// What of the time counts.
    Window,
    Now,
    /// Opens the table.
    AsTable,
    Who,
    From,
    To,
    What,
    Length,
    Evidence,
    /// In the table, whom unwatched time concerns.
    Everybody,
    /// In the table, instead of an end.
    StillThere,
    NothingKnown,
}

/// Things that are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimelineCount {
    /// "2 connections"
    Connections,
    /// "and 14 more connections", which are not drawn.
    MoreConnections,
    /// "and 14 more rows", which are not written.
    MoreRows,
}

/// The words of one language, with the zone of the organisation. Names, identities and reasons inside of a text were
/// written by anybody: isolate them (U+2068 … U+2069).
pub trait TimelineWords {
    /// "16:00", below the drawing.
    fn clock(&self, at: Timestamp) -> String;
    /// "16:25:19"
    fn exact_clock(&self, at: Timestamp) -> String;
    /// How far the local clock is ahead of UTC, so that ticks stand at whole local times.
    fn utc_offset_millis(&self, at: Timestamp) -> i64;
    /// "41:19", of milliseconds.
    fn duration(&self, millis: i64) -> String;
    fn text(&self, text: TimelineText) -> String;
    fn count(&self, what: TimelineCount, count: usize) -> String;
    /// "Teacher", "Student", "Guest", "Not matched"
    fn role(&self, owner: &LaneOwner) -> String;
    /// The whole of an edge: "17:26:19, left (connection lost), seen by LiveKit, EV_…".
    fn edge(&self, edge: &LaneEdge) -> String;
    /// An edge beside the drawing: "lost 16:25:19"; `is_return` when they had been there before: "back 16:29:00".
    fn edge_caption(&self, edge: &LaneEdge, is_return: bool) -> String;
    /// "Marked in at 16:01:00 by Aisha Rahman", "Excused by … on …: ill".
    fn flag(&self, flag: &LaneFlag) -> String;
    /// What a bar of a connection is called: "LiveKit · layla-phone".
    fn connection(&self, connection: &LaneConnection) -> String;
    /// What came of it, beside the lane: shape and word of the outcome, credited time, what is bridged or estimated.
    fn result(&self, lane: &Lane) -> Markup;
    /// The drawing in a sentence or two, for those who do not see it.
    fn summary(&self, timeline: &SessionTimeline) -> String;
    /// The same of a sketch: "41 of 45 minutes; there from 16:01 to 16:45".
    fn sketch(&self, sketch: &LaneSketch) -> String;
}
