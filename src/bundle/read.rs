//! Parses a bundle: first its shape, then the references between its parts. Every error names the path of the key.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::Bundle;
use super::format::{BundleDocument, BundlePerson, BundleSession};
use crate::domain::evidence::{Evidence, Observation, known_at};
use crate::domain::json::parse::{Malformed, parse_strict};
use crate::domain::money::line::PricingContext;
use crate::domain::money::rate::{self, Rate, RateScope};
use crate::domain::money::written_rate::WrittenRate;
use crate::domain::organization::policy::{Policy, PolicyPatch};
use crate::domain::people::Identity;
use crate::domain::presence::credit_window::check_rooms;
use crate::domain::session::Session;

/// Policies have no versions in a bundle.
const POLICY_VERSION: i64 = 1;

impl Bundle {
    /// Reads a bundle's text.
    ///
    /// # Errors
    /// The path of the first key that is wrong, and what is wrong with it.
    pub fn read(text: &str) -> Result<Bundle, Malformed> {
        let value: Value =
            serde_json::from_str(text).map_err(|e| Malformed::new("", format!("not JSON: {e}")))?;
        // Serde would take a list for the fields in their order.
        if !value.is_object() {
            return Err(Malformed::new("", "expected an object, as docs/BUNDLES.md shows it"));
        }
        let file: BundleDocument = parse_strict(&value)?;
        if file.rollcall_bundle != 1 {
            return Err(Malformed::new(
                "rollcallBundle",
                format!("{} is not a version known here (1)", file.rollcall_bundle),
            ));
        }
        let identities = people(&file.people)?;
        let ids: BTreeSet<&str> = file.people.iter().map(|person| person.id.as_str()).collect();
        let sessions = sessions(&file.sessions, &file.organization.policy, &ids)?;
        let rates = rates(&file.rates, &ids)?;
        let evidence = evidence(&file, &ids)?;
        Ok(Bundle {
            as_of: file.as_of,
            pricing: PricingContext {
                currency: file.organization.currency,
                time_zone: file.organization.time_zone,
                rates,
            },
            identities,
            sessions,
            coverage: file.sessions.into_iter().map(|one| (one.id, one.covered_by)).collect(),
            evidence: known_at(evidence, file.as_of),
        })
    }
}

/// The identities written with people; one belongs to one person.
fn people(people: &[BundlePerson]) -> Result<Vec<(Identity, String)>, Malformed> {
    let mut ids = BTreeSet::new();
    let mut owners: BTreeMap<&Identity, &str> = BTreeMap::new();
    for (index, person) in people.iter().enumerate() {
        if !ids.insert(&person.id) {
            return Err(Malformed::new(
                format!("people[{index}].id"),
                format!("{:?} is there twice", person.id),
            ));
        }
        for (place, identity) in person.identities.iter().enumerate() {
            match owners.insert(identity, &person.id) {
                Some(owner) if owner != person.id => {
                    let path = format!("people[{index}].identities[{place}]");
                    let problem =
                        format!("{} {:?} belongs to {owner:?} already", identity.source, identity.value);
                    return Err(Malformed::new(path, problem));
                }
                _ => {}
            }
        }
    }
    Ok(owners.into_iter().map(|(identity, owner)| (identity.clone(), owner.to_owned())).collect())
}

fn sessions(
    files: &[BundleSession],
    policy: &PolicyPatch,
    people: &BTreeSet<&str>,
) -> Result<Vec<Session>, Malformed> {
    let mut ids = BTreeSet::new();
    let mut sessions = Vec::with_capacity(files.len());
    for (index, file) in files.iter().enumerate() {
        let wrong = |key: &str, problem: String| Malformed::new(format!("sessions[{index}].{key}"), problem);
        if !ids.insert(&file.id) {
            return Err(wrong("id", format!("{:?} is there twice", file.id)));
        }
        if file.end <= file.start {
            return Err(wrong("end", format!("{} is not after the start {}", file.end, file.start)));
        }
        if let Some(at) = file.completed_at.filter(|at| *at <= file.start) {
            return Err(wrong("completedAt", format!("{at} is not after the start {}", file.start)));
        }
        let mut roster = BTreeSet::new();
        let teacher = file.teacher.iter().map(|id| ("teacher".to_owned(), id));
        let students = file.students.iter().enumerate().map(|(place, id)| (format!("students[{place}]"), id));
        for (key, id) in teacher.chain(students) {
            if !people.contains(id.as_str()) {
                return Err(wrong(&key, format!("{id:?} is not among people")));
            }
            if !roster.insert(id) {
                return Err(wrong(&key, format!("{id:?} is on the roster twice")));
            }
        }
        if let Some(id) = file.covered_by.keys().find(|id| !file.students.contains(id)) {
            return Err(wrong("coveredBy", format!("{id:?} is not among its students")));
        }
        sessions.push(session(file, policy));
    }
    check_rooms(&sessions).map_err(|taken| {
        let index = sessions.iter().position(|session| session.id == taken.second).unwrap_or_default();
        Malformed::new(format!("sessions[{index}]"), format!("room_taken: {taken}"))
    })?;
    Ok(sessions)
}

fn session(file: &BundleSession, policy: &PolicyPatch) -> Session {
    Session {
        id: file.id.clone(),
        kind: file.kind,
        format: file.format,
        platform: file.platform,
        room: file.room.clone(),
        meet_space: file.meet_space.clone(),
        venue_id: file.venue_id.clone(),
        start: file.start,
        end: file.end,
        teacher: file.teacher.clone(),
        students: file.students.clone(),
        cancelled: file.cancelled,
        completed_at: file.completed_at,
        policy: Policy::from_patch(&policy.with(&file.policy)),
        policy_version: POLICY_VERSION,
    }
}

fn rates(files: &[WrittenRate], people: &BTreeSet<&str>) -> Result<Vec<Rate>, Malformed> {
    let mut rates = Vec::with_capacity(files.len());
    for (index, file) in files.iter().enumerate() {
        let wrong = |key: &str, problem: String| Malformed::new(format!("rates[{index}]{key}"), problem);
        let rate = file.to_rate().map_err(|error| wrong("", error.to_string()))?;
        if let RateScope::Person(id) = &rate.scope
            && !people.contains(id.as_str())
        {
            return Err(wrong(".personId", format!("{id:?} is not among people")));
        }
        rates.push(rate);
    }
    rate::check_duplicate_rates(&rates).map_err(|ambiguous| {
        Malformed::new(format!("rates[{}].validFrom", ambiguous.index), ambiguous.to_string())
    })?;
    Ok(rates)
}

fn evidence(file: &BundleDocument, people: &BTreeSet<&str>) -> Result<Vec<Evidence>, Malformed> {
    let sessions: BTreeSet<&str> = file.sessions.iter().map(|session| session.id.as_str()).collect();
    let known_person = |id: &str| {
        people.contains(id).then_some(()).ok_or(("personId", format!("{id:?} is not among people")))
    };
    let known_session = |id: &str| {
        sessions.contains(id).then_some(()).ok_or(("sessionId", format!("{id:?} is not among sessions")))
    };
    file.evidence
        .iter()
        .enumerate()
        .map(|(index, item)| {
            let one = Evidence::parse(item).map_err(|error| error.under(&format!("evidence[{index}]")))?;
            let (kind, checked) = match &one.observation {
                Observation::Scan(scan) => (
                    "scan",
                    known_person(&scan.person_id)
                        .and_then(|()| scan.session_id.as_deref().map_or(Ok(()), known_session)),
                ),
                Observation::Mark(mark) => {
                    ("mark", known_person(&mark.person_id).and_then(|()| known_session(&mark.session_id)))
                }
                Observation::Visit(visit) => ("visit", known_person(&visit.person_id)),
                Observation::Override(stated) => (
                    "override",
                    known_person(&stated.person_id).and_then(|()| known_session(&stated.session_id)),
                ),
                Observation::Bind(bind) => ("bind", bind.person_id.as_deref().map_or(Ok(()), known_person)),
                Observation::Webhook(_) | Observation::Roster(_) | Observation::Poll(_) => return Ok(one),
            };
            checked.map_err(|(key, problem)| {
                Malformed::new(format!("evidence[{index}].{kind}.{key}"), problem)
            })?;
            Ok(one)
        })
        .collect()
}
