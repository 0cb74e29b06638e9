//! Taking an admission back.

use serde_json::json;

use super::find::{find, subject};
use crate::app::ingest::manual::record_manual_statement;
use crate::app::session::overrides::forbid_own_report;
use crate::app::{ActorContext, Error};
use crate::domain::evidence::manual::{Direction, Mark};
use crate::domain::people::validated_text::ReasonText;
use crate::store::Write;
use crate::store::event::admissions::StoredAdmission;

/// Takes an admission back: the ticket is free again. Evidence is never taken back, so it is more evidence: they went out at
/// the very instant they came in, which is no presence, and both are seen.
///
/// # Errors
/// 403 for an event out of reach, and `own_report` about oneself; 409 `not_checked_in` where it was done before.
pub async fn undo(
    write: &mut Write,
    actor: &ActorContext,
    id: &str,
    reason: ReasonText,
) -> Result<StoredAdmission, Error> {
    let organization = actor.organization();
    let admission = write.find_admission(organization, id).await?.ok_or(Error::NotFound("check-in"))?;
    find(write, &actor.scope, &admission.session_id).await?;
    let author = actor.person_id.clone();
    let author = author.ok_or_else(|| Error::refused("no_author", "It needs somebody who says it."))?;
    forbid_own_report(&author, &admission.person_id)?;
    let reason = reason.into_inner();
    if !write.undo_admission(organization, id, actor.now, Some(&author), &reason).await? {
        return Err(Error::conflict("not_checked_in", "This check-in was taken back before."));
    }
    let mark = Mark {
        session_id: admission.session_id.clone(),
        person_id: admission.person_id.clone(),
        direction: Direction::Out,
        at: admission.admitted_at,
        author,
        reason: Some(reason.clone()),
    };
    let evidence = record_manual_statement(write, actor, &mark).await?;
    let detail = json!({
        "checkInId": id, "personId": admission.person_id, "checkedInAt": admission.admitted_at, "reason": reason,
        "evidence": evidence,
    });
    actor.record_audit(write, "admission.undone", subject(&admission.session_id), detail).await?;
    Ok(StoredAdmission { undone_at: Some(actor.now), ..admission })
}
