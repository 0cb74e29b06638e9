//! What evidence is: one observation, who made it, when it was received, and what identifies it.

use super::livekit::{LivekitParticipant, LivekitRoster, Webhook};
use super::manual::{Bind, Mark, Override, Scan, VenueStep, VisitMark};
use super::meet::Poll;
use super::scope;
use crate::domain::people::Source;
use crate::domain::time::Timestamp;

/// What was observed.
#[derive(Clone, Debug)]
pub enum Observation {
    /// A signed delivery of a LiveKit server.
    Webhook(Webhook),
    /// LiveKit's answer to who is in a room.
    Roster(LivekitRoster),
    /// Google Meet's answer to what happened in a space.
    Poll(Poll),
    /// A code read at a reception, a door or a screen.
    Scan(Scan),
    /// A person states that somebody came or left.
    Mark(Mark),
    /// A person states that somebody came to a venue or left it.
    Visit(VisitMark),
    /// A person states the outcome.
    Override(Override),
    /// A person states whom a source's name for somebody belongs to.
    Bind(Bind),
}

/// One piece of evidence.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// A webhook's id (`webhook_id`); of everything else the SHA-256 of its JSON text, keys sorted, no spaces.
    pub id: String,
    pub source: Source,
    /// Server time of receipt. Decides what `asOf` hides and which of two manual statements is later; durations use the
    /// source's own times.
    pub received_at: Timestamp,
    /// The key by which it is found again: a room, space, session, visitor, or all binds (`scope`); `None` when it names none.
    pub scope: Option<String>,
    /// JSON text of the observation, keys sorted, no spaces. Ties are decided by it, never by the order of arrival.
    pub canonical_text: String,
    pub observation: Observation,
}

impl Observation {
    /// Its key in an item.
    pub fn kind(&self) -> &'static str {
        match self {
            Observation::Webhook(_) => "webhook",
            Observation::Roster(_) => "roster",
            Observation::Poll(_) => "poll",
            Observation::Scan(_) => "scan",
            Observation::Mark(_) => "mark",
            Observation::Visit(_) => "visit",
            Observation::Override(_) => "override",
            Observation::Bind(_) => "bind",
        }
    }

    /// What it says of somebody at a venue.
    pub fn venue_step(&self) -> Option<VenueStep<'_>> {
        match self {
            Observation::Scan(scan) => scan.venue_step(),
            Observation::Visit(visit) => Some(visit.venue_step()),
            _ => None,
        }
    }

    /// What it is about: the room, space, session, visitor or identity by which it is found again; `None` when it
    /// names none.
    fn scope(&self) -> Option<String> {
        match self {
            Observation::Webhook(webhook) => webhook.room.as_deref().map(scope::room),
            Observation::Roster(roster) => Some(scope::room(&roster.room)),
            Observation::Poll(poll) => Some(scope::space(&poll.space)),
            Observation::Scan(Scan { session_id: Some(session), .. })
            | Observation::Mark(Mark { session_id: session, .. })
            | Observation::Override(Override { session_id: session, .. }) => Some(scope::session(session)),
            Observation::Scan(scan) => scan.venue_step().map(|step| scope::visitor(step.person)),
            Observation::Visit(visit) => Some(scope::visitor(&visit.person_id)),
            Observation::Bind(_) => Some(scope::IDENTITIES.to_owned()),
        }
    }
}

impl Evidence {
    pub(super) fn new(
        id: String,
        source: Source,
        received_at: Timestamp,
        canonical_text: String,
        observation: Observation,
    ) -> Evidence {
        Evidence { id, source, received_at, scope: observation.scope(), canonical_text, observation }
    }

    /// Whom a platform names in it, each as the source's name for them and what it calls them. A display name is nobody:
    /// it is shown to the admin who decides whose the identity is, and decides nothing.
    pub fn participants(&self) -> Vec<(&str, Option<&str>)> {
        fn of_livekit(one: &LivekitParticipant) -> Option<(&str, Option<&str>)> {
            Some((one.identity.as_deref()?, one.name.as_deref()))
        }
        match &self.observation {
            Observation::Webhook(webhook) => webhook.participant.iter().filter_map(of_livekit).collect(),
            Observation::Roster(roster) => roster.participants.iter().filter_map(of_livekit).collect(),
            Observation::Poll(poll) => {
                let everybody =
                    poll.records.iter().filter_map(|record| record.participants.as_ref()).flatten();
                everybody.map(|one| (one.identity(), one.display_name.as_deref())).collect()
            }
            Observation::Scan(_)
            | Observation::Mark(_)
            | Observation::Visit(_)
            | Observation::Override(_)
            | Observation::Bind(_) => Vec::new(),
        }
    }

    /// The earliest instant in it, at the latest its receipt. Sessions that were over long before cannot be affected by it.
    pub fn earliest_instant(&self) -> Timestamp {
        let earliest = match &self.observation {
            Observation::Webhook(webhook) => webhook.earliest_instant(),
            Observation::Roster(roster) => roster.earliest_instant(),
            Observation::Poll(poll) => poll.earliest_instant(),
            // It names no session: those about then are looked for.
            Observation::Visit(visit) => Some(visit.at),
            Observation::Scan(scan) => scan.venue_step().map(|step| step.at),
            // These name the session or person they concern.
            Observation::Mark(_) | Observation::Override(_) | Observation::Bind(_) => None,
        };
        earliest.map_or(self.received_at, |at| at.min(self.received_at))
    }

    /// The key that makes evidence unique per organisation and source: the webhook id, the scan's nonce, else the digest
    /// of the item. Bundles and store use the same one.
    pub fn external_id(&self) -> &str {
        match &self.observation {
            Observation::Scan(Scan { nonce: Some(nonce), .. }) if is_valid_external_id(nonce) => nonce,
            _ => &self.id,
        }
    }

    /// Key by which `known_at` drops duplicates: source, kind and external id; for evidence without an id of its own the
    /// receipt instant and the text (an instant may be written in two ways, `…03Z` and `…03.000Z`).
    pub(super) fn duplicate_key(&self) -> (Source, &'static str, Option<Timestamp>, &str) {
        let kind = self.observation.kind();
        match &self.observation {
            Observation::Webhook(_) => (self.source, kind, None, &self.id),
            Observation::Scan(_) if self.external_id() != self.id => {
                (self.source, kind, None, self.external_id())
            }
            _ => (self.source, kind, Some(self.received_at), &self.canonical_text),
        }
    }
}

/// A webhook's own id, or the digest of its text where it has none that can be stored as an id.
pub fn webhook_id(own: Option<&str>, digest: impl FnOnce() -> String) -> String {
    own.filter(|id| is_valid_external_id(id)).map_or_else(digest, str::to_owned)
}

/// Whether a sender's text can be stored as an id: PostgreSQL refuses NUL in a text and long texts in an index.
pub fn is_valid_external_id(text: &str) -> bool {
    !text.is_empty() && text.len() <= 1_024 && !text.contains('\0')
}
