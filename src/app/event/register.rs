//! Registering for an event, and cancelling that.

use super::enrol::{Enrolment, enrol, withdraw};
use super::find::{check, lock_any, reaches};
use crate::app::{ActorContext, Error};
use crate::domain::checkin::event::RegistrationStatus;
use crate::domain::session::Status;
use crate::store::event::StoredEvent;
use crate::store::event::registrations::StoredRegistration;
use crate::store::{Read, Write};

/// Registers somebody: a student for themselves, whoever has the event for everybody.
///
/// # Errors
/// 403 for somebody else; 409 `already_registered`, `cancelled`, `over`; 422 `unknown_person`.
pub async fn register(
    write: &mut Write,
    actor: &ActorContext,
    event: &str,
    person: &str,
) -> Result<StoredRegistration, Error> {
    let organization = actor.organization();
    let event = lock_any(write, organization, event).await?;
    check_person_or_event(actor, &event, person)?;
    check_open(actor, &event)?;
    check_active(write, organization, person).await?;
    match enrol(write, actor, &event, person, false).await? {
        Enrolment::Made(registration) => Ok(registration),
        Enrolment::Existing(_) | Enrolment::Full => {
            Err(Error::conflict("already_registered", "There is a registration for this event already."))
        }
    }
}

/// Cancels a registration, and gives its place to who has waited longest. A second time changes nothing.
///
/// # Errors
/// 403 for somebody else's; 409 `already_checked_in` for somebody who was let in, `cancelled`, `over`.
pub async fn cancel(
    write: &mut Write,
    actor: &ActorContext,
    event: &str,
    registration: &str,
) -> Result<(), Error> {
    let organization = actor.organization();
    let event = lock_any(write, organization, event).await?;
    let mut found = find_registration(write, &event, organization, registration).await?;
    check_person_or_event(actor, &event, &found.person_id)?;
    if found.status == RegistrationStatus::Cancelled {
        return Ok(());
    }
    check_open(actor, &event)?;
    if write.is_admitted(organization, &event.id, &found.person_id).await? {
        let detail = "They have been let in. Take that back first.";
        return Err(Error::conflict("already_checked_in", detail));
    }
    Ok(withdraw(write, actor, &event, &mut found).await?)
}

/// A registration of this event.
pub(super) async fn find_registration(
    read: &mut Read,
    event: &StoredEvent,
    organization: &str,
    id: &str,
) -> Result<StoredRegistration, Error> {
    let found = read.find_registration(organization, id).await?;
    found.filter(|one| one.session_id == event.id).ok_or(Error::NotFound("registration"))
}

/// Whether an event still takes registrations.
///
/// # Errors
/// 409 `cancelled`, `over`.
pub(super) fn check_open(actor: &ActorContext, event: &StoredEvent) -> Result<(), Error> {
    if event.status == Status::Cancelled {
        return Err(Error::conflict("cancelled", "This event is cancelled."));
    }
    if event.is_over(actor.now) {
        return Err(Error::conflict("over", "This event is over."));
    }
    Ok(())
}

pub(super) async fn check_active(read: &mut Read, organization: &str, person: &str) -> Result<(), Error> {
    match read.find_person(organization, person).await? {
        Some(person) if person.is_active => Ok(()),
        _ => Err(Error::refused("unknown_person", "There is no such person, or no longer active.")),
    }
}

/// Whoever has the event does it for everybody, others for themselves.
fn check_person_or_event(actor: &ActorContext, event: &StoredEvent, person: &str) -> Result<(), Error> {
    let is_own = actor.scope.own_rows().is_some_and(|own| own.people.contains(person));
    if is_own || reaches(&actor.scope, event) { Ok(()) } else { check(&actor.scope, event) }
}
