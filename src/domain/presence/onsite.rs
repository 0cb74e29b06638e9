//! Scans and marks → connections (DESIGN.md 4.1 and 4.2, on-site presence).

use std::collections::BTreeMap;

use super::connection::{Connection, End, Who};
use crate::domain::evidence::statement::{Direction, Scan};
use crate::domain::evidence::{Evidence, Observation};
use crate::domain::session::Session;
use crate::domain::time::Timestamp;

/// One step over a threshold.
type Step<'a> = (Timestamp, Timestamp, Direction, &'a str);

/// Presence stated for `session`: from each way in to the next way out, else to the session's end. Until that end
/// has come, a way in without a way out is open.
pub fn connections(evidence: &[&Evidence], session: &Session, as_of: Timestamp) -> Vec<Connection> {
    stays(evidence, session, as_of, |observation| match observation {
        Observation::Scan(scan) if scan.session_id.as_deref() == Some(&session.id) => Some(of_scan(scan)),
        Observation::Mark(mark) if mark.session_id == session.id => {
            Some((&mark.person_id, mark.direction, mark.at))
        }
        _ => None,
    })
}

/// Visits at a venue. Whether they count for a session is its policy's decision.
pub fn visits(evidence: &[&Evidence], session: &Session, as_of: Timestamp) -> Vec<Connection> {
    stays(evidence, session, as_of, |observation| match observation {
        Observation::Scan(scan) if scan.session_id.is_none() && scan.venue_id.is_some() => {
            Some(of_scan(scan))
        }
        _ => None,
    })
}

fn of_scan(scan: &Scan) -> (&str, Direction, Timestamp) {
    (&scan.person_id, scan.direction, scan.scanned_at)
}

fn stays<'a>(
    evidence: &[&'a Evidence],
    session: &Session,
    as_of: Timestamp,
    step: impl Fn(&'a Observation) -> Option<(&'a str, Direction, Timestamp)>,
) -> Vec<Connection> {
    let mut by_person: BTreeMap<&str, Vec<Step>> = BTreeMap::new();
    for &one in evidence {
        if let Some((person, direction, at)) = step(&one.observation) {
            by_person.entry(person).or_default().push((at, one.received_at, direction, &one.id));
        }
    }
    let mut found = Vec::new();
    for (person, mut steps) in by_person {
        steps.sort_unstable();
        let mut inside: Option<Connection> = None;
        for (at, _, direction, id) in steps {
            match (direction, &mut inside) {
                (Direction::In, None) => inside = Some(arrived(person, at, id)),
                // Seen again inside: one stay all the same.
                (Direction::In, Some(stay)) => stay.last_proof = at,
                (Direction::Out, stay) => {
                    // Out without in says nothing about when somebody came.
                    if let Some(mut stay) = stay.take() {
                        stay.end = End::Seen { at, estimated: false };
                        stay.last_proof = at;
                        stay.evidence.insert(id.to_owned());
                        found.push(stay);
                    }
                }
            }
        }
        found.extend(inside.map(|mut stay| {
            stay.end = if as_of < session.end {
                End::Open { as_of }
            } else if stay.start < session.end {
                End::Assumed { at: session.end }
            } else {
                // Came when it was over: nothing is left to assume.
                End::Seen { at: stay.start, estimated: false }
            };
            stay
        }));
    }
    found
}

fn arrived(person: &str, at: Timestamp, id: &str) -> Connection {
    Connection {
        who: Who::Person(person.to_owned()),
        start: at,
        start_estimated: false,
        end: End::Assumed { at },
        last_proof: at,
        only_possible: false,
        evidence: [id.to_owned()].into(),
    }
}
