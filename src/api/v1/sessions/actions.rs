//! What a teacher or an admin does with a session: cancel, complete, mark the student absent, reschedule.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::api::v1::sessions::SessionBody;
use crate::api::{Problem, Route, RouteRequest, post};
use crate::app::livekit::rooms::close::close_after;
use crate::app::session::list::show;
use crate::app::session::{change_transaction, transitions};
use crate::app::subscription::unscheduled;
use crate::domain::session::lifecycle::Transition;
use crate::domain::session::{Format, Kind, Status};
use crate::domain::time::Timestamp;
use crate::http::error_codes::{
    BOOKING_ERRORS, CANCEL_ERRORS, COMPLETE_ERRORS, MARK_ABSENT_ERRORS, SUBSTITUTE_ERRORS,
};
use crate::http::roles::{ADMINS, SESSION_CANCELLERS, SESSION_EDITORS};
use crate::store::Write;
use crate::store::session::StoredSession;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        post("/api/v1/sessions/{id}/cancel", "Cancel a session that has not begun")
            .who(SESSION_CANCELLERS)
            .to(cancel)
            .refuses(CANCEL_ERRORS),
        post("/api/v1/sessions/{id}/complete", "End a session that goes on, at once")
            .who(SESSION_EDITORS)
            .to(complete)
            .refuses(COMPLETE_ERRORS),
        post("/api/v1/sessions/{id}/mark-student-absent", "Say that the one student did not come")
            .who(SESSION_EDITORS)
            .to(mark_absent)
            .refuses(MARK_ABSENT_ERRORS),
        post(
            "/api/v1/sessions/{id}/reschedule",
            "Another time for a session that has not begun, or the first for one without",
        )
        .who(SESSION_EDITORS)
        .to(reschedule)
        .refuses(BOOKING_ERRORS)
        .refuses(CANCEL_ERRORS)
        .refuses(&["blocked_day", "invalid_times"]),
        post("/api/v1/sessions/{id}/substitute", "Another teacher for a session that is not over")
            .who(ADMINS)
            .to(substitute)
            .refuses(BOOKING_ERRORS)
            .refuses(SUBSTITUTE_ERRORS),
    ]
}

/// Most characters of a reason.
const MAX_REASON_CHARS: usize = 500;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "the teacher is ill"}))]
#[schema(as = WithReason)]
pub(crate) struct TransitionBody {
    #[schema(max_length = 500)]
    reason: Option<String>,
}

impl TransitionBody {
    /// The reason without blanks around it; `None` if nothing is left.
    fn text(&self) -> Result<Option<&str>, Problem> {
        let reason = self.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
        if reason.is_some_and(|reason| reason.chars().count() > MAX_REASON_CHARS || reason.contains('\0')) {
            let detail = "A reason has at most 500 characters.";
            return Err(Problem::invalid("invalid_body", detail).at_field("reason"));
        }
        Ok(reason)
    }
}

/// A move that was made. Shape and messages are those of doors.md section 2.
#[derive(Serialize, ToSchema)]
#[schema(as = MoveBody)]
pub(crate) struct TransitionResultBody {
    success: bool,
    message: &'static str,
    session: MovedSessionBody,
}

#[derive(Serialize, ToSchema)]
#[schema(as = MovedSession)]
#[serde(rename_all = "camelCase")]
struct MovedSessionBody {
    id: String,
    kind: Kind,
    format: Format,
    status: Status,
    #[schema(value_type = String, format = DateTime)]
    start: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    end: Timestamp,
    #[schema(value_type = Option<String>, format = DateTime)]
    completed_at: Option<Timestamp>,
    /// As the status says.
    counts_toward_subscription: bool,
    /// `false` where there is no room, or LiveKit could not be reached.
    room_closed: bool,
}

impl TransitionResultBody {
    fn of(message: &'static str, stored: StoredSession) -> TransitionResultBody {
        TransitionResultBody {
            success: true,
            message,
            session: MovedSessionBody {
                counts_toward_subscription: stored.status.consumes_subscription(),
                status: stored.status,
                kind: stored.session.kind,
                format: stored.session.format,
                start: stored.session.start,
                end: stored.session.end,
                completed_at: stored.session.completed_at,
                id: stored.session.id,
                room_closed: false,
            },
        }
    }
}

/// Opens the transaction for a transition, after evaluating the session if it is due, because that may change its
/// status.
async fn begin<B>(request: &RouteRequest<B>, wanted: Transition) -> Result<Write, Problem> {
    unscheduled::refuse_move(&mut request.read().await?, &request.scope, request.id(), wanted).await?;
    Ok(change_transaction::begin(&request.app, &request.scope, request.id()).await?)
}

/// Commits the transition with its response, then closes the room of a session that is over, and says so in the response
/// and in its saved copy.
async fn commit_transition<B>(
    request: &RouteRequest<B>,
    write: Write,
    message: &'static str,
    changed: StoredSession,
) -> Result<TransitionResultBody, Problem> {
    let mut response = request.commit(write, TransitionResultBody::of(message, changed.clone())).await?;
    if close_after(&request.app, &changed).await {
        response.session.room_closed = true;
        response = request.replace_saved_response(response).await?;
    }
    Ok(response)
}

pub(crate) async fn cancel(request: RouteRequest<TransitionBody>) -> Result<TransitionResultBody, Problem> {
    let reason = request.body.text()?;
    let mut write = begin(&request, Transition::Cancel).await?;
    let moved = transitions::cancel(&mut write, &request.actor(), request.id(), reason).await?;
    commit_transition(
        &request,
        write,
        "Session cancelled. It does not count towards the subscription.",
        moved,
    )
    .await
}

pub(crate) async fn complete(request: RouteRequest<TransitionBody>) -> Result<TransitionResultBody, Problem> {
    let reason = request.body.text()?;
    let mut write = begin(&request, Transition::Complete).await?;
    let moved = transitions::complete(&mut write, &request.actor(), request.id(), reason).await?;
    commit_transition(&request, write, "Session completed. It counts towards the subscription.", moved).await
}

pub(crate) async fn mark_absent(
    request: RouteRequest<TransitionBody>,
) -> Result<TransitionResultBody, Problem> {
    let reason = request.body.text()?;
    let mut write = begin(&request, Transition::MarkAbsent).await?;
    let moved = transitions::mark_absent(&mut write, &request.actor(), request.id(), reason).await?;
    commit_transition(
        &request,
        write,
        "Student marked absent. The session counts towards the subscription.",
        moved,
    )
    .await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"start": "2027-01-05T09:00:00Z", "reason": "a holiday"}))]
#[schema(as = NewTime)]
struct RescheduleBody {
    #[schema(value_type = String, format = DateTime)]
    start: Timestamp,
    /// Left out, the length stays; of a session without a time it is the package's, else the organisation's.
    #[schema(value_type = Option<String>, format = DateTime)]
    end: Option<Timestamp>,
    #[schema(max_length = 500)]
    reason: Option<String>,
}

async fn reschedule(request: RouteRequest<RescheduleBody>) -> Result<TransitionResultBody, Problem> {
    let RescheduleBody { start, end, reason } = &request.body;
    let reason = TransitionBody { reason: reason.clone() };
    let reason = reason.text()?;
    let mut write = request.write().await?;
    let planned =
        unscheduled::give_time(&mut write, &request.actor(), request.id(), *start, *end, reason).await?;
    if let Some(planned) = planned {
        return commit_transition(&request, write, "Session scheduled.", planned).await;
    }
    drop(write);
    let mut write = begin(&request, Transition::Reschedule).await?;
    let moved =
        transitions::reschedule(&mut write, &request.actor(), request.id(), *start, *end, reason).await?;
    commit_transition(&request, write, "Session rescheduled.", moved).await
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"teacherId": "0193f1c0", "reason": "the teacher is ill"}))]
#[schema(as = Substitute)]
struct SubstituteBody {
    /// Somebody with the role `teacher`.
    teacher_id: String,
    #[schema(max_length = 500)]
    reason: Option<String>,
}

async fn substitute(request: RouteRequest<SubstituteBody>) -> Result<SessionBody, Problem> {
    let reason = TransitionBody { reason: request.body.reason.clone() };
    let (reason, teacher) = (reason.text()?, &request.body.teacher_id);
    let mut write = begin(&request, Transition::Substitute).await?;
    transitions::substitute(&mut write, &request.actor(), request.id(), teacher, reason).await?;
    let shown = show(&mut write, &request.scope, request.id()).await?;
    request.commit(write, shown.into()).await
}
