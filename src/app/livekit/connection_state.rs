//! Whether a connection to a LiveKit server works, derived from the server's last answers and webhooks.

use crate::domain::time::Timestamp;
use crate::store::livekit::health::LivekitServerHealth;

/// How a connection fares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConnectionState {
    /// The server has not said anything yet.
    Unverified,
    /// The server gave no answer the last time it was asked, or its last webhook was refused.
    Failing,
    Ok,
}

impl ConnectionState {
    pub fn of(health: &LivekitServerHealth) -> ConnectionState {
        let LivekitServerHealth { verified_at, webhook_at, answered_at, .. } = *health;
        let at = |told: &Option<(Timestamp, String)>| told.as_ref().map(|(at, _)| *at);
        let is_failing =
            at(&health.failed) > verified_at.max(answered_at) || at(&health.refused) > webhook_at;
        match verified_at.or(webhook_at).or(answered_at) {
            _ if is_failing => ConnectionState::Failing,
            None => ConnectionState::Unverified,
            Some(_) => ConnectionState::Ok,
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            ConnectionState::Unverified => "unverified",
            ConnectionState::Failing => "failing",
            ConnectionState::Ok => "ok",
        }
    }
}
