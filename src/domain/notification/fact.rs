//! One thing that happened, ready to be told.

use serde::{Deserialize, Serialize};

use super::event::NotificationEvent;
use crate::domain::evidence::manual::Direction;
use crate::domain::money::line::Blocked;
use crate::domain::session::Kind;
use crate::domain::time::Timestamp;
use crate::domain::verdict::outcome::Outcome;

/// A fact. Its key names it for ever: the same thing found out twice is one fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    pub key: String,
    /// Whom it is about; `None` where it is about a session, or about the organisation.
    pub person_id: Option<String>,
    pub occurred_at: Timestamp,
    pub content: FactContent,
}

impl Fact {
    pub fn event(&self) -> NotificationEvent {
        self.content.event()
    }
}

/// A session, as a message names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SessionBrief {
    pub session_id: String,
    pub title: Option<String>,
    pub kind: Kind,
    pub start: Timestamp,
    pub end: Timestamp,
}

/// What was, or is, said of somebody in a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Claim {
    /// `None`: that they came, and not whether for long enough.
    pub outcome: Option<Outcome>,
    /// `None`: not late.
    pub late_seconds: Option<i64>,
}

impl Claim {
    /// Whether whoever was told this knows what is so now. Minutes count, seconds do not.
    pub fn still_holds(self, now: Claim) -> bool {
        let came = matches!(now.outcome, Some(Outcome::Present | Outcome::Partial));
        let is_outcome_right = self.outcome.map_or(came, |told| Some(told) == now.outcome);
        let minutes = |claim: Claim| claim.late_seconds.map(|seconds| seconds / 60);
        is_outcome_right && minutes(self) == minutes(now)
    }
}

/// An arrival or a departure at a venue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct VisitEdge {
    pub at: Timestamp,
    pub direction: Direction,
}

/// What a fact says, by its event. Stored as JSON, and the `data` of a webhook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum FactContent {
    Arrival {
        venue_id: String,
        at: Timestamp,
    },
    Departure {
        venue_id: String,
        at: Timestamp,
    },
    SessionArrival {
        session: SessionBrief,
        at: Timestamp,
    },
    SessionDeparture {
        session: SessionBrief,
        at: Timestamp,
    },
    Absence {
        session: SessionBrief,
    },
    Late {
        session: SessionBrief,
        at: Timestamp,
        late_seconds: i64,
    },
    Correction {
        #[serde(flatten)]
        of: Correction,
    },
    SessionCancelled {
        session: SessionBrief,
        reason: Option<String>,
    },
    SessionMoved {
        session: SessionBrief,
        previous_start: Timestamp,
        previous_end: Timestamp,
        reason: Option<String>,
    },
    LowBalance {
        subscription_id: String,
        left: i64,
    },
    MoneyHeld {
        session: SessionBrief,
        /// Why nothing is paid yet.
        blocked: Blocked,
    },
    PlatformSilent {
        /// `livekit` or `meet`.
        platform: String,
        /// The server's address, or the organiser's account.
        name: String,
        since: Option<Timestamp>,
        detail: String,
    },
}

/// What was told, what is true, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum Correction {
    Verdict {
        session: SessionBrief,
        told: Claim,
        now: Claim,
        /// Reasons of the present report, as machine words.
        reasons: Vec<String>,
        /// The words of whoever overrode it.
        statement: Option<String>,
    },
    Visit {
        venue_id: String,
        told: Vec<VisitEdge>,
        now: Vec<VisitEdge>,
    },
}

impl FactContent {
    pub fn event(&self) -> NotificationEvent {
        match self {
            FactContent::Arrival { .. } => NotificationEvent::Arrival,
            FactContent::Departure { .. } => NotificationEvent::Departure,
            FactContent::SessionArrival { .. } => NotificationEvent::SessionArrival,
            FactContent::SessionDeparture { .. } => NotificationEvent::SessionDeparture,
            FactContent::Absence { .. } => NotificationEvent::Absence,
            FactContent::Late { .. } => NotificationEvent::Late,
            FactContent::Correction { .. } => NotificationEvent::Correction,
            FactContent::SessionCancelled { .. } => NotificationEvent::SessionCancelled,
            FactContent::SessionMoved { .. } => NotificationEvent::SessionMoved,
            FactContent::LowBalance { .. } => NotificationEvent::LowBalance,
            FactContent::MoneyHeld { .. } => NotificationEvent::MoneyHeld,
            FactContent::PlatformSilent { .. } => NotificationEvent::PlatformSilent,
        }
    }

    /// The session that it is about.
    pub fn session(&self) -> Option<&SessionBrief> {
        match self {
            FactContent::SessionArrival { session, .. }
            | FactContent::SessionDeparture { session, .. }
            | FactContent::Absence { session }
            | FactContent::Late { session, .. }
            | FactContent::Correction { of: Correction::Verdict { session, .. } }
            | FactContent::SessionCancelled { session, .. }
            | FactContent::SessionMoved { session, .. }
            | FactContent::MoneyHeld { session, .. } => Some(session),
            FactContent::Arrival { .. }
            | FactContent::Departure { .. }
            | FactContent::Correction { of: Correction::Visit { .. } }
            | FactContent::LowBalance { .. }
            | FactContent::PlatformSilent { .. } => None,
        }
    }

    /// The venue that it is about.
    pub fn venue_id(&self) -> Option<&str> {
        match self {
            FactContent::Arrival { venue_id, .. }
            | FactContent::Departure { venue_id, .. }
            | FactContent::Correction { of: Correction::Visit { venue_id, .. } } => Some(venue_id),
            _ => None,
        }
    }

    /// What it says of somebody's verdict, where it does.
    pub fn claim(&self) -> Option<Claim> {
        match self {
            FactContent::Absence { .. } => Some(Claim { outcome: Some(Outcome::Absent), late_seconds: None }),
            FactContent::Late { late_seconds, .. } => {
                Some(Claim { outcome: None, late_seconds: Some(*late_seconds) })
            }
            FactContent::Correction { of: Correction::Verdict { now, .. } } => Some(*now),
            _ => None,
        }
    }
}
