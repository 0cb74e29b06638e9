//! All connections of one person in one session, as one line of time: united, bridged, clipped.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::connection::{Connection, ConnectionEnd};
use super::spans::Spans;
use crate::domain::organization::policy::Policy;
use crate::domain::time::{Span, Timestamp};

/// One stay, united over devices and bridged, not clipped to the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interval {
    pub from: Timestamp,
    /// `null` while it lasts.
    pub to: Option<Timestamp>,
    /// Its start or its end was not seen.
    pub estimated: bool,
}

/// What is known of one person in one session.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    connections: Vec<Connection>,
}

impl Timeline {
    pub fn new(connections: Vec<Connection>) -> Timeline {
        Timeline { connections }
    }

    /// Each connection for itself, in no particular order.
    pub fn connections(&self) -> &[Connection] {
        &self.connections
    }

    /// The proven spans, united.
    pub fn proven(&self) -> Spans {
        Spans::union_of(self.connections.iter().map(Connection::proven))
    }

    /// The possible spans after each start, united.
    pub fn possible_after_start(&self) -> Spans {
        Spans::union_of(self.connections.iter().map(Connection::possible_after_start))
    }

    /// The possible spans before each start, united.
    pub fn possible_before_start(&self) -> Spans {
        Spans::union_of(self.connections.iter().map(Connection::possible_before_start))
    }

    /// The possible spans, united.
    pub fn possible(&self) -> Spans {
        Spans::union_of(self.connections.iter().map(Connection::possible))
    }

    pub fn is_open(&self) -> bool {
        self.connections.iter().any(Connection::is_open)
    }

    /// Until when each connection that is open is proven.
    pub fn open_proofs(&self) -> impl Iterator<Item = Timestamp> {
        self.connections.iter().filter_map(|one| match one.end {
            ConnectionEnd::Open { proven, .. } => Some(proven),
            ConnectionEnd::Seen { .. } | ConnectionEnd::Unseen { .. } | ConnectionEnd::Assumed { .. } => None,
        })
    }

    /// Whether the session's end was taken for an end because no scan out came.
    pub fn is_assumed(&self) -> bool {
        self.connections.iter().any(Connection::is_assumed)
    }

    fn proven_connections(&self) -> impl Iterator<Item = &Connection> {
        self.connections.iter().filter(|one| !one.only_possible)
    }

    /// Whether the start or the end of a connection was not seen.
    pub fn has_unseen_edge(&self) -> bool {
        self.proven_connections().any(|one| one.start_estimated || one.end_estimated())
    }

    pub fn first_join(&self) -> Option<Timestamp> {
        self.proven_connections().map(|one| one.start).min()
    }

    /// The last proven end; `None` while any connection is open.
    pub fn last_leave(&self) -> Option<Timestamp> {
        if self.is_open() { None } else { self.proven_connections().map(|one| one.proven().to).max() }
    }

    /// Ids of the evidence that starts and ends were taken from.
    pub fn evidence_ids(&self) -> BTreeSet<String> {
        self.connections.iter().flat_map(|one| one.evidence_ids.iter().cloned()).collect()
    }

    /// The evidence of the connections for which `which` holds.
    pub fn evidence_ids_where(&self, which: impl Fn(&Connection) -> bool) -> BTreeSet<String> {
        let chosen = self.connections.iter().filter(|one| which(one));
        chosen.flat_map(|one| one.evidence_ids.iter().cloned()).collect()
    }

    /// Each stay as it counted. An edge is estimated when all connections that make it are.
    pub fn intervals(&self, grace: i64) -> Vec<Interval> {
        let mut starts: BTreeMap<Timestamp, bool> = BTreeMap::new();
        let mut ends: BTreeMap<Timestamp, IntervalEnd> = BTreeMap::new();
        for one in self.connections.iter().filter(|one| !one.proven().is_empty()) {
            *starts.entry(one.start).or_insert(true) &= one.start_estimated;
            let end = ends.entry(one.proven().to).or_insert(IntervalEnd { is_open: false, estimated: true });
            end.is_open |= one.is_open();
            end.estimated &= one.end_estimated();
        }
        let proven = self.proven();
        let stays = proven.union(&proven.bridges(grace));
        stays
            .iter()
            .map(|stay| {
                let end = &ends[&stay.to];
                Interval {
                    from: stay.from,
                    to: (!end.is_open).then_some(stay.to),
                    estimated: starts[&stay.from] || end.estimated,
                }
            })
            .collect()
    }
}

/// The end of an interval, from all connections that end at that moment.
struct IntervalEnd {
    is_open: bool,
    estimated: bool,
}

/// The time of `spans` that counts in `window`, and the bridged gaps in it. Computed alike for proven and for possible
/// time.
pub struct CreditedTime {
    pub time: Spans,
    pub bridged: Spans,
}

impl CreditedTime {
    pub fn of(spans: &Spans, policy: &Policy, window: Span) -> CreditedTime {
        let bridges = spans.bridges(policy.reconnect_grace);
        let time = if policy.credit_bridged_gaps { spans.union(&bridges) } else { spans.clone() };
        CreditedTime { time: time.clipped(window), bridged: bridges.clipped(window) }
    }
}
