//! Finds an event within the scope of the caller.

use crate::app::Error;
use crate::domain::access::Scope;
use crate::store::event::StoredEvent;
use crate::store::{Locked, Read, Write};

/// The refusal for an event outside the caller's scope.
const EVENT_OUT_OF_SCOPE: Error =
    Error::Forbidden("This event belongs to somebody else in your organisation.");

/// One event in reach.
///
/// # Errors
/// Not found for an id nobody has here; forbidden for somebody else's.
pub async fn find(read: &mut Read, scope: &Scope, id: &str) -> Result<StoredEvent, Error> {
    let found = read.find_event(scope.organization(), id).await?.ok_or(Error::NotFound("event"))?;
    check(scope, &found)?;
    Ok(found)
}

/// The same, locked.
pub async fn lock(write: &mut Write, scope: &Scope, id: &str) -> Result<Locked<StoredEvent>, Error> {
    let found = lock_any(write, scope.organization(), id).await?;
    check(scope, &found)?;
    Ok(found)
}

/// An event of the organisation, locked, whoever has it.
pub(super) async fn lock_any(
    write: &mut Write,
    organization: &str,
    id: &str,
) -> Result<Locked<StoredEvent>, Error> {
    write.lock_event(organization, id).await?.ok_or(Error::NotFound("event"))
}

pub fn reaches(scope: &Scope, event: &StoredEvent) -> bool {
    scope.covers_event(&event.organizers, event.created_by.as_deref(), event.partner.as_deref())
}

/// # Errors
/// Forbidden for an event out of reach.
pub fn check(scope: &Scope, event: &StoredEvent) -> Result<(), Error> {
    if reaches(scope, event) { Ok(()) } else { Err(EVENT_OUT_OF_SCOPE) }
}

/// How the audit log names an event: as its session.
pub(super) fn subject(id: &str) -> String {
    format!("session:{id}")
}
