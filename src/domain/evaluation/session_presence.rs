//! Turns the evidence of one session into one `Timeline` per person or unmatched identity.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::evaluation::session_inputs::SessionInputs;
use crate::domain::people::{Identity, IdentityBindings, IdentityOwner};
use crate::domain::presence::connection::{Connection, ConnectionOwner};
use crate::domain::presence::credit_window::Window;
use crate::domain::presence::livekit::RoomEvidence;
use crate::domain::presence::meet::SpaceEvidence;
use crate::domain::presence::onsite::OnsitePresence;
use crate::domain::presence::spans::Spans;
use crate::domain::presence::staleness::Staleness;
use crate::domain::presence::timeline::Timeline;
use crate::domain::session::Platform;
use crate::domain::time::Span;
use crate::domain::verdict::settling::{SettleState, settle_state};

/// Who was there, sorted by whom they belong to.
pub struct SessionPresence {
    pub roster: BTreeMap<String, Timeline>,
    pub guests: BTreeMap<String, Timeline>,
    /// Identities bound to nobody yet.
    pub unmatched: BTreeMap<Identity, Timeline>,
    /// Visits at its venue about its time, whether or not they count as presence.
    pub visits: BTreeMap<String, Timeline>,
    pub unwatched: Spans,
    pub settle_state: SettleState,
    /// When anybody may have been there.
    pub possible: Spans,
}

impl SessionPresence {
    pub fn of(inputs: &SessionInputs, window: Window) -> SessionPresence {
        let SessionInputs { session, evidence, as_of, .. } = *inputs;
        let policy = &session.policy;
        let staleness = Staleness {
            after: policy.stale_after,
            vanish: policy.vanish,
            scheduled_end: session.end,
            window: window.credit,
            as_of,
        };
        let room = session.room.as_deref().map(|name| RoomEvidence::of(evidence, name));
        let space = session.meet_space.as_deref().map(|name| SpaceEvidence::of(evidence, name));
        let mut whole: Vec<Connection> = Vec::new();
        whole.extend(room.iter().flat_map(|room| room.connections(staleness)));
        whole.extend(space.iter().flat_map(|space| space.connections(staleness)));
        let completed_at = session.completed_as_of(as_of);
        let takes_part = |one: &Connection| completed_at.is_none_or(|at| one.possible().from < at);
        // Connections of identities bound to nobody (`personId: null`) are dropped first, so that an open one does not
        // keep the session from settling.
        whole.retain(|one| {
            takes_part(one) && resolve_owner(&one.owner, inputs.bindings) != IdentityOwner::Nobody
        });
        let settle_state = match inputs.has_unreadable_evidence {
            true => SettleState::Open,
            false => settle_state(session, window, &whole, space.as_ref(), as_of),
        };
        let mut connections: Vec<Connection> =
            whole.into_iter().filter_map(|one| one.cut(window.room_span)).collect();

        let online = online(&connections, inputs.bindings, window.credit);
        let onsite = OnsitePresence { session, online: &online, as_of };
        let visits = onsite.visits(evidence);
        let counted = if session.counts_visits() { visits.clone() } else { Vec::new() };
        let stated = onsite.connections(evidence).into_iter().chain(counted).filter(takes_part);
        connections.extend(stated.filter_map(|one| one.cut(window.room_span)));

        let unwatched = match (session.platform, &room) {
            (Platform::Livekit, Some(room)) => room.unwatched(window.credit, policy.unwatched_after, as_of),
            // A LiveKit session without a room has no evidence at all, so its whole window counts as unwatched.
            (Platform::Livekit, None) => {
                Spans::union_of([Span::new(window.credit.from, window.credit.to.min(as_of))])
            }
            _ => Spans::default(),
        };

        let anybody = Spans::union_of(connections.iter().map(Connection::possible));
        let mut people: BTreeMap<String, Vec<Connection>> = BTreeMap::new();
        let mut unmatched: BTreeMap<Identity, Vec<Connection>> = BTreeMap::new();
        for one in connections {
            match resolve_owner(&one.owner, inputs.bindings) {
                IdentityOwner::Person(person) => people.entry(person).or_default().push(one),
                IdentityOwner::Unmatched(identity) => unmatched.entry(identity).or_default().push(one),
                IdentityOwner::Nobody => {}
            }
        }
        let mut visitors: BTreeMap<String, Vec<Connection>> = BTreeMap::new();
        for one in visits {
            if let ConnectionOwner::Person(person) = &one.owner {
                visitors.entry(person.clone()).or_default().push(one);
            }
        }
        let (roster, others): (BTreeMap<_, _>, BTreeMap<_, _>) =
            timelines(people).into_iter().partition(|(person, _)| session.is_on_roster(person));
        SessionPresence {
            roster,
            guests: inside(others, window.credit),
            unmatched: timelines(unmatched),
            visits: timelines(visitors),
            unwatched,
            settle_state,
            possible: anybody,
        }
    }
}

fn resolve_owner(who: &ConnectionOwner, bindings: &IdentityBindings) -> IdentityOwner {
    match who {
        ConnectionOwner::Person(person) => IdentityOwner::Person(person.clone()),
        ConnectionOwner::Identity(identity) => bindings.owner_of(identity),
    }
}

/// People of the organisation with a connection on a platform in the window.
fn online(connections: &[Connection], bindings: &IdentityBindings, window: Span) -> BTreeSet<String> {
    let inside = connections.iter().filter(|one| !one.possible().intersection(window).is_empty());
    inside
        .filter_map(|one| match resolve_owner(&one.owner, bindings) {
            IdentityOwner::Person(person) => Some(person),
            IdentityOwner::Unmatched(_) | IdentityOwner::Nobody => None,
        })
        .collect()
}

fn timelines<K: Ord>(connections: BTreeMap<K, Vec<Connection>>) -> BTreeMap<K, Timeline> {
    connections.into_iter().map(|(key, list)| (key, Timeline::new(list))).collect()
}

/// Those whose presence, as far as it cannot be excluded, overlaps the window.
pub fn inside<K: Ord>(timelines: BTreeMap<K, Timeline>, window: Span) -> BTreeMap<K, Timeline> {
    timelines.into_iter().filter(|(_, timeline)| timeline.possible().overlaps(window)).collect()
}
