//! When a connection without a leave event is taken to be over, and which connections belong to another day.

use crate::domain::time::{Span, Timestamp};

/// How long a connection without a leave may last, and which connections belong to another day.
#[derive(Clone, Copy, Debug)]
pub struct Staleness {
    pub after: i64,
    /// How late a client that vanished is noticed.
    pub vanish: i64,
    pub scheduled_end: Timestamp,
    /// The credit window: what begins or was last seen longer than `after` away from it belongs to another day.
    pub window: Span,
    pub as_of: Timestamp,
}

impl Staleness {
    pub fn is_another_day(&self, start: Timestamp, last_moment: Timestamp) -> bool {
        self.window.from.since(last_moment) > self.after || start.since(self.window.to) > self.after
    }

    /// When a connection last proven at `last_proof` counts as gone, if that moment has come.
    pub fn stale_at(&self, last_proof: Timestamp) -> Option<Timestamp> {
        let at = last_proof.max(self.scheduled_end).plus(self.after);
        (at <= self.as_of).then_some(at)
    }
}
