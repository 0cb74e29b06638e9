//! Scans and marks → connections (DESIGN.md 4.1 and 4.2, on-site presence).

use std::collections::{BTreeMap, BTreeSet};

use super::connection::{Connection, ConnectionEnd, ConnectionOwner};
use crate::domain::evidence::manual::{Direction, Scan};
use crate::domain::evidence::{Evidence, Observation};
use crate::domain::session::Session;
use crate::domain::time::Timestamp;

/// Scans and marks of one person with the same time: evidence ids of those in and of those out.
#[derive(Default)]
struct ScansAtInstant<'a> {
    inward: BTreeSet<&'a str>,
    outward: BTreeSet<&'a str>,
}

/// What is needed beside the scans to pair them.
pub struct OnsitePresence<'a> {
    pub session: &'a Session,
    /// People seen on a platform in the session's window. For them no end is assumed, because the platform tells it.
    pub online: &'a BTreeSet<String>,
    pub as_of: Timestamp,
}

impl OnsitePresence<'_> {
    /// Presence stated for the session: from each way in to the next way out, else to the session's end. Until that end
    /// has come, a way in without a way out is open.
    pub fn connections(&self, evidence: &[&Evidence]) -> Vec<Connection> {
        self.pair_scans(evidence, |observation| match observation {
            Observation::Scan(scan) if scan.session_id.as_deref() == Some(&self.session.id) => {
                Some(of_scan(scan))
            }
            Observation::Mark(mark) if mark.session_id == self.session.id => {
                Some((&mark.person_id, mark.direction, mark.at))
            }
            _ => None,
        })
    }

    /// Visits at a venue. Whether they count for a session is its policy's decision.
    pub fn visits(&self, evidence: &[&Evidence]) -> Vec<Connection> {
        self.pair_scans(evidence, |observation| match observation {
            Observation::Scan(scan) if scan.session_id.is_none() && scan.venue_id.is_some() => {
                Some(of_scan(scan))
            }
            _ => None,
        })
    }

    fn pair_scans<'a>(
        &self,
        evidence: &[&'a Evidence],
        step: impl Fn(&'a Observation) -> Option<(&'a str, Direction, Timestamp)>,
    ) -> Vec<Connection> {
        let mut by_person: BTreeMap<&str, BTreeMap<Timestamp, ScansAtInstant>> = BTreeMap::new();
        for &one in evidence {
            if let Some((person, direction, at)) = step(&one.observation) {
                let steps = by_person.entry(person).or_default().entry(at).or_default();
                match direction {
                    Direction::In => steps.inward.insert(&one.id),
                    Direction::Out => steps.outward.insert(&one.id),
                };
            }
        }
        by_person.into_iter().flat_map(|(person, steps)| self.of_person(person, steps)).collect()
    }

    fn of_person(&self, person: &str, steps: BTreeMap<Timestamp, ScansAtInstant>) -> Vec<Connection> {
        let mut found = Vec::new();
        // Every way in since the last way out, with its evidence.
        let mut inside: Vec<(Timestamp, BTreeSet<&str>)> = Vec::new();
        let mut last_out: Option<Timestamp> = None;
        for (at, ScansAtInstant { inward, outward }) in steps {
            // Of scans at one instant, somebody who is inside goes out first, somebody who is not comes in first.
            let came_out_first = !inside.is_empty() && !outward.is_empty();
            if came_out_first {
                found.push(completed_stay(person, &inside, at, &outward));
                inside.clear();
            }
            if !inward.is_empty() {
                inside.push((at, inward));
            }
            if !came_out_first && !outward.is_empty() {
                if inside.is_empty() {
                    // There is no scan in: this person came at the earliest when they had left the last time.
                    let possible_from = last_out.unwrap_or(self.session.start).min(at);
                    let seen = connection(person, at, ConnectionEnd::Seen { at }, &outward);
                    found.push(Connection { possible_from, ..seen });
                } else {
                    found.push(completed_stay(person, &inside, at, &outward));
                    inside.clear();
                }
            }
            if !outward.is_empty() {
                last_out = Some(at);
            }
        }
        found.extend(inside.iter().map(|(at, ids)| connection(person, *at, self.end(person, *at), ids)));
        found
    }

    /// The end of a stay that began at `start` and that no way out ends.
    fn end(&self, person: &str, start: Timestamp) -> ConnectionEnd {
        let end = self.session.end;
        if self.online.contains(person) {
            ConnectionEnd::Seen { at: start }
        } else if self.as_of < end {
            ConnectionEnd::Open { proven: start, as_of: self.as_of }
        } else if start >= end {
            // Came after the end, so there is no time to assume.
            ConnectionEnd::Seen { at: start }
        } else if self.session.policy.onsite_until_end {
            ConnectionEnd::Assumed { at: end }
        } else {
            ConnectionEnd::Unseen { proven: start, closed: end }
        }
    }
}

fn of_scan(scan: &Scan) -> (&str, Direction, Timestamp) {
    (&scan.person_id, scan.direction, scan.scanned_at)
}

/// A stay from the first of these ways in to the way out at `at`.
fn completed_stay(
    person: &str,
    inside: &[(Timestamp, BTreeSet<&str>)],
    at: Timestamp,
    outward: &BTreeSet<&str>,
) -> Connection {
    let (start, inward) = &inside[0];
    connection(person, *start, ConnectionEnd::Seen { at }, &(inward | outward))
}

fn connection(person: &str, start: Timestamp, end: ConnectionEnd, ids: &BTreeSet<&str>) -> Connection {
    let evidence = ids.iter().map(|id| (*id).to_owned()).collect();
    Connection::new(ConnectionOwner::Person(person.to_owned()), start, end, evidence)
}
