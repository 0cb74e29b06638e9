//! Putting a session that has not begun under a changed plan: time, teacher, roster, title and place at once. One after the
//! other they could collide on the way though the whole does not.

use serde_json::json;

use super::booking;
use super::change::{SessionChange, audit_detail};
use super::create::{check_times, find_organization, subject};
use super::find::find;
use crate::app::Error;
use crate::app::actor::ActorContext;
use crate::app::notify::tell::plans;
use crate::app::session::transitions::busy;
use crate::domain::session::lifecycle::Transition;
use crate::domain::time::Span;
use crate::store::Write;

/// Changes what `change` names and moves the session to `planned`; the same plan again changes nothing. What a move and
/// what a change writes into the audit log stands there as if they had come one by one.
///
/// # Errors
/// 409 `illegal_transition` for a session that has begun, `busy`; and those of `booking::check`.
pub async fn replan(
    write: &mut Write,
    actor: &ActorContext,
    id: &str,
    change: &SessionChange,
    planned: Span,
    reason: Option<&str>,
) -> Result<(), Error> {
    // Lock order: timetable first, then the session, as in `create`; the reverse order could deadlock.
    write.lock_timetable(actor.organization()).await?;
    write.lock_session(actor.organization(), id).await?;
    let before = find(write, &actor.scope, id).await?;
    check_times(planned.from, planned.to)?;
    let mut after = change.applied_to(&before)?;
    let is_moved = before.session.planned() != planned;
    let status = Transition::Reschedule
        .apply(before.status)
        .map_err(|refused| Error::conflict("illegal_transition", refused.to_string()))?;
    if is_moved {
        after.status = status;
        after.session.start = planned.from;
        after.session.end = planned.to;
        after.due_at = Some(planned.from);
    }
    let (old, new) = (audit_detail(&before), audit_detail(&after));
    if !is_moved && old == new {
        return Ok(());
    }
    let organization = find_organization(write, actor).await?;
    let code = after.meet_code.as_deref();
    booking::check(write, &organization, Some(&before.session), &after.session, code).await?;
    if !write.update_session(&after, actor.now).await? {
        return Err(busy());
    }
    plans::tell(write, &before, &after, reason, actor.now).await?;
    if is_moved {
        let detail = json!({
            "from": before.status, "to": after.status, "reason": reason,
            "before": {"start": before.session.start, "end": before.session.end},
            "after": {"start": after.session.start, "end": after.session.end},
        });
        actor.record_audit(write, "session.rescheduled", subject(id), detail).await?;
    }
    if old != new {
        let detail = json!({"before": old, "after": new, "reason": reason});
        actor.record_audit(write, "session.changed", subject(id), detail).await?;
    }
    Ok(())
}
