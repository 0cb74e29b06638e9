//! All connections of one person in one session, as one line of time: united, bridged, clipped.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::connection::{Connection, End};
use super::spans::Spans;
use crate::domain::policy::Policy;
use crate::domain::time::{Span, Timestamp};

/// One stay, united over devices and bridged, not clipped to the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Interval {
    #[schema(value_type = String, format = DateTime)]
    pub from: Timestamp,
    /// `null` while it lasts.
    #[schema(value_type = Option<String>, format = DateTime)]
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

    /// The proven stretches, united.
    pub fn proven(&self) -> Spans {
        Spans::union_of(self.connections.iter().map(Connection::proven))
    }

    /// The stretches that cannot be excluded, united.
    pub fn possible(&self) -> Spans {
        Spans::union_of(self.connections.iter().map(Connection::possible))
    }

    pub fn is_open(&self) -> bool {
        self.connections.iter().any(Connection::is_open)
    }

    /// Whether an end was taken from the session's for want of a scan out.
    pub fn is_assumed(&self) -> bool {
        self.connections.iter().any(|one| matches!(one.end, End::Assumed { .. }))
    }

    fn seen(&self) -> impl Iterator<Item = &Connection> {
        self.connections.iter().filter(|one| !one.only_possible)
    }

    /// Whether the start or the end of a connection was not seen.
    pub fn has_unseen_edge(&self) -> bool {
        self.seen().any(|one| one.start_estimated || one.end_estimated())
    }

    pub fn first_join(&self) -> Option<Timestamp> {
        self.seen().map(|one| one.start).min()
    }

    /// The last proven end; `None` while any connection is open.
    pub fn last_leave(&self) -> Option<Timestamp> {
        if self.is_open() { None } else { self.seen().map(|one| one.proven().to).max() }
    }

    /// What the edges rest on.
    pub fn evidence(&self) -> BTreeSet<String> {
        self.connections.iter().flat_map(|one| one.evidence.iter().cloned()).collect()
    }

    /// The evidence of the connections for which `which` holds.
    pub fn evidence_where(&self, which: impl Fn(&Connection) -> bool) -> BTreeSet<String> {
        let chosen = self.connections.iter().filter(|one| which(one));
        chosen.flat_map(|one| one.evidence.iter().cloned()).collect()
    }

    /// Each stay as it counted. An edge is estimated when all connections that make it are.
    pub fn intervals(&self, grace: i64) -> Vec<Interval> {
        let proven = self.proven();
        let stays = proven.with(&proven.bridges(grace));
        let there = || self.connections.iter().filter(|one| !one.proven().is_empty());
        stays
            .iter()
            .map(|stay| {
                let starting = || there().filter(|one| one.start == stay.from);
                let ending = || there().filter(|one| one.proven().to == stay.to);
                Interval {
                    from: stay.from,
                    to: (!ending().any(Connection::is_open)).then_some(stay.to),
                    estimated: starting().all(|one| one.start_estimated)
                        || ending().all(Connection::end_estimated),
                }
            })
            .collect()
    }
}

/// The time of `spans` that counts in `window`, and the bridged gaps in it. Both sets go this way, the proven and
/// the possible.
pub struct Credit {
    pub time: Spans,
    pub bridged: Spans,
}

impl Credit {
    pub fn of(spans: &Spans, policy: &Policy, window: Span) -> Credit {
        let bridges = spans.bridges(policy.reconnect_grace);
        let time = if policy.credit_bridged_gaps { spans.with(&bridges) } else { spans.clone() };
        Credit { time: time.clipped(window), bridged: bridges.clipped(window) }
    }
}
