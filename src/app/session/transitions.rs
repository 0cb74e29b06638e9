//! State transitions of a session made by a person (DESIGN.md 4.3): cancelling, completing, marking the learner absent,
//! another time, another teacher. Each locks the session row, so of two concurrent ones the second sees the first one's result.

use serde_json::{Value, json};

use super::booking;
use super::create::{check_times, find_organization, subject};
use super::find::{credit_window, find};
use crate::app::Error;
use crate::app::actor::ActorContext;
use crate::app::ingest::manual::record_manual_statement;
use crate::app::notify::tell::plans;
use crate::app::subscription::ledger;
use crate::domain::evidence::manual::Override;
use crate::domain::session::Session;
use crate::domain::session::lifecycle::Transition;
use crate::domain::time::Timestamp;
use crate::domain::verdict::outcome::Verdict;
use crate::store::Write;
use crate::store::session::StoredSession;

/// Cancels a session that has not begun. It does not count: nobody owes or earns anything for it.
pub async fn cancel(
    write: &mut Write,
    actor: &ActorContext,
    id: &str,
    reason: Option<&str>,
) -> Result<StoredSession, Error> {
    make_transition(write, actor, id, TransitionRequest::Cancel, reason).await
}

/// Ends an ongoing session now: later presence does not count, and learners are measured as if this had been the
/// planned end.
pub async fn complete(
    write: &mut Write,
    actor: &ActorContext,
    id: &str,
    reason: Option<&str>,
) -> Result<StoredSession, Error> {
    make_transition(write, actor, id, TransitionRequest::Complete, reason).await
}

/// Marks the only learner absent by an override, and completes the session if it was not over.
pub async fn mark_absent(
    write: &mut Write,
    actor: &ActorContext,
    id: &str,
    reason: Option<&str>,
) -> Result<StoredSession, Error> {
    make_transition(write, actor, id, TransitionRequest::MarkAbsent, reason).await
}

/// Moves a session that has not begun to another time. Without `end` it keeps its length.
pub async fn reschedule(
    write: &mut Write,
    actor: &ActorContext,
    id: &str,
    start: Timestamp,
    end: Option<Timestamp>,
    reason: Option<&str>,
) -> Result<StoredSession, Error> {
    // Lock order: timetable first, then the session, as in `create`; the reverse order could deadlock.
    write.lock_timetable(actor.organization()).await?;
    make_transition(write, actor, id, TransitionRequest::Reschedule(start, end), reason).await
}

/// Gives a session that is not over to another teacher, who is paid for it and gets its join tokens from now on.
///
/// # Errors
/// Those of `booking::check` about the new teacher.
pub async fn substitute(
    write: &mut Write,
    actor: &ActorContext,
    id: &str,
    teacher: &str,
    reason: Option<&str>,
) -> Result<StoredSession, Error> {
    write.lock_timetable(actor.organization()).await?;
    make_transition(write, actor, id, TransitionRequest::Substitute(teacher), reason).await
}

/// A transition with what it needs to be told.
#[derive(Clone, Copy)]
enum TransitionRequest<'a> {
    Cancel,
    Complete,
    MarkAbsent,
    Reschedule(Timestamp, Option<Timestamp>),
    Substitute(&'a str),
}

impl TransitionRequest<'_> {
    fn kind(self) -> Transition {
        match self {
            TransitionRequest::Cancel => Transition::Cancel,
            TransitionRequest::Complete => Transition::Complete,
            TransitionRequest::MarkAbsent => Transition::MarkAbsent,
            TransitionRequest::Reschedule(..) => Transition::Reschedule,
            TransitionRequest::Substitute(_) => Transition::Substitute,
        }
    }

    /// How the audit log names it.
    fn audit_action(self) -> &'static str {
        match self {
            TransitionRequest::Cancel => "session.cancelled",
            TransitionRequest::Complete => "session.completed",
            TransitionRequest::MarkAbsent => "session.marked_absent",
            TransitionRequest::Reschedule(..) => "session.rescheduled",
            TransitionRequest::Substitute(_) => "session.substituted",
        }
    }
}

async fn make_transition(
    write: &mut Write,
    actor: &ActorContext,
    id: &str,
    request: TransitionRequest<'_>,
    reason: Option<&str>,
) -> Result<StoredSession, Error> {
    write.lock_session(actor.organization(), id).await?;
    write.share_subscriptions(actor.organization()).await?;
    let before = find(write, &actor.scope, id).await?;
    let status = request
        .kind()
        .apply(before.status)
        .map_err(|refused| Error::conflict("illegal_transition", refused.to_string()))?;
    let mut after = before.clone();
    after.status = status;
    apply(write, actor, &mut after, request, reason).await?;
    if !write.update_session(&after, actor.now).await? {
        return Err(busy());
    }
    ledger::follow_session(write, &after, actor.now).await?;
    plans::tell(write, &before, &after, reason, actor.now).await?;
    let detail = json!({
        "from": before.status, "to": after.status, "reason": reason,
        "before": planned(&before), "after": planned(&after),
    });
    actor.record_audit(write, request.audit_action(), subject(id), detail).await?;
    Ok(after)
}

/// What a transition may change of the plan, for the audit log.
fn planned(stored: &StoredSession) -> Value {
    let session = &stored.session;
    json!({"start": session.start, "end": session.end, "teacherId": session.teacher})
}

async fn apply(
    write: &mut Write,
    actor: &ActorContext,
    after: &mut StoredSession,
    request: TransitionRequest<'_>,
    reason: Option<&str>,
) -> Result<(), Error> {
    match request {
        TransitionRequest::Cancel => {
            after.cancelled_at = Some(actor.now);
            after.session.cancelled = true;
        }
        TransitionRequest::Complete => {
            if actor.now <= after.session.start {
                let start = after.session.start;
                let detail = format!("This session starts at {start} and can be completed after that.");
                return Err(Error::conflict("not_started", detail));
            }
            after.session.completed_at = Some(actor.now);
        }
        TransitionRequest::MarkAbsent => {
            let statement = absence_override(actor, &after.session, reason)?;
            record_manual_statement(write, actor, &statement).await?;
            let over = after.session.completed_at.is_some() || actor.now <= after.session.start;
            if !over && actor.now < credit_window(write, after, actor.now).await?.to {
                after.session.completed_at = Some(actor.now);
            }
        }
        TransitionRequest::Reschedule(start, end) => {
            let length = after.session.end.since(after.session.start);
            let end = end.unwrap_or_else(|| start.plus(length));
            check_times(start, end)?;
            let before = after.session.clone();
            after.session.start = start;
            after.session.end = end;
            let organization = find_organization(write, actor).await?;
            after.due_at = Some(start.plus(-organization.settings.creation_window()));
            let code = after.meet_code.as_deref();
            booking::check(write, &organization, Some(&before), &after.session, code).await?;
        }
        TransitionRequest::Substitute(teacher) => {
            let before = after.session.clone();
            after.session.teacher = Some(teacher.to_owned());
            let organization = find_organization(write, actor).await?;
            let code = after.meet_code.as_deref();
            booking::check(write, &organization, Some(&before), &after.session, code).await?;
        }
    }
    Ok(())
}

/// The override by which the learner is marked absent.
fn absence_override(
    actor: &ActorContext,
    session: &Session,
    reason: Option<&str>,
) -> Result<Override, Error> {
    let [student] = session.students.as_slice() else {
        return Err(not_individual());
    };
    if !session.format.has_one_learner() {
        return Err(not_individual());
    }
    let author = actor.person_id.clone().unwrap_or_else(|| "rollcall".to_owned());
    super::overrides::forbid_own_report(&author, student)?;
    Ok(Override {
        session_id: session.id.clone(),
        person_id: student.clone(),
        outcome: Some(Verdict::Absent),
        credited_seconds: None,
        reason: reason.unwrap_or("Marked absent").to_owned(),
        author,
    })
}

pub(super) fn busy() -> Error {
    Error::conflict("busy", "Others are changing this session. Try again.")
}

fn not_individual() -> Error {
    let detail =
        "Only a session with one student can be marked absent as a whole. Use an override for each student.";
    Error::conflict("not_individual", detail)
}
