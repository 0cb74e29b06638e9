//! One session to be drawn: evaluated as of an instant, with the evidence behind every edge, reduced to what the caller
//! may see.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::evidence::{by_receipt, list_own_and_named};
use super::find::{VisiblePart, find};
use crate::app::Error;
use crate::app::evaluate::evaluate_as_of;
use crate::domain::access::Scope;
use crate::domain::evidence::{Evidence, Observation};
use crate::domain::session::Status;
use crate::domain::session_timeline::SessionTimeline;
use crate::domain::session_timeline::lanes::{TimelineInputs, evidence_ids};
use crate::domain::time::Timestamp;
use crate::store::Read;
use crate::store::session::StoredSession;

/// One session as of an instant, with everything that its page tells. All of it comes from one evaluation.
pub struct DrawnSession {
    pub session: StoredSession,
    pub status: Status,
    pub needs_review: bool,
    pub timeline: SessionTimeline,
    /// What the drawing and the reasons rest on, and what people stated, in order of receipt.
    pub evidence: Vec<(Value, Evidence)>,
    /// Of the people whom the drawing or the evidence names.
    pub names: BTreeMap<String, String>,
    /// Whether the caller may see all of it, and with it what the evidence holds, which names everybody in the room.
    pub is_whole: bool,
}

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
    Ok(drawn_session(read, scope, id, as_of).await?.timeline)
}

/// The timeline with what is told beside it, reduced in the same way.
///
/// # Errors
/// Those of `find`, and of the store.
pub async fn drawn_session(
    read: &mut Read,
    scope: &Scope,
    id: &str,
    as_of: Timestamp,
) -> Result<DrawnSession, Error> {
    let stored = find(read, scope, id).await?;
    let result = evaluate_as_of(read, &stored.organization_id, id, as_of).await?;
    let result = result.ok_or(Error::NotFound("session"))?;
    let ids = evidence_ids(&result.evaluation);
    let named: BTreeSet<&str> = ids.iter().map(String::as_str).collect();
    let mut found = list_own_and_named(read, &stored, as_of, &named).await?;
    found.sort_by(by_receipt);
    let evidence: Vec<&Evidence> = found.iter().map(|(_, one)| one).collect();

    let session = &stored.session;
    let mut people: BTreeSet<&str> =
        session.students.iter().chain(&session.teacher).map(String::as_str).collect();
    people.extend(result.evaluation.guests.keys().map(String::as_str));
    people.extend(evidence.iter().flat_map(|one| people_in(one)));
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
    let is_whole = part.is_whole();
    if !is_whole {
        timeline.keep_people(|person| part.includes(person));
        let shown = evidence_in(&timeline);
        found.retain(|(_, one)| shown.contains(one.id.as_str()));
    }
    let status = result.status_as_of(as_of);
    let needs_review = result.evaluation.needs_review;
    Ok(DrawnSession { session: stored, status, needs_review, timeline, evidence: found, names, is_whole })
}

/// The ids of the evidence that the lanes lead to.
fn evidence_in(timeline: &SessionTimeline) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for lane in &timeline.lanes {
        let edges = lane.edges.iter().chain(lane.connections.iter().flat_map(|one| &one.edges));
        ids.extend(edges.flat_map(|edge| &edge.evidence).map(|one| one.id.clone()));
        ids.extend(lane.flags.iter().map(|flag| flag.evidence_id.clone()));
        let reasons = lane.report.iter().flat_map(|report| &report.reasons);
        ids.extend(reasons.flat_map(|reason| reason.evidence.iter().cloned()));
    }
    ids
}

/// Who stated it, and of whom.
fn people_in(evidence: &Evidence) -> Vec<&str> {
    match &evidence.observation {
        Observation::Mark(mark) => vec![&mark.author, &mark.person_id],
        Observation::Override(stated) => vec![&stated.author, &stated.person_id],
        Observation::Visit(visit) => vec![&visit.author, &visit.person_id],
        Observation::Scan(scan) => vec![&scan.person_id],
        _ => Vec::new(),
    }
}
