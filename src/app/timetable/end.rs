//! Ending a timetable: what has not begun is cancelled, what was held stays.

use chrono::NaiveDate;
use serde_json::json;

use super::{find, subject};
use crate::app::session::transitions;
use crate::app::{ActorContext, Error};
use crate::domain::session::Status;
use crate::store::Write;
use crate::store::session::StoredSession;

/// Ends a timetable and cancels its sessions that have not begun, also those that were moved; gives them. Ending it a
/// second time changes nothing.
///
/// # Errors
/// 404.
pub async fn end(write: &mut Write, actor: &ActorContext, id: &str) -> Result<Vec<StoredSession>, Error> {
    let organization = actor.organization();
    write.lock_timetable(organization).await?;
    find(write, organization, id).await?;
    if !write.end_timetable(organization, id, actor.now).await? {
        return Ok(Vec::new());
    }
    let links = write.list_drawn_occurrences(organization, id, NaiveDate::MIN).await?;
    let ids: Vec<&str> = links.iter().map(|link| link.session_id.as_str()).collect();
    // In the order of all who lock several.
    write.lock_sessions(organization, &ids).await?;
    let mut cancelled = Vec::new();
    for one in write.find_sessions(organization, &ids).await? {
        let is_open = matches!(one.status, Status::Scheduled | Status::Ready);
        if is_open && one.session.start > actor.now {
            let reason = Some("The timetable has ended.");
            cancelled.push(transitions::cancel(write, actor, &one.session.id, reason).await?);
        }
    }
    let detail = json!({"cancelled": cancelled.len()});
    actor.record_audit(write, "timetable.ended", subject(id), detail).await?;
    Ok(cancelled)
}
