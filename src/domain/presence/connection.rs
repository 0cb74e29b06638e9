//! A connection: one device of somebody in one place, from its start to what is known of its end.

use std::collections::BTreeSet;

use crate::domain::person::Identity;
use crate::domain::time::{Span, Timestamp};

/// Whose connection it is, as its source says it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// A name of a platform, yet to be bound to somebody.
    Identity(Identity),
    /// A scan or a mark names the person itself.
    Person(String),
}

/// How a connection ended, as of the moment it is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Somebody saw it end. `estimated` when the platform noticed late.
    Seen { at: Timestamp, estimated: bool },
    /// Nobody saw it end: there until `proven`, and not beyond `closed`.
    Unseen { proven: Timestamp, closed: Timestamp },
    /// No out-scan came: by rule there until the session's end.
    Assumed { at: Timestamp },
    /// Not closed at `as_of`.
    Open { as_of: Timestamp },
}

#[derive(Clone, Debug)]
pub struct Connection {
    pub who: Who,
    pub start: Timestamp,
    pub start_estimated: bool,
    pub end: End,
    /// The latest proof that it was there, or its start. Decides staleness and settling.
    pub last_proof: Timestamp,
    /// After a cut: nobody saw it on this side, it only cannot be excluded there.
    pub only_possible: bool,
    /// What its edges rest on.
    pub evidence: BTreeSet<String>,
}

impl Connection {
    /// What somebody saw. May be of zero length, never less.
    pub fn proven(&self) -> Span {
        let to = match self.end {
            End::Seen { at, .. } | End::Assumed { at } | End::Open { as_of: at } => at,
            End::Unseen { proven, .. } => proven,
        };
        Span::new(self.start, to.max(self.start))
    }

    /// What cannot be excluded.
    pub fn possible(&self) -> Span {
        match self.end {
            End::Unseen { closed, .. } => Span::new(self.start, closed.max(self.start)),
            _ => self.proven(),
        }
    }

    pub fn is_open(&self) -> bool {
        matches!(self.end, End::Open { .. })
    }

    pub fn end_estimated(&self) -> bool {
        match self.end {
            End::Seen { estimated, .. } => estimated,
            End::Unseen { .. } => true,
            // An assumed end is told by a reason of its own.
            End::Assumed { .. } | End::Open { .. } => false,
        }
    }

    /// Whether it keeps a session whose credit window ends at `window_end` from being settled: it began before
    /// that end, and is neither closed nor proven until then.
    pub fn hangs_over(&self, window_end: Timestamp) -> bool {
        self.start < window_end && self.is_open() && self.last_proof < window_end
    }

    /// The part inside `share`, the stretch of a room or space that belongs to one session; `None` when there is
    /// none. An edge made by the cut is exact, however its true edge was known.
    pub fn cut(mut self, share: Span) -> Option<Connection> {
        let whole = self.possible();
        let before = whole.to <= share.from && whole.from < share.from;
        if before || whole.from >= share.to {
            return None;
        }
        let proven = self.proven().to;
        if self.start < share.from {
            self.only_possible = proven <= share.from;
            self.start = share.from;
            self.start_estimated = false;
        }
        if whole.to > share.to {
            self.end = if proven > share.to {
                End::Seen { at: share.to, estimated: false }
            } else {
                End::Unseen { proven, closed: share.to }
            };
        }
        Some(self)
    }
}
