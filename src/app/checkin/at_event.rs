//! Letting people into events by a code: their ticket's or registration's, or the event's own.

use super::admission::{Letting, ScanSubject, decide, is_paid, is_registered, walk_in};
use super::attempt::{Attempt, RefusedScan, ScanDecision};
use crate::app::Error;
use crate::app::event::find::check;
use crate::domain::checkin::code::Code;
use crate::domain::checkin::event::{AdmissionMethod, EVENT_SCANNERS, RegistrationStatus};
use crate::domain::checkin::refusal::Refusal;
use crate::domain::checkin::words::CheckInFinding;
use crate::domain::evidence::manual::Purpose;
use crate::domain::time::Timestamp;
use crate::store::Write;
use crate::store::event::StoredEvent;

/// A code of purpose `ticket` or `registration`, or the code of an event.
///
/// # Errors
/// 403 for an event that is not the caller's; 409 `full` for a walk-in where no place is left.
pub(super) async fn admit(
    write: &mut Write,
    attempt: &Attempt<'_>,
    code: &Code,
) -> Result<ScanDecision, Error> {
    match code.purpose {
        Purpose::Ticket => by_ticket(write, attempt, code).await,
        Purpose::Registration => by_registration(write, attempt, code).await,
        Purpose::Session => by_event_code(write, attempt, code).await,
        Purpose::Venue | Purpose::Member => {
            Ok(ScanDecision::Refused(RefusedScan::because(Refusal::WrongPurpose)))
        }
    }
}

async fn by_ticket(write: &mut Write, attempt: &Attempt<'_>, code: &Code) -> Result<ScanDecision, Error> {
    let (organization, at) = (attempt.actor.organization(), attempt.scanned_at);
    let Some(ticket) = write.find_ticket(organization, &code.subject).await? else {
        return Ok(ScanSubject::default().missing("ticket"));
    };
    let about = ScanSubject { event: Some(&ticket.session_id), person: Some(&ticket.person_id) };
    let Some(event) = write.find_event(organization, &ticket.session_id).await? else {
        return Ok(about.missing("event"));
    };
    if let Some(refusal) = wrong_for(&event, code.purpose, at) {
        return Ok(about.refused(refusal));
    }
    if ticket.revoked_at.is_some_and(|revoked| revoked <= at) {
        return Ok(about.refused(Refusal::Revoked));
    }
    let registration = write.find_registration(organization, &ticket.registration_id).await?;
    let Some(registration) = registration.filter(|one| is_registered(one, at)) else {
        return Ok(about.refused(Refusal::NotRegistered));
    };
    check_event(attempt, &event)?;
    if !is_paid(&ticket, at) {
        return Ok(about.refused(Refusal::NotPaid));
    }
    let is_past = ticket.revoked_at.is_some() || registration.status != RegistrationStatus::Registered;
    let admission = Letting {
        ticket: Some(ticket.id.clone()),
        finding: is_past.then_some(CheckInFinding::UploadedAfterChange),
        ..Letting::of(attempt, AdmissionMethod::Ticket, &ticket.person_id)
    };
    decide(write, attempt, code, &event, admission).await
}

async fn by_registration(
    write: &mut Write,
    attempt: &Attempt<'_>,
    code: &Code,
) -> Result<ScanDecision, Error> {
    let (organization, at) = (attempt.actor.organization(), attempt.scanned_at);
    let Some(registration) = write.find_registration(organization, &code.subject).await? else {
        return Ok(ScanSubject::default().refused(Refusal::NotRegistered));
    };
    let about = ScanSubject { event: Some(&registration.session_id), person: Some(&registration.person_id) };
    let Some(event) = write.find_event(organization, &registration.session_id).await? else {
        return Ok(about.missing("event"));
    };
    if let Some(refusal) = wrong_for(&event, code.purpose, at) {
        return Ok(about.refused(refusal));
    }
    if registration.code_issued_at != Some(code.issued_at) {
        return Ok(about.refused(Refusal::Revoked));
    }
    if !is_registered(&registration, at) {
        return Ok(about.refused(Refusal::NotRegistered));
    }
    check_event(attempt, &event)?;
    let is_past = registration.status != RegistrationStatus::Registered;
    let admission = Letting {
        finding: is_past.then_some(CheckInFinding::UploadedAfterChange),
        ..Letting::of(attempt, AdmissionMethod::Registration, &registration.person_id)
    };
    decide(write, attempt, code, &event, admission).await
}

/// A student reads the code of an event.
async fn by_event_code(write: &mut Write, attempt: &Attempt<'_>, code: &Code) -> Result<ScanDecision, Error> {
    let (organization, at) = (attempt.actor.organization(), attempt.scanned_at);
    let person = attempt.caller.person.as_str();
    let about = ScanSubject { event: Some(&code.subject), person: Some(person) };
    let Some(event) = write.find_event(organization, &code.subject).await? else {
        return Ok(ScanSubject { event: None, ..about }.missing("event"));
    };
    if let Some(refusal) = wrong_for(&event, code.purpose, at) {
        return Ok(about.refused(refusal));
    }
    // Revoked before this scan was read, or after it and before it was uploaded.
    let revoked_at = event.codes_revoked_at.filter(|revoked| code.issued_at <= *revoked);
    if revoked_at.is_some_and(|revoked| revoked <= at) {
        return Ok(about.refused(Refusal::Revoked));
    }
    let registration = write.find_registration_of(organization, &event.id, person).await?;
    let registered = registration.filter(|one| is_registered(one, at));
    if registered.is_none() && !event.allow_walk_ins {
        return Ok(about.refused(Refusal::NotRegistered));
    }
    if let Err(refusal) = event.window.check(at) {
        return Ok(about.refused(refusal));
    }
    let is_past = revoked_at.is_some()
        || registered.as_ref().is_some_and(|one| one.status != RegistrationStatus::Registered);
    if registered.is_none() {
        walk_in(write, attempt.actor, &event, person).await?;
    }
    let admission = Letting {
        by: None,
        finding: is_past.then_some(CheckInFinding::UploadedAfterChange),
        ..Letting::of(attempt, AdmissionMethod::EventCode, person)
    };
    decide(write, attempt, code, &event, admission).await
}

/// Whether an event takes codes of a purpose, at that time.
fn wrong_for(event: &StoredEvent, purpose: Purpose, at: Timestamp) -> Option<Refusal> {
    if event.event_type().purpose() != purpose {
        return Some(Refusal::WrongPurpose);
    }
    event.cancelled_at.is_some_and(|cancelled| cancelled <= at).then_some(Refusal::Revoked)
}

/// # Errors
/// 403 for an event that is not the scanner's.
fn check_event(attempt: &Attempt<'_>, event: &StoredEvent) -> Result<(), Error> {
    check(&attempt.caller.scope(EVENT_SCANNERS).ok_or(Error::OUT_OF_SCOPE)?, event)
}
