//! Loads sessions with the states of their people from what the last evaluation stored: three queries, however many.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::live_session::{LivePerson, LiveSession, LiveTeacher};
use crate::app::session::reports;
use crate::domain::board::person_state::{RosterPresence, SessionMoment, is_open_at};
use crate::domain::board::stored_presence::StoredPresence;
use crate::domain::time::Timestamp;
use crate::domain::verdict::outcome::Outcome;
use crate::domain::verdict::report::Part;
use crate::store::session::StoredSession;
use crate::store::{Read, StoreError};

/// The outcome and the presence of people, by session and person.
type Presences = BTreeMap<(String, String), (Outcome, StoredPresence)>;

/// These sessions of an organisation, in their order.
pub(super) async fn load(
    read: &mut Read,
    organization: &str,
    sessions: &[StoredSession],
    now: Timestamp,
) -> Result<Vec<LiveSession>, StoreError> {
    let ids: Vec<&str> = sessions.iter().map(|one| one.session.id.as_str()).collect();
    let presences = load_presences(read, organization, &ids).await?;
    let people = sessions.iter().flat_map(|one| one.session.teacher.iter().chain(&one.session.students));
    let people: BTreeSet<&str> = people.map(String::as_str).collect();
    let names = read.people_names(organization, &people).await?;
    let strangers = read.count_unmatched_of(organization, &ids).await?;
    let live = sessions.iter().map(|one| LiveSession {
        strangers: strangers.get(&one.session.id).copied().unwrap_or(0),
        ..live_session(one, &presences, &names, now)
    });
    Ok(live.collect())
}

async fn load_presences(read: &mut Read, organization: &str, ids: &[&str]) -> Result<Presences, StoreError> {
    let mut found = Presences::new();
    for stored in read.list_reports(organization, ids).await? {
        match reports::parse(organization, &stored) {
            Ok(presence) => {
                found.insert((stored.session_id, stored.person_id), (stored.outcome, presence));
            }
            // It hurts itself alone: the person is shown as one without a report.
            Err(StoreError::Corrupt(one)) => read.record_unreadable(*one),
            Err(error) => return Err(error),
        }
    }
    Ok(found)
}

fn live_session(
    stored: &StoredSession,
    presences: &Presences,
    names: &BTreeMap<String, String>,
    now: Timestamp,
) -> LiveSession {
    let session = &stored.session;
    let (start, lateness_grace, status) = (session.start, session.lateness_grace(), stored.status);
    let moment = SessionMoment { start, lateness_grace, status, now };
    let name = |id: &String| names.get(id).unwrap_or(id).clone();
    let person = |id: &String, role: Part| {
        let known = presences.get(&(session.id.clone(), id.clone()));
        let presence = RosterPresence {
            outcome: known.map(|(outcome, _)| *outcome),
            first_join_at: known.and_then(|(_, presence)| presence.first_join_at),
            is_here: known.is_some_and(|(_, presence)| is_open_at(&presence.intervals, now)),
            is_late: known.is_some_and(|(_, presence)| presence.is_late),
        };
        LivePerson {
            id: id.clone(),
            name: name(id),
            role,
            state: moment.state_of(&presence),
            outcome: presence.outcome.unwrap_or(Outcome::Unknown),
            is_late: presence.is_late,
            late_seconds: known.and_then(|(_, presence)| presence.late_seconds),
            first_join_at: presence.first_join_at,
            is_here: presence.is_here,
            stays: known.map(|(_, presence)| presence.intervals.clone()).unwrap_or_default(),
        }
    };
    let mut students: Vec<LivePerson> = session.students.iter().map(|id| person(id, Part::Student)).collect();
    students.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
    let teacher = session.teacher.iter().map(|id| person(id, Part::Teacher));
    LiveSession {
        id: session.id.clone(),
        title: stored.title.clone(),
        kind: session.kind,
        format: session.format,
        platform: session.platform,
        start,
        end: session.end,
        status,
        settled: stored.settled,
        needs_review: stored.needs_review,
        teacher: session.teacher.as_ref().map(|id| LiveTeacher { id: id.clone(), name: name(id) }),
        people: teacher.chain(students).collect(),
        strangers: 0,
        lateness_grace,
        json: OnceLock::new(),
    }
}
