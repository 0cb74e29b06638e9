//! What was seen of one participant sid: its start, its proofs, its leave.

use std::collections::BTreeSet;

use crate::domain::evidence::livekit::{LivekitEvent, LivekitParticipant, Webhook};
use crate::domain::time::Timestamp;

/// What was seen of one participant sid.
#[derive(Default)]
pub struct SidHistory<'a> {
    pub events: Vec<(&'a str, Timestamp, &'a Webhook)>,
    /// Rosters that show it as active; in any other state it counts as missing from the roster.
    pub sightings: Vec<(&'a str, Timestamp)>,
    pub views: Vec<&'a LivekitParticipant>,
}

impl<'a> SidHistory<'a> {
    fn has(&self, event: LivekitEvent) -> bool {
        self.events.iter().any(|(_, _, webhook)| webhook.event == event)
    }

    fn was_up(&self) -> bool {
        self.has(LivekitEvent::Joined) || !self.sightings.is_empty()
    }

    pub fn is_machine(&self) -> bool {
        self.views.iter().any(|view| view.is_machine)
    }

    /// Whether the connection was aborted before it was ever up: then it is no presence, and closes no other connection.
    pub fn never_came_up(&self) -> bool {
        self.has(LivekitEvent::Aborted) && !self.was_up()
    }

    /// LiveKit gives a sid one identity; should it ever show two, the smaller one, whatever the order.
    pub fn identity(&self, sid: &'a str) -> &'a str {
        self.views.iter().filter_map(|view| view.identity.as_deref()).min().unwrap_or(sid)
    }

    /// The start, from whichever evidence arrived, and whether it is an estimate.
    pub fn start(&self) -> (Timestamp, bool) {
        let exact = self.views.iter().filter_map(|view| view.joined_at_ms).min();
        let seconds = self.views.iter().filter_map(|view| view.joined_at).min();
        let joined =
            self.timed().filter(|(_, _, w)| w.event == LivekitEvent::Joined).map(|(_, at, _)| *at).min();
        match exact.or(seconds).or(joined) {
            Some(start) => (start, false),
            None => (self.first_sign().0, true),
        }
    }

    /// Events that say when they happened.
    fn timed(&self) -> impl Iterator<Item = &(&'a str, Timestamp, &'a Webhook)> {
        self.events.iter().filter(|(_, _, webhook)| webhook.created_at.is_some())
    }

    /// The receipt of the first leave that does not say when it was.
    pub fn left_untimed(&self, base: Timestamp) -> Option<(Timestamp, Option<&'a str>)> {
        self.events
            .iter()
            .filter(|(_, at, w)| w.created_at.is_none() && w.event.is_leave() && *at >= base)
            .map(|(id, at, _)| (*at, Some(*id)))
            .min()
    }

    fn signs(&self) -> impl Iterator<Item = (Timestamp, &'a str)> {
        let events = self.events.iter().map(|(id, at, _)| (*at, *id));
        events.chain(self.sightings.iter().map(|(id, at)| (*at, *id)))
    }

    fn first_sign(&self) -> (Timestamp, &'a str) {
        self.signs().min().expect("a sid is known by at least one event or sighting")
    }

    /// Its active sightings, and its events other than joined.
    fn proofs(&self) -> impl Iterator<Item = (Timestamp, &'a str)> {
        let events =
            self.timed().filter(|(_, _, w)| w.event != LivekitEvent::Joined).map(|(id, at, _)| (*at, *id));
        events.chain(self.sightings.iter().map(|(id, at)| (*at, *id)))
    }

    pub fn last_proof(&self) -> Option<Timestamp> {
        self.proofs().map(|(at, _)| at).max()
    }

    /// The last moment, until `moment`, at which it published a track itself.
    pub fn published_until(&self, moment: Timestamp) -> Option<(Timestamp, &'a str)> {
        let published = self.timed().filter(|(_, at, w)| w.event == LivekitEvent::Published && *at <= moment);
        published.map(|(id, at, _)| (*at, *id)).max()
    }

    /// The earliest leave, and whether every leave of that moment was noticed late.
    pub fn leave(&self) -> Option<(Timestamp, bool)> {
        let leaves = || self.timed().filter(|(_, _, w)| w.event.is_leave());
        let at = leaves().map(|(_, at, _)| *at).min()?;
        let timed_out = leaves()
            .filter(|(_, other, _)| *other == at)
            .all(|(_, _, webhook)| webhook.participant.as_ref().is_some_and(|p| p.timed_out));
        Some((at, timed_out))
    }

    /// The evidence its start and its end rest on.
    pub fn edge_evidence_ids(&self) -> BTreeSet<String> {
        let moves = self.events.iter().filter(|(_, _, w)| w.event.is_start_or_end()).map(|(id, _, _)| *id);
        let last = self.proofs().max().map(|(_, id)| id);
        moves.chain(last).chain([self.first_sign().1]).map(str::to_owned).collect()
    }
}
