//! The attendance of a session: as it was last evaluated, or evaluated from the evidence as of any instant.

use std::collections::BTreeSet;

use serde_json::Value;

use super::find::{VisiblePart, find};
use super::reports;
use crate::app::evaluate::{EvaluationResult, evaluate_as_of};
use crate::app::{App, Error};
use crate::domain::access::Scope;
use crate::domain::people::Identity;
use crate::domain::session::Status;
use crate::domain::time::Timestamp;
use crate::store::session::StoredSession;
use crate::store::{Read, StoreError};

/// The attendance as of an instant, reduced to what the caller may see.
pub struct Attendance {
    pub session_id: String,
    /// The instant it is valid for.
    pub as_of: Timestamp,
    pub status: Status,
    pub settled: bool,
    pub needs_review: bool,
    /// By person, as JSON: a value that another version of the program wrote is passed on as it is.
    pub reports: Vec<(String, Value)>,
    pub guests: BTreeSet<String>,
    /// With their display names.
    pub unmatched: Vec<(Identity, Option<String>)>,
}

/// The attendance of a session within the scope. Without `as_of` as it was last evaluated, as all lists and sums
/// are; else evaluated as of then, without evidence received, or a completion made, later.
pub async fn attendance(
    app: &App,
    read: &mut Read,
    scope: &Scope,
    id: &str,
    as_of: Option<Timestamp>,
) -> Result<Attendance, Error> {
    let session = find(read, scope, id).await?;
    let mut attendance = match (as_of, session.evaluated_at) {
        (None, Some(evaluated_at)) => from_stored(read, &session, evaluated_at).await?,
        // It has not been evaluated yet.
        (None, None) => {
            let as_of = app.now();
            let result = evaluate_session(read, &session, as_of).await?;
            let status = result.status_as_of(as_of);
            Attendance { status, ..from_result(result, as_of) }
        }
        (Some(as_of), _) => from_result(evaluate_session(read, &session, as_of).await?, as_of),
    };
    let part = VisiblePart::of(scope, &session.session);
    if !part.is_whole() {
        attendance.reports.retain(|(person, _)| part.includes(person));
        attendance.guests.retain(|person| part.includes(person));
        attendance.unmatched.clear();
    }
    Ok(attendance)
}

async fn from_stored(
    read: &mut Read,
    session: &StoredSession,
    evaluated_at: Timestamp,
) -> Result<Attendance, StoreError> {
    let (organization, id) = (&session.organization_id, session.session.id.as_str());
    let stored = reports::list(read, session).await?;
    let reports: Result<_, StoreError> = stored
        .into_iter()
        .map(|one| {
            let report = reports::parse(organization, &one)?;
            Ok((one.person_id, report))
        })
        .collect();
    let guests = read.list_guests(organization, id).await?;
    let unmatched = read.list_session_unmatched(organization, id).await?;
    Ok(Attendance {
        session_id: id.to_owned(),
        as_of: evaluated_at,
        status: session.status,
        settled: session.settled,
        needs_review: session.needs_review,
        reports: reports?,
        guests: guests.into_iter().collect(),
        unmatched: unmatched.into_iter().map(|one| (one.identity, one.display_name)).collect(),
    })
}

async fn evaluate_session(
    read: &mut Read,
    session: &StoredSession,
    as_of: Timestamp,
) -> Result<EvaluationResult, Error> {
    let result = evaluate_as_of(read, &session.organization_id, &session.session.id, as_of).await?;
    result.ok_or(Error::NotFound("session"))
}

fn from_result(result: EvaluationResult, as_of: Timestamp) -> Attendance {
    let EvaluationResult { evaluation, names, .. } = result;
    let written = |report| serde_json::to_value(report).expect("a report is plain values under text keys");
    Attendance {
        session_id: evaluation.session_id,
        as_of,
        status: evaluation.status,
        settled: evaluation.settled,
        needs_review: evaluation.needs_review,
        reports: evaluation.reports.iter().map(|one| (one.person_id.clone(), written(one))).collect(),
        guests: evaluation.guests.into_keys().collect(),
        unmatched: evaluation
            .unmatched
            .into_keys()
            .map(|one| (one.clone(), names.get(&one).cloned()))
            .collect(),
    }
}
