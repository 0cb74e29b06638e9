//! A connection: one device of somebody in one place, from its start to what is known of its end.

use std::collections::BTreeSet;

use crate::domain::people::Identity;
use crate::domain::time::{Span, Timestamp};

/// Whose connection it is, as its source says it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConnectionOwner {
    /// A platform's name for somebody; bindings tell whom it belongs to.
    Identity(Identity),
    /// A scan or a mark names the person itself.
    Person(String),
}

/// How a connection ended, as far as it is known at `as_of`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConnectionEnd {
    /// A leave event or an end time was received.
    Seen { at: Timestamp },
    /// No leave was received, or the platform noticed it late: presence is proven until `proven` and possible until
    /// `closed`.
    Unseen { proven: Timestamp, closed: Timestamp },
    /// No scan out came: by the policy it counts until the session's end.
    Assumed { at: Timestamp },
    /// Not closed at `as_of`. `proven`: until when presence is proven, which decides whether the session may settle.
    Open { proven: Timestamp, as_of: Timestamp },
}

#[derive(Clone, Debug)]
pub struct Connection {
    pub owner: ConnectionOwner,
    /// The first moment it is proven.
    pub start: Timestamp,
    pub start_estimated: bool,
    /// Earlier than `start` where its beginning was not seen: from here on it is possible.
    pub possible_from: Timestamp,
    pub end: ConnectionEnd,
    /// Set by `cut`: the proven part lies in the neighbouring session, only possible time is left in this one.
    pub only_possible: bool,
    /// Ids of the evidence its start and end were taken from.
    pub evidence_ids: BTreeSet<String>,
}

impl Connection {
    /// A connection that was seen to begin at `start`.
    pub fn new(
        who: ConnectionOwner,
        start: Timestamp,
        end: ConnectionEnd,
        evidence: BTreeSet<String>,
    ) -> Connection {
        Connection {
            owner: who,
            start,
            start_estimated: false,
            possible_from: start,
            end,
            only_possible: false,
            evidence_ids: evidence,
        }
    }

    /// The proven span. May be of zero length, never less.
    pub fn proven(&self) -> Span {
        let to = match self.end {
            ConnectionEnd::Seen { at }
            | ConnectionEnd::Assumed { at }
            | ConnectionEnd::Open { as_of: at, .. } => at,
            ConnectionEnd::Unseen { proven, .. } => proven,
        };
        Span::new(self.start, to.max(self.start))
    }

    /// The possible span from its start on.
    pub fn possible_after_start(&self) -> Span {
        match self.end {
            ConnectionEnd::Unseen { closed, .. } => Span::new(self.start, closed.max(self.start)),
            _ => self.proven(),
        }
    }

    /// The possible span before its start.
    pub fn possible_before_start(&self) -> Span {
        Span::new(self.possible_from.min(self.start), self.start)
    }

    /// The whole possible span.
    pub fn possible(&self) -> Span {
        Span::new(self.possible_before_start().from, self.possible_after_start().to)
    }

    pub fn is_open(&self) -> bool {
        matches!(self.end, ConnectionEnd::Open { .. })
    }

    pub fn is_assumed(&self) -> bool {
        matches!(self.end, ConnectionEnd::Assumed { .. })
    }

    pub fn end_estimated(&self) -> bool {
        match self.end {
            ConnectionEnd::Unseen { .. } => true,
            // An assumed end has a reason code of its own.
            ConnectionEnd::Seen { .. } | ConnectionEnd::Assumed { .. } | ConnectionEnd::Open { .. } => false,
        }
    }

    /// Whether it keeps a session whose credit window ends at `window_end` from being settled: it began before
    /// that end, and is neither closed nor proven until then.
    pub fn blocks_settling(&self, window_end: Timestamp) -> bool {
        match self.end {
            ConnectionEnd::Open { proven, .. } => self.start < window_end && proven < window_end,
            ConnectionEnd::Seen { .. } | ConnectionEnd::Unseen { .. } | ConnectionEnd::Assumed { .. } => {
                false
            }
        }
    }

    /// The part inside `share`, the period of a room or space that belongs to one session; `None` when there is none.
    /// An edge made by the cut is exact, however its true edge was known.
    pub fn cut(mut self, share: Span) -> Option<Connection> {
        let (proven, possible) = (self.proven(), self.possible());
        let before = possible.to <= share.from && self.start < share.from;
        if before || possible.from >= share.to {
            return None;
        }
        self.possible_from = possible.from.max(share.from);
        if self.start < share.from {
            self.only_possible = proven.to <= share.from;
            self.start = share.from;
            self.start_estimated = false;
        } else if self.start >= share.to {
            // Its proven part begins only after the share.
            self.only_possible = true;
            self.start = share.to;
            self.start_estimated = false;
        }
        if possible.to > share.to {
            self.end = if proven.to > share.to {
                ConnectionEnd::Seen { at: share.to }
            } else {
                ConnectionEnd::Unseen { proven: proven.to, closed: share.to }
            };
        }
        Some(self)
    }
}
