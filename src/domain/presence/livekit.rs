//! LiveKit's evidence → connections, and the time nobody watched the room (DESIGN.md 4.1, LiveKit).
//!
//! A connection is a participant sid. Identities recur across devices and rejoins, and events arrive late or never,
//! so nothing here pairs by identity or by order of arrival.

use std::collections::{BTreeMap, BTreeSet};

use super::connection::{Connection, End, Who};
use super::spans::Spans;
use crate::domain::evidence::livekit::{Event, Participant, Webhook};
use crate::domain::evidence::{Evidence, Observation};
use crate::domain::person::{Identity, Source};
use crate::domain::time::{Span, Timestamp};

/// What decides how long a connection nobody saw end may linger.
#[derive(Clone, Copy, Debug)]
pub struct Staleness {
    pub after: i64,
    pub scheduled_end: Timestamp,
    /// Start of the credit window: what was last seen longer than `after` before it belongs to another day.
    pub window_start: Timestamp,
    pub as_of: Timestamp,
}

impl Staleness {
    pub fn is_another_day(&self, last_proof: Timestamp) -> bool {
        last_proof < self.window_start.plus(-self.after)
    }

    /// When a connection last proven at `last_proof` counts as gone, if that moment has come.
    pub fn closes(&self, last_proof: Timestamp) -> Option<Timestamp> {
        let at = last_proof.max(self.scheduled_end).plus(self.after);
        (at <= self.as_of).then_some(at)
    }
}

/// Everything known of one room, in the order of `known_at`.
pub struct Room<'a> {
    webhooks: Vec<(&'a str, Timestamp, &'a Webhook)>,
    rosters: Vec<(&'a str, Timestamp, Vec<&'a Participant>)>,
}

/// What was seen of one participant sid.
#[derive(Default)]
struct Seen<'a> {
    events: Vec<(&'a str, Timestamp, &'a Webhook)>,
    /// In rosters, and active there; in any other state it counts as not in the roster.
    sightings: Vec<(&'a str, Timestamp)>,
    views: Vec<&'a Participant>,
}

impl<'a> Room<'a> {
    pub fn of(evidence: &[&'a Evidence], room: &str) -> Room<'a> {
        let mut found = Room { webhooks: Vec::new(), rosters: Vec::new() };
        for &one in evidence {
            match &one.observation {
                Observation::Webhook(webhook) if webhook.room.as_deref() == Some(room) => {
                    // An event without a time of its own happened at the latest when it came. It is then no proof of
                    // anybody's presence and no seen edge (law 4: a guess about when never bills).
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
        let mut by_sid: BTreeMap<&str, Seen> = BTreeMap::new();
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

        let mut starts: BTreeMap<String, BTreeSet<Timestamp>> = BTreeMap::new();
        for (sid, seen) in &by_sid {
            starts.entry(seen.identity(sid)).or_default().insert(seen.start().0);
        }
        by_sid.iter().filter_map(|(sid, seen)| self.connection(sid, seen, &starts, staleness)).collect()
    }

    /// `None` when it belongs to another day.
    fn connection(
        &self,
        sid: &str,
        seen: &Seen,
        starts: &BTreeMap<String, BTreeSet<Timestamp>>,
        staleness: Staleness,
    ) -> Option<Connection> {
        let identity = seen.identity(sid);
        let (start, start_estimated) = seen.start();
        let last_proof = seen.last_proof();
        let base = last_proof.unwrap_or(start).max(start);
        let mut evidence = seen.edges();
        let end = if let Some((at, estimated)) = seen.leave() {
            End::Seen { at: at.max(start), estimated }
        } else {
            if staleness.is_another_day(base) {
                return None;
            }
            let later = starts[&identity].iter().copied().find(|other| *other > start && *other >= base);
            let closing = [
                self.finished(seen, base),
                seen.left_untimed(base),
                later.map(|at| (at, None)),
                self.missed_twice(sid, last_proof, base),
                staleness.closes(base).map(|at| (at, None)),
            ];
            // What a skewed clock puts after `as_of` has not closed it yet.
            let come = closing.into_iter().flatten().filter(|(at, _)| *at <= staleness.as_of);
            match come.min_by_key(|(at, _)| *at) {
                Some((closed, by)) => {
                    evidence.extend(by.map(str::to_owned));
                    End::Unseen { proven: base, closed }
                }
                None => End::Open { as_of: staleness.as_of },
            }
        };
        let who = Who::Identity(Identity { source: Source::Livekit, value: identity });
        Some(Connection {
            who,
            start,
            start_estimated,
            end,
            last_proof: base,
            only_possible: false,
            evidence,
        })
    }

    /// The first `room_finished` not before `base`, of the same room sid where both are known.
    fn finished(&self, seen: &Seen, base: Timestamp) -> Option<(Timestamp, Option<&str>)> {
        let sids: BTreeSet<&str> = seen.events.iter().filter_map(|(_, _, w)| w.room_sid.as_deref()).collect();
        let same = |sid: Option<&str>| sids.is_empty() || sid.is_none_or(|sid| sids.contains(sid));
        self.webhooks
            .iter()
            .filter(|(_, at, w)| w.event == Event::RoomFinished && *at >= base && same(w.room_sid.as_deref()))
            .map(|(id, at, _)| (*at, Some(*id)))
            .min()
    }

    /// The first of two rosters in a row without this sid, both later than all its proofs.
    fn missed_twice(
        &self,
        sid: &str,
        last_proof: Option<Timestamp>,
        base: Timestamp,
    ) -> Option<(Timestamp, Option<&str>)> {
        let without = |(_, at, active): &(&str, Timestamp, Vec<&Participant>)| {
            last_proof.is_none_or(|proof| *at > proof) && !active.iter().any(|p| p.sid == sid)
        };
        self.rosters
            .windows(2)
            .find(|pair| pair[0].1 >= base && pair.iter().all(without))
            .map(|pair| (pair[0].1, Some(pair[0].0)))
    }

    /// The part of `window` nobody watched: silences longer than `after` milliseconds (0 is off), or all of it
    /// when nothing was heard inside. Its edges, or `as_of` if earlier, count as watched moments; a silence that
    /// begins with the end of the room is watched, for then nobody can be there.
    pub fn unwatched(&self, window: Span, after: i64, as_of: Timestamp) -> Spans {
        let watched_until = window.to.min(as_of);
        let events = self.webhooks.iter().filter(|(_, _, webhook)| webhook.created_at.is_some());
        let heard = events.map(|(_, at, _)| *at).chain(self.rosters.iter().map(|(_, at, _)| *at));
        let inside: BTreeSet<Timestamp> =
            heard.filter(|at| window.contains(*at) && *at <= watched_until).collect();
        if inside.is_empty() {
            return Spans::union_of([Span::new(window.from, watched_until)]);
        }
        if after == 0 {
            return Spans::default();
        }
        let finished: BTreeSet<Timestamp> = self
            .webhooks
            .iter()
            .filter(|(_, _, webhook)| webhook.event == Event::RoomFinished)
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

impl<'a> Seen<'a> {
    fn has(&self, event: Event) -> bool {
        self.events.iter().any(|(_, _, webhook)| webhook.event == event)
    }

    fn was_up(&self) -> bool {
        self.has(Event::Joined) || !self.sightings.is_empty()
    }

    fn is_machine(&self) -> bool {
        self.views.iter().any(|view| view.is_machine)
    }

    /// An attempt that was given up is no presence, and closes nothing.
    fn never_came_up(&self) -> bool {
        self.has(Event::Aborted) && !self.was_up()
    }

    /// LiveKit gives a sid one identity; should it ever show two, the smaller one, whatever the order.
    fn identity(&self, sid: &str) -> String {
        self.views.iter().filter_map(|view| view.identity.as_deref()).min().unwrap_or(sid).to_owned()
    }

    /// The start, from whichever evidence arrived, and whether it is an estimate.
    fn start(&self) -> (Timestamp, bool) {
        let exact = self.views.iter().filter_map(|view| view.joined_at_ms).min();
        let seconds = self.views.iter().filter_map(|view| view.joined_at).min();
        let joined = self.timed().filter(|(_, _, w)| w.event == Event::Joined).map(|(_, at, _)| *at).min();
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
    fn left_untimed(&self, base: Timestamp) -> Option<(Timestamp, Option<&'a str>)> {
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
        let events = self.timed().filter(|(_, _, w)| w.event != Event::Joined).map(|(id, at, _)| (*at, *id));
        events.chain(self.sightings.iter().map(|(id, at)| (*at, *id)))
    }

    fn last_proof(&self) -> Option<Timestamp> {
        self.proofs().map(|(at, _)| at).max()
    }

    /// The earliest leave; `estimated` when every leave of that moment was noticed late.
    fn leave(&self) -> Option<(Timestamp, bool)> {
        let leaves = || self.timed().filter(|(_, _, w)| w.event.is_leave());
        let at = leaves().map(|(_, at, _)| *at).min()?;
        let estimated = leaves()
            .filter(|(_, other, _)| *other == at)
            .all(|(_, _, webhook)| webhook.participant.as_ref().is_some_and(|p| p.timed_out));
        Some((at, estimated))
    }

    /// The evidence its start and its end rest on.
    fn edges(&self) -> BTreeSet<String> {
        let moves = self.events.iter().filter(|(_, _, w)| w.event != Event::Other).map(|(id, _, _)| *id);
        let last = self.proofs().max().map(|(_, id)| id);
        moves.chain(last).chain([self.first_sign().1]).map(str::to_owned).collect()
    }
}
