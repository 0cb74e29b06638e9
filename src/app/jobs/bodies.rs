//! The bodies of the jobs that evaluate and that ask the platforms, each with its counts by organisation. A body names
//! every count though there was nothing to do.

use crate::app::App;
use crate::app::checkin::forgotten::close_forgotten;
use crate::app::evaluate::{EvaluationCounts, evaluate_waiting_by_organization};
use crate::app::jobs::run_errors::RunErrors;
use crate::app::jobs::run_result::{Counts, RunResult};
use crate::app::livekit::RoomPollError;
use crate::app::livekit::participant_poll::{RoomPollOutcome, poll_due_rooms};
use crate::app::meet::PollOutcome;
use crate::app::meet::poll::{PollKind, poll_due};
use crate::app::organization::problems;
use crate::app::subscription::lapse::lapse_ended;
use crate::store::StoreError;

/// Body of the job `sessions`: evaluates everything that waits, lets subscriptions lapse that have ended, closes forgotten
/// visits, and brings the list of unreadable rows up to date.
pub async fn evaluate(app: &App, only: Option<&str>) -> Result<RunResult, StoreError> {
    let mut result = RunResult::from(EvaluationCounts::default().counts());
    for (organization, counts) in evaluate_waiting_by_organization(app, only).await? {
        result.add(&organization, counts.counts(), RunErrors::default());
    }
    result.add("", Counts::from([("lapsed", 0)]), RunErrors::default());
    for (organization, lapsed) in lapse_ended(app, only).await? {
        result.add(&organization, Counts::from([("lapsed", lapsed)]), RunErrors::default());
    }
    result.add("", Counts::from([("visits_closed", 0)]), RunErrors::default());
    for (organization, closed) in close_forgotten(app, only).await? {
        result.add(&organization, Counts::from([("visits_closed", closed)]), RunErrors::default());
    }
    problems::update_list(app).await?;
    Ok(result)
}

/// Body of the jobs `meet_poll` and `meet_retry`: reads the Meet spaces of the sessions that are due.
pub async fn poll_meet(app: &App, kind: PollKind, only: Option<&str>) -> Result<RunResult, StoreError> {
    let mut result = RunResult::from(PollOutcome::default().counts());
    for (organization, outcome) in poll_due(app, kind, only).await? {
        result.add(&organization, outcome.counts(), outcome.problems);
    }
    Ok(result)
}

/// Body of the job `livekit_roster`: asks the LiveKit servers who is in the rooms of sessions that are on.
pub async fn poll_livekit_rooms(app: &App, only: Option<&str>) -> Result<RunResult, RoomPollError> {
    let mut result = RunResult::from(RoomPollOutcome::default().counts());
    for (organization, outcome) in poll_due_rooms(app, only).await? {
        result.add(&organization, outcome.counts(), outcome.problems);
    }
    Ok(result)
}
