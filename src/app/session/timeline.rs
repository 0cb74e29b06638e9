//! One session to be drawn: evaluated as of an instant, with the evidence behind every edge, reduced to what the caller
//! may see.

use std::collections::BTreeSet;

use super::evidence::{list_own_and_named, list_visits};
use super::find::{VisiblePart, find};
use crate::app::Error;
use crate::app::evaluate::evaluate_as_of;
use crate::domain::access::Scope;
use crate::domain::evidence::{Evidence, Observation};
use crate::domain::session_timeline::SessionTimeline;
use crate::domain::session_timeline::lanes::{TimelineInputs, evidence_ids};
use crate::domain::time::Timestamp;
use crate::store::Read;

/// The timeline of a session within the scope, as of `as_of`; people see their own lanes alone, the office and the
/// teacher all of them.
///
/// # Errors
/// Those of `find`, and of the store.
pub async fn session_timeline(
    read: &mut Read,
    scope: &Scope,
    id: &str,
    as_of: Timestamp,
) -> Result<SessionTimeline, Error> {
    let stored = find(read, scope, id).await?;
    let result = evaluate_as_of(read, &stored.organization_id, id, as_of).await?;
    let result = result.ok_or(Error::NotFound("session"))?;
    let ids = evidence_ids(&result.evaluation);
    let named: BTreeSet<&str> = ids.iter().map(String::as_str).collect();
    let mut found = list_own_and_named(read, &stored, as_of, &named).await?;
    let known: BTreeSet<&str> = found.iter().map(|(_, one)| one.id.as_str()).collect();
    if !named.is_subset(&known) {
        let missing: BTreeSet<&str> = named.difference(&known).copied().collect();
        found.extend(list_visits(read, &stored, as_of, &missing).await?);
    }
    let evidence: Vec<&Evidence> = found.iter().map(|(_, one)| one).collect();

    let session = &stored.session;
    let mut people: BTreeSet<&str> =
        session.students.iter().chain(&session.teacher).map(String::as_str).collect();
    people.extend(result.evaluation.guests.keys().map(String::as_str));
    people.extend(evidence.iter().filter_map(|one| author(one)));
    let names = read.people_names(&stored.organization_id, &people).await?;
    let mut timeline = SessionTimeline::of(TimelineInputs {
        session,
        evaluation: &result.evaluation,
        window: result.window,
        as_of,
        evidence: &evidence,
        names: &names,
        identity_names: &result.names,
    });
    let part = VisiblePart::of(scope, session);
    if !part.is_whole() {
        timeline.keep_people(|person| part.includes(person));
    }
    Ok(timeline)
}

fn author(evidence: &Evidence) -> Option<&str> {
    match &evidence.observation {
        Observation::Mark(mark) => Some(&mark.author),
        Observation::Override(stated) => Some(&stated.author),
        _ => None,
    }
}
