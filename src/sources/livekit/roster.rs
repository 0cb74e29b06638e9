//! A roster as evidence: who was in a room when LiveKit was asked.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::domain::evidence::livekit;
use crate::domain::json::canonical::{canonical_json, sha256_hex};
use crate::domain::time::Timestamp;

/// A roster ready to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterEvidence {
    /// SHA-256 of the item, which names it.
    pub id: String,
    /// SHA-256 of the observation.
    pub digest: String,
    /// The earliest instant that the roster tells anything about.
    pub since: Timestamp,
    /// The item as bundles write it, canonical.
    pub item: String,
    /// How many different people are in it; recorders, ingress, agents and hidden participants do not count.
    pub people_count: usize,
}

impl RosterEvidence {
    /// `participants` as `RoomService::participants` gives them. An empty room is an observation too.
    pub fn new(room: &str, participants: &[Value], received_at: Timestamp) -> RosterEvidence {
        let roster = json!({"room": room, "participants": participants});
        let read = livekit::LivekitRoster::parse(&roster).ok();
        let told = read.as_ref().and_then(livekit::LivekitRoster::earliest_instant);
        let people: BTreeSet<&str> = read
            .iter()
            .flat_map(|roster| &roster.participants)
            .filter(|one| !one.is_machine)
            .filter_map(|one| one.identity.as_deref())
            .collect();
        let people = people.len();
        let item = canonical_json(&json!({"source": "livekit", "receivedAt": received_at, "roster": roster}));
        RosterEvidence {
            id: sha256_hex(&item),
            digest: sha256_hex(&canonical_json(&roster)),
            since: told.map_or(received_at, |told| told.min(received_at)),
            item,
            people_count: people,
        }
    }
}
