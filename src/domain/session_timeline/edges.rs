//! Where presence begins and ends, and by which evidence: the words behind each edge of a lane.
//!
//! The instants come from the connections; here only the evidence that each rests on is sorted to its start or its end.

use std::collections::{BTreeMap, BTreeSet};

use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use crate::domain::evidence::livekit::LivekitEvent;
use crate::domain::evidence::manual::Direction;
use crate::domain::evidence::{Evidence, Observation};
use crate::domain::people::Source;
use crate::domain::presence::connection::{Connection, ConnectionEnd};
use crate::domain::string_enum::string_enum_methods;
use crate::domain::time::{SECOND, Span, Timestamp};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EdgeSide {
    Start,
    End,
}

/// What happened at an edge.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Display, EnumString, IntoStaticStr, VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum EdgeKind {
    /// The platform said when they came.
    Joined,
    /// Their coming was not seen; this is the first sign of them.
    FirstSeen,
    MarkedIn,
    ScannedIn,
    /// From here on they may have been there: they went out later, and nobody saw them come.
    EntryUnseen,
    Left,
    /// The platform noticed a while later that the connection was gone.
    ConnectionLost,
    /// The connection broke before it was up, or while it was moved.
    Aborted,
    /// Until here they were seen; the end itself was not.
    LastSeen,
    RoomFinished,
    /// They left; when is not said.
    LeftUntimed,
    MissingFromRoster,
    /// The same identity came again.
    Reconnected,
    /// Nothing was heard of them for so long that they are taken to be gone.
    Stale,
    /// Meet's call ended without an end of their stay.
    CallEnded,
    MarkedOut,
    ScannedOut,
    /// They came in, and at the session's end nobody had seen them go.
    ExitUnseen,
    /// By the policy they stayed until the end.
    AssumedUntilEnd,
    /// The next session in the same room begins, or this one does.
    Boundary,
}
string_enum_methods!(EdgeKind);

/// One edge of a lane or a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaneEdge {
    pub at: Timestamp,
    pub side: EdgeSide,
    pub kind: EdgeKind,
    /// Nobody saw it happen.
    pub is_estimated: bool,
    /// By id; empty where the edge rests on the absence of evidence.
    pub evidence: Vec<EdgeEvidence>,
}

/// One piece of evidence behind an edge.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EdgeEvidence {
    pub id: String,
    pub source: Option<Source>,
}

/// What one piece of evidence says of one connection.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Says {
    Joined,
    Left,
    TimedOut,
    Aborted,
    LeftUntimed,
    RoomFinished,
    Alive,
    Roster,
    Poll,
    Mark(Direction),
    Scan(Direction),
    /// It could not be read.
    Unknown,
}

struct Sign<'a> {
    id: &'a str,
    source: Option<Source>,
    at: Option<Timestamp>,
    says: Says,
}

impl<'a> Sign<'a> {
    fn of(id: &'a str, evidence: Option<&Evidence>) -> Sign<'a> {
        let Some(one) = evidence else { return Sign { id, source: None, at: None, says: Says::Unknown } };
        let (at, says) = match &one.observation {
            Observation::Webhook(webhook) => {
                let timed_out = webhook.participant.as_ref().is_some_and(|one| one.timed_out);
                let says = match webhook.event {
                    LivekitEvent::RoomFinished => Says::RoomFinished,
                    LivekitEvent::Joined => Says::Joined,
                    event if event.is_leave() && webhook.created_at.is_none() => Says::LeftUntimed,
                    LivekitEvent::Left if timed_out => Says::TimedOut,
                    LivekitEvent::Left => Says::Left,
                    LivekitEvent::Aborted => Says::Aborted,
                    LivekitEvent::Published | LivekitEvent::Other => Says::Alive,
                };
                (webhook.created_at.unwrap_or(one.received_at), says)
            }
            Observation::Roster(_) => (one.received_at, Says::Roster),
            Observation::Poll(_) => (one.received_at, Says::Poll),
            Observation::Mark(mark) => (mark.at, Says::Mark(mark.direction)),
            Observation::Visit(visit) => (visit.at, Says::Mark(visit.direction)),
            Observation::Scan(scan) => (scan.scanned_at, Says::Scan(scan.direction)),
            Observation::Override(_) | Observation::Bind(_) => (one.received_at, Says::Unknown),
        };
        Sign { id, source: Some(one.source), at: Some(at), says }
    }

    /// Whether it is about this moment; platforms write whole seconds in one place and milliseconds in another.
    fn is_near(&self, moment: Timestamp) -> bool {
        self.at.is_some_and(|at| at.since(moment).abs() <= SECOND)
    }
}

/// What is needed beside a connection to name its edges.
pub struct EdgeNames<'a> {
    pub evidence: &'a BTreeMap<&'a str, &'a Evidence>,
    /// The credit window: where it meets the window of the next session, connections are cut.
    pub window: Span,
    /// When the connections of the same lane begin.
    pub starts: &'a BTreeSet<Timestamp>,
}

impl EdgeNames<'_> {
    /// The edges of one connection, by time; none at an end that has not come.
    pub fn edges(&self, connection: &Connection) -> Vec<LaneEdge> {
        let ids = connection.evidence_ids.iter();
        let signs: Vec<Sign> = ids.map(|id| Sign::of(id, self.evidence.get(id.as_str()).copied())).collect();
        let mut edges = self.start_edges(connection, &signs);
        edges.extend(self.end_edges(connection, &signs));
        edges
    }

    fn start_edges(&self, connection: &Connection, signs: &[Sign]) -> Vec<LaneEdge> {
        let start = connection.start;
        let mut edges = Vec::new();
        if !connection.possible_before_start().is_empty() {
            let at = connection.possible_before_start().from;
            edges.push(edge(at, EdgeSide::Start, EdgeKind::EntryUnseen, true, &[]));
        }
        let says = |wanted: &[Says]| -> Vec<&Sign> {
            signs.iter().filter(|sign| wanted.contains(&sign.says)).collect()
        };
        let into = [Says::Mark(Direction::In), Says::Scan(Direction::In)];
        let out = [Says::Mark(Direction::Out), Says::Scan(Direction::Out)];
        let joined = says(&[Says::Joined]);
        let first = signs.iter().filter(|sign| sign.at.is_some()).min_by_key(|sign| sign.at);
        let is_told = || joined.iter().chain(&says(&into)).any(|sign| sign.is_near(start));
        let (kind, behind) = if connection.only_possible || (start == self.window.from && !is_told()) {
            (EdgeKind::Boundary, Vec::new())
        } else if !says(&into).is_empty() {
            let came: Vec<&Sign> = says(&into).into_iter().filter(|sign| sign.is_near(start)).collect();
            let is_mark = came.iter().any(|sign| sign.says == Says::Mark(Direction::In));
            (if is_mark { EdgeKind::MarkedIn } else { EdgeKind::ScannedIn }, came)
        } else if !says(&out).is_empty() {
            // Only the way out is known; that edge stands at the end.
            return edges;
        } else if !joined.is_empty() {
            (EdgeKind::Joined, joined)
        } else if !says(&[Says::Poll]).is_empty() {
            (EdgeKind::Joined, says(&[Says::Poll]))
        } else if connection.start_estimated {
            (EdgeKind::FirstSeen, first.into_iter().collect())
        } else {
            (EdgeKind::Joined, first.into_iter().collect())
        };
        edges.push(edge(start, EdgeSide::Start, kind, connection.start_estimated, &behind));
        edges
    }

    fn end_edges(&self, connection: &Connection, signs: &[Sign]) -> Vec<LaneEdge> {
        let start = connection.start;
        let end = |at, kind, estimated, behind: &[&Sign]| edge(at, EdgeSide::End, kind, estimated, behind);
        match connection.end {
            ConnectionEnd::Open { .. } => Vec::new(),
            ConnectionEnd::Assumed { at } => {
                let all: Vec<&Sign> = signs.iter().collect();
                vec![end(at, EdgeKind::AssumedUntilEnd, false, &all)]
            }
            ConnectionEnd::Seen { at } => match closing(signs, at) {
                Some((kind, behind)) => vec![end(at, kind, false, &behind)],
                None if at == self.window.to => vec![end(at, EdgeKind::Boundary, false, &[])],
                // A way in of somebody whose end a platform tells: it is an instant, not a stay.
                None if at <= start => Vec::new(),
                None => {
                    let last = signs.iter().filter(|sign| sign.at.is_some()).max_by_key(|sign| sign.at);
                    vec![end(at, EdgeKind::Left, false, &Vec::from_iter(last))]
                }
            },
            ConnectionEnd::Unseen { proven, closed } => {
                let mut edges = Vec::new();
                if start < proven && proven < closed {
                    let alive = signs.iter().filter(|sign| {
                        matches!(sign.says, Says::Alive | Says::Roster | Says::Poll)
                            && sign.at.is_some_and(|at| at < closed)
                    });
                    let last = alive.max_by_key(|sign| sign.at);
                    edges.push(end(proven, EdgeKind::LastSeen, true, &Vec::from_iter(last)));
                }
                let (kind, behind) =
                    closing(signs, closed).unwrap_or_else(|| self.closed_unseen(signs, closed));
                edges.push(end(closed.max(start), kind, true, &behind));
                edges
            }
        }
    }

    /// Why a connection counts as closed where no evidence of that moment says so.
    fn closed_unseen<'s, 'a>(
        &self,
        signs: &'s [Sign<'a>],
        closed: Timestamp,
    ) -> (EdgeKind, Vec<&'s Sign<'a>>) {
        let kind = if closed == self.window.to {
            EdgeKind::Boundary
        } else if signs.iter().any(|sign| matches!(sign.says, Says::Mark(_) | Says::Scan(_))) {
            EdgeKind::ExitUnseen
        } else if signs.iter().any(|sign| sign.says == Says::Poll) {
            EdgeKind::CallEnded
        } else if self.starts.contains(&closed) {
            EdgeKind::Reconnected
        } else {
            EdgeKind::Stale
        };
        let polls = signs.iter().filter(|sign| kind == EdgeKind::CallEnded && sign.says == Says::Poll);
        (kind, polls.collect())
    }
}

/// What of the evidence says that it was over at this moment.
fn closing<'s, 'a>(signs: &'s [Sign<'a>], at: Timestamp) -> Option<(EdgeKind, Vec<&'s Sign<'a>>)> {
    const CLOSING: [(Says, EdgeKind); 8] = [
        (Says::Left, EdgeKind::Left),
        (Says::TimedOut, EdgeKind::ConnectionLost),
        (Says::Aborted, EdgeKind::Aborted),
        (Says::RoomFinished, EdgeKind::RoomFinished),
        (Says::LeftUntimed, EdgeKind::LeftUntimed),
        (Says::Mark(Direction::Out), EdgeKind::MarkedOut),
        (Says::Scan(Direction::Out), EdgeKind::ScannedOut),
        (Says::Roster, EdgeKind::MissingFromRoster),
    ];
    CLOSING.iter().find_map(|(says, kind)| {
        let behind: Vec<&Sign> = signs.iter().filter(|sign| sign.says == *says && sign.is_near(at)).collect();
        (!behind.is_empty()).then_some((*kind, behind))
    })
}

fn edge(at: Timestamp, side: EdgeSide, kind: EdgeKind, is_estimated: bool, behind: &[&Sign]) -> LaneEdge {
    let named: BTreeSet<EdgeEvidence> =
        behind.iter().map(|sign| EdgeEvidence { id: sign.id.to_owned(), source: sign.source }).collect();
    LaneEdge { at, side, kind, is_estimated, evidence: named.into_iter().collect() }
}
