//! What was said of a scan when it was taken, for whoever sends it again.

use super::attempt::{NamedPerson, TakenScan};
use crate::app::Error;
use crate::store::Write;
use crate::store::checkin::scans::StoredScan;

/// The answer of a scan that was taken before.
pub(super) async fn taken_again(
    write: &mut Write,
    organization: &str,
    known: &StoredScan,
) -> Result<TakenScan, Error> {
    let person_id = known.person_id.as_deref().unwrap_or_default();
    let person = write.find_person(organization, person_id).await?;
    let name = person.map(|person| person.name).unwrap_or_default();
    let whole = || Error::NotFound("scan");
    Ok(TakenScan {
        id: known.repeats.clone().unwrap_or_else(|| known.id.clone()),
        purpose: known.purpose.ok_or_else(whole)?,
        level: known.level.ok_or_else(whole)?,
        person: NamedPerson { id: person_id.to_owned(), name },
        venue_id: known.venue_id.clone(),
        session_id: known.session_id.clone(),
        direction: known.direction.ok_or_else(whole)?,
        is_toggle: known.is_toggle,
        at: known.scanned_at,
        finding: known.finding,
        code_expires_at: None,
    })
}
