//! What an evaluation says of a session's life, and what the ledger of subscriptions looks at.

use crate::app::subscription::ledger::SessionFacts;
use crate::domain::evaluation::Evaluation;
use crate::domain::session::Status;
use crate::store::session::StoredSession;

/// The status of a session after an evaluation: forward along DESIGN.md 4.3, and between completed and absent as
/// the learner's verdict says. What a person decided (cancelled, completed) is not taken back, nor is ready.
pub(super) fn next_status(stood: Status, found: Status, is_ready: bool) -> Status {
    match (stood, found) {
        (Status::Scheduled, Status::Scheduled) if is_ready => Status::Ready,
        (Status::Cancelled | Status::Unscheduled, _) => stood,
        (_, Status::Scheduled | Status::Cancelled) => stood,
        (Status::Completed | Status::Absent, Status::Ongoing) => stood,
        _ => found,
    }
}

/// What the ledger of subscriptions looks at.
pub(super) fn session_facts<'a>(stored: &'a StoredSession, evaluation: &'a Evaluation) -> SessionFacts<'a> {
    SessionFacts {
        session: &stored.session,
        // Whether it is ready is nothing to the ledger.
        status: next_status(stored.status, evaluation.status, false),
        settled: evaluation.settled,
        outcomes: evaluation.reports.iter().map(|one| (one.person_id.as_str(), one.outcome)).collect(),
    }
}
