//! What a try comes to, for those that make it, write it down and decide what is next.

use crate::delivery::outcome::DeliveryOutcome;
use crate::domain::notification::event::DropReason;
use crate::domain::time::Timestamp;

/// Whether a lane goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LaneStep {
    Next,
    /// The provider is away: everything else would fare the same.
    Pause,
}

/// What was sent where, and what the other side said.
#[derive(Clone, Debug)]
pub(super) struct Attempted {
    pub outcome: DeliveryOutcome,
    pub address: String,
    pub status: Option<i64>,
    pub request: Option<String>,
    pub answer: Option<String>,
    /// Browsers that took their permission back.
    pub given_up: Vec<String>,
}

/// What came of a claimed message before or at its provider.
pub(super) enum SendResult {
    Made(Attempted),
    /// Nothing was sent, and nothing will be.
    Drop(DropReason),
    /// The reader wants it later.
    Wait(Timestamp),
}
