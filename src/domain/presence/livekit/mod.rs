//! LiveKit's evidence → connections, and the time in which the room was not watched (DESIGN.md 4.1, LiveKit).
//!
//! A connection is a participant sid. Identities recur across devices and rejoins, and events arrive late or never,
//! so nothing here pairs by identity or by order of arrival.

mod closing;
mod sid_history;

use std::collections::{BTreeMap, BTreeSet};

use self::closing::{ClosingEvidence, FinishedByRoomSid};
use super::connection::{Connection, ConnectionEnd, ConnectionOwner};
use super::spans::Spans;
use super::staleness::Staleness;
use crate::domain::evidence::livekit::{LivekitEvent, LivekitParticipant, Webhook};
use crate::domain::evidence::{Evidence, Observation};
use crate::domain::people::{Identity, Source};
use crate::domain::presence::livekit::sid_history::SidHistory;
use crate::domain::time::{Span, Timestamp};

/// Everything known of one room, in the order of `known_at`.
pub struct RoomEvidence<'a> {
    webhooks: Vec<(&'a str, Timestamp, &'a Webhook)>,
    rosters: Vec<(&'a str, Timestamp, Vec<&'a LivekitParticipant>)>,
}

impl<'a> RoomEvidence<'a> {
    pub fn of(evidence: &[&'a Evidence], room: &str) -> RoomEvidence<'a> {
        let mut found = RoomEvidence { webhooks: Vec::new(), rosters: Vec::new() };
        for &one in evidence {
            match &one.observation {
                Observation::Webhook(webhook) if webhook.room.as_deref() == Some(room) => {
                    // An event without a time of its own happened at the latest when it was received. It then neither
                    // proves presence nor counts as a seen start or end (law 4: a guess about when never bills).
                    found.webhooks.push((&one.id, webhook.created_at.unwrap_or(one.received_at), webhook));
                }
                Observation::Roster(roster) if roster.room == room => {
                    let active = roster.participants.iter().filter(|p| p.active).collect();
                    found.rosters.push((&one.id, one.received_at, active));
                }
                _ => {}
            }
        }
        found
    }

    /// Every connection of a person, whole: not yet cut or clipped to a session.
    pub fn connections(&self, staleness: Staleness) -> Vec<Connection> {
        let mut by_sid: BTreeMap<&'a str, SidHistory<'a>> = BTreeMap::new();
        for (id, at, webhook) in &self.webhooks {
            if let Some(participant) = &webhook.participant {
                let seen = by_sid.entry(&participant.sid).or_default();
                seen.events.push((id, *at, webhook));
                seen.views.push(participant);
            }
        }
        for (id, at, active) in &self.rosters {
            for participant in active {
                let seen = by_sid.entry(&participant.sid).or_default();
                seen.sightings.push((id, *at));
                seen.views.push(participant);
            }
        }
        by_sid.retain(|_, seen| !seen.never_came_up() && !seen.is_machine());

        let mut starts: BTreeMap<&'a str, BTreeSet<Timestamp>> = BTreeMap::new();
        for (sid, seen) in &by_sid {
            starts.entry(seen.identity(sid)).or_default().insert(seen.start().0);
        }
        let closings = ClosingEvidence { starts, finished: self.finished(), rosters: &self.rosters };
        by_sid.iter().filter_map(|(sid, seen)| connection(sid, seen, &closings, staleness)).collect()
    }

    /// Every `room_finished`, by the room sid it names.
    fn finished(&self) -> FinishedByRoomSid<'a> {
        let mut finished: FinishedByRoomSid = BTreeMap::new();
        for (id, at, webhook) in
            self.webhooks.iter().filter(|(_, _, w)| w.event == LivekitEvent::RoomFinished)
        {
            finished.entry(webhook.room_sid.as_deref()).or_default().insert((*at, *id));
        }
        finished
    }

    /// The part of `window` that was not watched: silences longer than `after` milliseconds (0 is off), or all of it
    /// when no event and no roster lies inside. Its edges, or `as_of` if earlier, count as watched moments; a silence
    /// that begins with the end of the room is watched, for then nobody can be there.
    pub fn unwatched(&self, window: Span, after: i64, as_of: Timestamp) -> Spans {
        let watched_until = window.to.min(as_of);
        let events = self.webhooks.iter().filter(|(_, _, webhook)| webhook.created_at.is_some());
        let times = events.map(|(_, at, _)| *at).chain(self.rosters.iter().map(|(_, at, _)| *at));
        let inside: BTreeSet<Timestamp> =
            times.filter(|at| window.contains(*at) && *at <= watched_until).collect();
        if inside.is_empty() {
            return Spans::union_of([Span::new(window.from, watched_until)]);
        }
        if after == 0 {
            return Spans::default();
        }
        let finished: BTreeSet<Timestamp> = self
            .webhooks
            .iter()
            .filter(|(_, _, webhook)| webhook.event == LivekitEvent::RoomFinished)
            .map(|(_, at, _)| *at)
            .collect();
        let mut moments = inside;
        moments.extend([window.from, watched_until]);
        let moments: Vec<Timestamp> = moments.into_iter().collect();
        Spans::union_of(
            moments
                .windows(2)
                .map(|pair| Span::new(pair[0], pair[1]))
                .filter(|silence| silence.millis() > after && !finished.contains(&silence.from)),
        )
    }
}

/// `None` when it belongs to another day.
fn connection<'a>(
    sid: &'a str,
    seen: &SidHistory<'a>,
    closings: &ClosingEvidence<'_, 'a>,
    staleness: Staleness,
) -> Option<Connection> {
    let identity = seen.identity(sid);
    let (start, start_estimated) = seen.start();
    let last_proof = seen.last_proof();
    let base = last_proof.unwrap_or(start).max(start);
    let leave = seen.leave().map(|(at, timed_out)| (at.max(start), timed_out));
    if staleness.is_another_day(start, leave.map_or(base, |(at, _)| at)) {
        return None;
    }
    let mut evidence = seen.edge_evidence_ids();
    // LiveKit notices a vanished client up to `vanish` late, so that much before its end is only possible; a
    // `track_published` of its own proves presence up to that event.
    let published = seen.published_until(leave.map_or(base, |(at, _)| at));
    let proven_by = |moment: Timestamp| {
        let own = published.map_or(start, |(at, _)| at);
        moment.plus(-staleness.vanish).max(own).max(start)
    };
    let end = match leave {
        Some((at, false)) => ConnectionEnd::Seen { at },
        Some((at, true)) => ConnectionEnd::Unseen { proven: proven_by(at), closed: at },
        None => {
            let come = [
                closings.finished(seen, base),
                seen.left_untimed(base),
                closings.reconnected(identity, start, base),
                closings.missing_from_two_rosters(last_proof, base),
                staleness.stale_at(base).map(|at| (at, None)),
            ];
            // Closing events dated after `as_of` (a sender's clock may be ahead) are ignored.
            let come = come.into_iter().flatten().filter(|(at, _)| *at <= staleness.as_of);
            match come.min_by_key(|(at, _)| *at) {
                Some((closed, by)) => {
                    evidence.extend(by.map(str::to_owned));
                    ConnectionEnd::Unseen { proven: proven_by(base), closed }
                }
                None => ConnectionEnd::Open { proven: proven_by(base), as_of: staleness.as_of },
            }
        }
    };
    if matches!(end, ConnectionEnd::Unseen { .. }) {
        evidence.extend(published.map(|(_, id)| id.to_owned()));
    }
    let who = ConnectionOwner::Identity(Identity { source: Source::Livekit, value: identity.to_owned() });
    Some(Connection { start_estimated, ..Connection::new(who, start, end, evidence) })
}
