//! Who has a place in an event and who waits for one. The roster of its session is who has a place.

use serde_json::json;

use crate::app::ActorContext;
use crate::domain::checkin::event::RegistrationStatus;
use crate::store::event::StoredEvent;
use crate::store::event::registrations::StoredRegistration;
use crate::store::{Locked, StoreError, Write};

/// What came of somebody's wish to take part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Enrolment {
    /// A new registration, or an old one that was revived.
    Made(StoredRegistration),
    /// There is one that holds.
    Existing(StoredRegistration),
    /// No place is left for somebody who stands at the door.
    Full,
}

/// Gives somebody a place, or one in the waiting list where none is left. `at_door`: a walk-in, who gets a place or nothing.
pub async fn enrol(
    write: &mut Write,
    actor: &ActorContext,
    event: &Locked<StoredEvent>,
    person: &str,
    at_door: bool,
) -> Result<Enrolment, StoreError> {
    let organization = actor.organization();
    let known = write.find_registration_of(organization, &event.id, person).await?;
    match known {
        Some(known) if known.status == RegistrationStatus::Registered => {
            return Ok(Enrolment::Existing(known));
        }
        Some(known) if known.status == RegistrationStatus::Waitlisted && !at_door => {
            return Ok(Enrolment::Existing(known));
        }
        _ => {}
    }
    let has_place = places_left(write, actor, event).await?.is_none_or(|left| left > 0);
    if at_door && !has_place {
        return Ok(Enrolment::Full);
    }
    let status = if has_place { RegistrationStatus::Registered } else { RegistrationStatus::Waitlisted };
    let (action, mut registration) = match known {
        Some(known) => ("registration.revived", known),
        None => {
            let new = StoredRegistration {
                id: actor.new_id(),
                session_id: event.id.clone(),
                person_id: person.to_owned(),
                status,
                is_walk_in: false,
                code_issued_at: None,
                queued_at: actor.now,
                created_at: actor.now,
                cancelled_at: None,
            };
            ("registration.created", new)
        }
    };
    registration.is_walk_in = at_door;
    registration.queued_at = actor.now;
    registration.cancelled_at = None;
    if action == "registration.created" {
        write.insert_registration(organization, &registration).await?;
    }
    set_status(write, actor, event, &mut registration, status).await?;
    record(write, actor, action, &registration).await?;
    Ok(Enrolment::Made(registration))
}

/// Cancels a registration, and gives its place to who has waited longest.
pub(super) async fn withdraw(
    write: &mut Write,
    actor: &ActorContext,
    event: &Locked<StoredEvent>,
    registration: &mut StoredRegistration,
) -> Result<(), StoreError> {
    set_status(write, actor, event, registration, RegistrationStatus::Cancelled).await?;
    record(write, actor, "registration.cancelled", registration).await?;
    move_up(write, actor, event).await
}

/// Gives the places that are free to those who have waited longest.
pub async fn move_up(
    write: &mut Write,
    actor: &ActorContext,
    event: &Locked<StoredEvent>,
) -> Result<(), StoreError> {
    if event.is_over(actor.now) {
        return Ok(());
    }
    let free = places_left(write, actor, event).await?.unwrap_or(i64::MAX);
    if free <= 0 {
        return Ok(());
    }
    for mut one in write.longest_waiting(actor.organization(), &event.id, free).await? {
        set_status(write, actor, event, &mut one, RegistrationStatus::Registered).await?;
        record(write, actor, "registration.moved_up", &one).await?;
    }
    Ok(())
}

/// Moves a registration to a status, with its code and its place on the roster.
async fn set_status(
    write: &mut Write,
    actor: &ActorContext,
    event: &Locked<StoredEvent>,
    registration: &mut StoredRegistration,
    status: RegistrationStatus,
) -> Result<(), StoreError> {
    let organization = actor.organization();
    registration.status = status;
    match status {
        RegistrationStatus::Registered => {
            if event.event_type().has_registration_codes() {
                registration.code_issued_at.get_or_insert(actor.now);
            }
            write.add_to_roster(organization, event, &registration.person_id, actor.now).await?;
        }
        RegistrationStatus::Cancelled => {
            registration.cancelled_at = Some(actor.now);
            write.remove_from_roster(organization, event, &registration.person_id, actor.now).await?;
        }
        RegistrationStatus::Waitlisted => {}
    }
    write.update_registration(organization, registration).await
}

/// How many places are free; `None`: there is no limit. Below zero where the capacity was lowered.
async fn places_left(
    write: &mut Write,
    actor: &ActorContext,
    event: &StoredEvent,
) -> Result<Option<i64>, StoreError> {
    let Some(capacity) = event.capacity else { return Ok(None) };
    Ok(Some(capacity - write.count_registered(actor.organization(), &event.id).await?))
}

/// Writes into the audit log what became of a registration.
async fn record(
    write: &mut Write,
    actor: &ActorContext,
    action: &str,
    registration: &StoredRegistration,
) -> Result<(), StoreError> {
    let detail = json!({
        "registrationId": registration.id, "personId": registration.person_id, "status": registration.status,
        "walkIn": registration.is_walk_in,
    });
    actor.record_audit(write, action, super::find::subject(&registration.session_id), detail).await
}
