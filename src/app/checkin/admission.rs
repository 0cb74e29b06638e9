//! Letting one person into an event: what both codes and names come to.
//!
//! Nothing here reads more than one registration, however many there are, and no two doors wait for each other unless they
//! let in the same person: the database keeps admissions unique.

use super::attempt::{Attempt, NamedPerson, RefusedScan, ScanDecision, TakenScan};
use crate::app::event::enrol::{Enrolment, enrol};
use crate::app::{ActorContext, Error};
use crate::domain::checkin::code::Code;
use crate::domain::checkin::event::{AdmissionMethod, RegistrationStatus, TicketStatus};
use crate::domain::checkin::refusal::Refusal;
use crate::domain::checkin::words::{CheckInFinding, CheckInLevel};
use crate::domain::evidence::manual::Direction;
use crate::domain::time::Timestamp;
use crate::store::Write;
use crate::store::event::StoredEvent;
use crate::store::event::admissions::StoredAdmission;
use crate::store::event::registrations::StoredRegistration;
use crate::store::event::tickets::StoredTicket;

/// How often it is tried to let in somebody whom others let in and take back at this instant.
const MAX_TRIES: usize = 3;

/// Whom a scan is about, as far as it is known.
#[derive(Default)]
pub(super) struct ScanSubject<'a> {
    pub(super) event: Option<&'a str>,
    pub(super) person: Option<&'a str>,
}

impl ScanSubject<'_> {
    fn because(&self, refusal: Refusal) -> RefusedScan {
        RefusedScan {
            person_id: self.person.map(str::to_owned),
            session_id: self.event.map(str::to_owned),
            ..RefusedScan::because(refusal)
        }
    }

    pub(super) fn refused(&self, refusal: Refusal) -> ScanDecision {
        ScanDecision::Refused(self.because(refusal))
    }

    pub(super) fn missing(&self, what: &'static str) -> ScanDecision {
        ScanDecision::Refused(RefusedScan { missing: Some(what), ..self.because(Refusal::NotRegistered) })
    }
}

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

/// Lets somebody in whom nothing else hinders, unless they are in.
pub(super) async fn decide(
    write: &mut Write,
    attempt: &Attempt<'_>,
    code: &Code,
    event: &StoredEvent,
    letting: Letting<'_>,
) -> Result<ScanDecision, Error> {
    let organization = attempt.actor.organization();
    let about = ScanSubject { event: Some(&event.id), person: Some(letting.person) };
    if let Err(refusal) = event.window.check(letting.at) {
        let person = Some(named(write, organization, letting.person).await?);
        return Ok(ScanDecision::Refused(RefusedScan { person, ..about.because(refusal) }));
    }
    if let Some(before) = let_in(write, organization, event, &letting).await? {
        let by = match &before.admitted_by {
            Some(by) => Some(named(write, organization, by).await?),
            None => None,
        };
        return Ok(ScanDecision::Refused(RefusedScan {
            person: Some(named(write, organization, letting.person).await?),
            admitted: Some((before.admitted_at, by)),
            ..about.because(letting.method.refused_again())
        }));
    }
    Ok(ScanDecision::Taken(TakenScan {
        id: letting.id.to_owned(),
        purpose: code.purpose,
        level: CheckInLevel::Event,
        person: named(write, organization, letting.person).await?,
        venue_id: None,
        session_id: Some(event.id.clone()),
        direction: Direction::In,
        is_toggle: false,
        at: letting.at,
        finding: letting.finding,
        code_expires_at: code.expires_at,
    }))
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

async fn named(write: &mut Write, organization: &str, id: &str) -> Result<NamedPerson, Error> {
    let person = write.find_person(organization, id).await?;
    let name = person.map_or_else(|| id.to_owned(), |person| person.name);
    Ok(NamedPerson { id: id.to_owned(), name })
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

/// Whether somebody had a place at that time: now, or until they cancelled after it.
pub(super) fn is_registered(registration: &StoredRegistration, at: Timestamp) -> bool {
    match registration.status {
        RegistrationStatus::Registered => true,
        RegistrationStatus::Waitlisted => false,
        RegistrationStatus::Cancelled => registration.cancelled_at.is_some_and(|cancelled| cancelled > at),
    }
}

/// Whether a ticket was paid at that time. One that was paid as it was issued holds for whatever a device's clock says.
pub(super) fn is_paid(ticket: &StoredTicket, at: Timestamp) -> bool {
    let was_paid = ticket.status != TicketStatus::Pending;
    was_paid && ticket.paid_at.is_some_and(|paid| paid == ticket.issued_at || paid <= at)
}
