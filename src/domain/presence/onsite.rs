//! Scans and marks → connections (DESIGN.md 4.1 and 4.2, on-site presence).

use std::collections::{BTreeMap, BTreeSet};

use super::connection::{Connection, ConnectionEnd, ConnectionOwner};
use crate::domain::evidence::manual::Direction;
use crate::domain::evidence::{Evidence, Observation};
use crate::domain::session::{LONGEST_VISIT, Session};
use crate::domain::time::{HOUR, Timestamp};

/// How long after a way into a venue it says nothing of now any more, if no way out came, in milliseconds. Organisations
/// set their own limit (`visit_max_hours`), whose default this is; a bundle does not tell it.
const FORGOTTEN_AFTER: i64 = 12 * HOUR;

/// Scans and marks of one person with the same time: evidence ids of those in and of those out.
#[derive(Default)]
struct ScansAtInstant<'a> {
    inward: BTreeSet<&'a str>,
    outward: BTreeSet<&'a str>,
}

/// What is paired.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stay {
    InSession,
    /// At a venue, where somebody who was forgotten inside comes another day.
    Visit,
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
        self.pair_scans(evidence, Stay::InSession, |observation| match observation {
            Observation::Scan(scan) if scan.session_id.as_deref() == Some(&self.session.id) => {
                Some((&scan.person_id, scan.direction, scan.scanned_at))
            }
            Observation::Mark(mark) if mark.session_id == self.session.id => {
                Some((&mark.person_id, mark.direction, mark.at))
            }
            _ => None,
        })
    }

    /// Visits about the time of the session, at its venue if it names one. Whether they count for it is its policy's
    /// decision.
    pub fn visits(&self, evidence: &[&Evidence]) -> Vec<Connection> {
        let about = self.session.visit_span();
        self.pair_scans(evidence, Stay::Visit, |observation| {
            let step = observation.venue_step()?;
            let is_there = self.session.venue_id.as_deref().is_none_or(|venue| venue == step.venue);
            (is_there && about.contains(step.at)).then_some((step.person, step.direction, step.at))
        })
    }

    fn pair_scans<'a>(
        &self,
        evidence: &[&'a Evidence],
        stay: Stay,
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
        by_person.into_iter().flat_map(|(person, steps)| self.of_person(person, stay, steps)).collect()
    }

    fn of_person(
        &self,
        person: &str,
        stay: Stay,
        steps: BTreeMap<Timestamp, ScansAtInstant>,
    ) -> Vec<Connection> {
        let mut found = Vec::new();
        // Every way in since the last way out, with its evidence.
        let mut inside: Vec<(Timestamp, BTreeSet<&str>)> = Vec::new();
        let mut last_out: Option<Timestamp> = None;
        for (at, ScansAtInstant { inward, outward }) in steps {
            let forgotten_after = if outward.is_empty() { FORGOTTEN_AFTER } else { LONGEST_VISIT };
            if stay == Stay::Visit
                && inside.last().is_some_and(|(last_in, _)| at.since(*last_in) >= forgotten_after)
            {
                // Nobody saw them leave then; this is another visit.
                found.extend(self.unended(person, stay, &inside));
                inside.clear();
            }
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
        found.extend(self.unended(person, stay, &inside));
        found
    }

    /// Stays that no way out ends, one for each of these ways in.
    fn unended(&self, person: &str, stay: Stay, inside: &[(Timestamp, BTreeSet<&str>)]) -> Vec<Connection> {
        let end = |at: Timestamp| match stay {
            Stay::Visit if at.plus(FORGOTTEN_AFTER) <= self.session.start => ConnectionEnd::Seen { at },
            Stay::Visit | Stay::InSession => self.end(person, at),
        };
        inside.iter().map(|(at, ids)| connection(person, *at, end(*at), ids)).collect()
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
