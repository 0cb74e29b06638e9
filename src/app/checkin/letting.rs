//! Writing down that somebody is let into an event: once, however many doors there are. The database keeps admissions unique.

use super::attempt::{Attempt, NamedPerson};
use crate::app::event::enrol::{Enrolment, enrol};
use crate::app::{ActorContext, Error};
use crate::domain::checkin::event::AdmissionMethod;
use crate::domain::checkin::words::CheckInFinding;
use crate::domain::time::Timestamp;
use crate::store::Write;
use crate::store::event::StoredEvent;
use crate::store::event::admissions::StoredAdmission;

/// How often it is tried to let in somebody whom others let in and take back at this instant.
const MAX_TRIES: usize = 3;

/// Somebody to be let in.
pub(super) struct Letting<'a> {
    pub(super) id: &'a str,
    pub(super) at: Timestamp,
    pub(super) person: &'a str,
    pub(super) method: AdmissionMethod,
    /// `None`: themselves.
    pub(super) by: Option<String>,
    pub(super) ticket: Option<String>,
    pub(super) finding: Option<CheckInFinding>,
}

impl<'a> Letting<'a> {
    pub(super) fn of(attempt: &'a Attempt<'_>, method: AdmissionMethod, person: &'a str) -> Letting<'a> {
        Letting {
            id: &attempt.id,
            at: attempt.scanned_at,
            person,
            method,
            by: Some(attempt.caller.person.clone()),
            ticket: None,
            finding: None,
        }
    }
}

/// Lets somebody in, or gives the admission by which they are in.
pub(super) async fn let_in(
    write: &mut Write,
    organization: &str,
    event: &StoredEvent,
    letting: &Letting<'_>,
) -> Result<Option<StoredAdmission>, Error> {
    let zone = write.find_organization(organization).await?.ok_or(Error::NotFound("organisation"))?.time_zone;
    let admission = StoredAdmission {
        id: letting.id.to_owned(),
        session_id: event.id.clone(),
        person_id: letting.person.to_owned(),
        day: event.admit_every.day(letting.at, zone),
        ticket_id: letting.ticket.clone(),
        method: letting.method,
        admitted_at: letting.at,
        admitted_by: letting.by.clone(),
        undone_at: None,
    };
    for _ in 0..MAX_TRIES {
        if write.insert_admission(organization, &admission).await? {
            return Ok(None);
        }
        let before = write.find_admission_of(organization, &event.id, letting.person, &admission.day).await?;
        if before.is_some() {
            return Ok(before);
        }
        // It was taken back in between.
    }
    Err(Error::conflict("busy", "Others are letting them in and out. Try again."))
}

/// Registers somebody who stands at the door.
///
/// # Errors
/// 409 `full`.
pub(super) async fn walk_in(
    write: &mut Write,
    actor: &ActorContext,
    event: &StoredEvent,
    person: &str,
) -> Result<(), Error> {
    let event = write.lock_event(actor.organization(), &event.id).await?.ok_or(Error::NotFound("event"))?;
    match enrol(write, actor, &event, person, true).await? {
        Enrolment::Made(_) | Enrolment::Existing(_) => Ok(()),
        Enrolment::Full => Err(Error::conflict("full", "No place is left at this event.")),
    }
}

pub(super) async fn named(write: &mut Write, organization: &str, id: &str) -> Result<NamedPerson, Error> {
    let person = write.find_person(organization, id).await?;
    let name = person.map_or_else(|| id.to_owned(), |person| person.name);
    Ok(NamedPerson { id: id.to_owned(), name })
}
