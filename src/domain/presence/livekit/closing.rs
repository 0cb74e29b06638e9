//! What closes a connection for which no leave event was received.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use crate::domain::evidence::livekit::LivekitParticipant;
use crate::domain::presence::livekit::sid_history::SidHistory;
use crate::domain::time::Timestamp;

/// When something happened, and the evidence that says so.
pub type ClosedAt<'a> = (Timestamp, Option<&'a str>);

/// Moments and evidence ids, by room sid.
pub type FinishedByRoomSid<'a> = BTreeMap<Option<&'a str>, BTreeSet<(Timestamp, &'a str)>>;

/// Everything that can close a connection without a leave event, indexed for lookup by room sid, identity and time.
pub struct ClosingEvidence<'r, 'a> {
    /// Every start of each identity.
    pub starts: BTreeMap<&'a str, BTreeSet<Timestamp>>,
    pub finished: FinishedByRoomSid<'a>,
    pub rosters: &'r [(&'a str, Timestamp, Vec<&'a LivekitParticipant>)],
}

impl<'a> ClosingEvidence<'_, 'a> {
    /// The first `room_finished` not before `base`, of the same room sid where both are known.
    pub fn finished(&self, seen: &SidHistory, base: Timestamp) -> Option<ClosedAt<'a>> {
        let first = |named: &BTreeSet<(Timestamp, &'a str)>| named.range((base, "")..).next().copied();
        let sids: BTreeSet<&str> = seen.events.iter().filter_map(|(_, _, w)| w.room_sid.as_deref()).collect();
        let found = if sids.is_empty() {
            self.finished.values().filter_map(first).min()
        } else {
            let named = sids.into_iter().map(Some).chain([None]);
            named.filter_map(|sid| self.finished.get(&sid).and_then(first)).min()
        };
        found.map(|(at, id)| (at, Some(id)))
    }

    /// The first later start of the same identity that is not before `base`.
    pub fn reconnected(&self, identity: &str, start: Timestamp, base: Timestamp) -> Option<ClosedAt<'a>> {
        let starts = self.starts.get(identity)?;
        let from = if base > start { Bound::Included(base) } else { Bound::Excluded(start) };
        starts.range((from, Bound::Unbounded)).next().map(|at| (*at, None))
    }

    /// The first of two rosters in a row later than all proofs, none of them before `base`. A roster that shows the
    /// connection proves it, so that none of these does.
    pub fn missing_from_two_rosters(
        &self,
        last_proof: Option<Timestamp>,
        base: Timestamp,
    ) -> Option<ClosedAt<'a>> {
        let is_early = |at: Timestamp| at < base || last_proof.is_some_and(|proof| at <= proof);
        let first = self.rosters.partition_point(|(_, at, _)| is_early(*at));
        let [(id, at, _), _, ..] = self.rosters.get(first..)? else { return None };
        Some((*at, Some(*id)))
    }
}
