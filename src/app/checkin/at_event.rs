//! Letting people into events: by their ticket or registration, by the event's code, by name.
//!
//! Nothing here reads more than one registration, however many there are, and no two doors wait for each other unless they
//! let in the same person: the database keeps admissions unique.

use super::attempt::{Attempt, RefusedScan, ScanDecision, TakenScan};
use super::letting::{Letting, let_in, named, walk_in};
use crate::app::event::find::check;
use crate::app::{ActorContext, Error};
use crate::domain::access::Scope;
use crate::domain::checkin::code::Code;
use crate::domain::checkin::event::{
    AdmissionMethod, EVENT_SCANNERS, HAND_ADMITTERS, RegistrationStatus, TicketStatus,
};
use crate::domain::checkin::refusal::Refusal;
use crate::domain::checkin::words::{CheckInFinding, CheckInLevel};
use crate::domain::evidence::manual::{Direction, Purpose};
use crate::domain::time::Timestamp;
use crate::store::Write;
use crate::store::event::StoredEvent;
use crate::store::event::registrations::StoredRegistration;
use crate::store::event::tickets::StoredTicket;
use crate::store::people::Person;

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

/// Whom a scan is about, as far as it is known.
#[derive(Default)]
struct Subject<'a> {
    event: Option<&'a str>,
    person: Option<&'a str>,
}

impl Subject<'_> {
    fn refused(&self, refusal: Refusal) -> ScanDecision {
        ScanDecision::Refused(RefusedScan {
            person_id: self.person.map(str::to_owned),
            session_id: self.event.map(str::to_owned),
            ..RefusedScan::because(refusal)
        })
    }

    fn missing(&self, what: &'static str) -> ScanDecision {
        match self.refused(Refusal::NotRegistered) {
            ScanDecision::Refused(refused) => {
                ScanDecision::Refused(RefusedScan { missing: Some(what), ..refused })
            }
            taken => taken,
        }
    }
}

async fn by_ticket(write: &mut Write, attempt: &Attempt<'_>, code: &Code) -> Result<ScanDecision, Error> {
    let (organization, at) = (attempt.actor.organization(), attempt.scanned_at);
    let Some(ticket) = write.find_ticket(organization, &code.subject).await? else {
        return Ok(Subject::default().missing("ticket"));
    };
    let about = Subject { event: Some(&ticket.session_id), person: Some(&ticket.person_id) };
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
        return Ok(Subject::default().refused(Refusal::NotRegistered));
    };
    let about = Subject { event: Some(&registration.session_id), person: Some(&registration.person_id) };
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
    let about = Subject { event: Some(&code.subject), person: Some(person) };
    let Some(event) = write.find_event(organization, &code.subject).await? else {
        return Ok(Subject { event: None, ..about }.missing("event"));
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

/// A receptionist lets somebody into an event by their card.
pub(super) async fn admit_by_card(
    write: &mut Write,
    attempt: &Attempt<'_>,
    code: &Code,
    person: &Person,
    event: &StoredEvent,
) -> Result<ScanDecision, Error> {
    let about = Subject { event: Some(&event.id), person: Some(&person.id) };
    check(&attempt.caller.scope(HAND_ADMITTERS).ok_or(Error::OUT_OF_SCOPE)?, event)?;
    match may_enter(write, attempt.actor, event, &person.id, attempt.scanned_at).await? {
        Err(refusal) => Ok(about.refused(refusal)),
        Ok(entry) => {
            if entry.is_walk_in {
                walk_in(write, attempt.actor, event, &person.id).await?;
            }
            let letting =
                Letting { ticket: entry.ticket, ..Letting::of(attempt, AdmissionMethod::Manual, &person.id) };
            decide(write, attempt, code, event, letting).await
        }
    }
}

/// Lets somebody in by name, and keeps that under `id`. Evidence and the log of scans are the caller's to write.
///
/// # Errors
/// 403 for an event out of reach; 404 `not_registered`; 400 `not_paid`, `too_early`, `too_late`, `revoked` for a cancelled
/// event; 409 `already_checked_in`, `full`.
pub(super) async fn admit_by_hand(
    write: &mut Write,
    actor: &ActorContext,
    scope: &Scope,
    event: &StoredEvent,
    person: &Person,
    at: Timestamp,
    id: &str,
) -> Result<(), Error> {
    check(scope, event)?;
    let entry = match may_enter(write, actor, event, &person.id, at).await? {
        Ok(entry) => entry,
        Err(refusal) => return Err(by_hand_refused(refusal)),
    };
    if entry.is_walk_in {
        walk_in(write, actor, event, &person.id).await?;
    }
    let letting = Letting {
        id,
        at,
        person: &person.id,
        method: AdmissionMethod::Manual,
        by: actor.person_id.clone(),
        ticket: entry.ticket,
        finding: None,
    };
    match let_in(write, actor.organization(), event, &letting).await? {
        None => Ok(()),
        Some(before) => {
            let detail = format!("{} was checked in at {}.", person.name, before.admitted_at);
            Err(Error::conflict("already_checked_in", detail))
        }
    }
}

fn by_hand_refused(refusal: Refusal) -> Error {
    match refusal {
        Refusal::NotRegistered => Error::NotFoundWithCode {
            code: Refusal::NotRegistered.as_str(),
            detail: "They are not registered for this event.",
        },
        Refusal::NotPaid => Error::Invalid { code: "not_paid", detail: "The ticket is not paid.".to_owned() },
        Refusal::TooEarly => {
            Error::Invalid { code: "too_early", detail: "Check-in is not open yet.".to_owned() }
        }
        Refusal::TooLate => Error::Invalid { code: "too_late", detail: "Check-in is closed.".to_owned() },
        _ => Error::conflict("cancelled", "This event is cancelled."),
    }
}

/// Somebody who may be let in without a code.
struct HandEntry {
    ticket: Option<String>,
    is_walk_in: bool,
}

/// Whether somebody may be let in without a code: who is registered and has paid, or walks in where nothing is paid.
async fn may_enter(
    write: &mut Write,
    actor: &ActorContext,
    event: &StoredEvent,
    person: &str,
    at: Timestamp,
) -> Result<Result<HandEntry, Refusal>, Error> {
    if event.cancelled_at.is_some_and(|cancelled| cancelled <= at) {
        return Ok(Err(Refusal::Revoked));
    }
    let organization = actor.organization();
    let registration = write.find_registration_of(organization, &event.id, person).await?;
    let registered = registration.filter(|one| is_registered(one, at));
    if registered.is_none() && !event.allow_walk_ins {
        return Ok(Err(Refusal::NotRegistered));
    }
    let mut ticket = None;
    if event.is_paid {
        let live = match &registered {
            Some(registered) => write.live_tickets(organization, &[&registered.id]).await?.pop(),
            None => None,
        };
        match live.filter(|ticket| is_paid(ticket, at)) {
            Some(paid) => ticket = Some(paid.id),
            None => return Ok(Err(Refusal::NotPaid)),
        }
    }
    if let Err(refusal) = event.window.check(at) {
        return Ok(Err(refusal));
    }
    Ok(Ok(HandEntry { ticket, is_walk_in: registered.is_none() }))
}

/// Whether an event takes codes of a purpose, at that time.
fn wrong_for(event: &StoredEvent, purpose: Purpose, at: Timestamp) -> Option<Refusal> {
    if event.event_type().purpose() != purpose {
        return Some(Refusal::WrongPurpose);
    }
    event.cancelled_at.is_some_and(|cancelled| cancelled <= at).then_some(Refusal::Revoked)
}

/// Whether somebody had a place at that time: now, or until they cancelled after it.
fn is_registered(registration: &StoredRegistration, at: Timestamp) -> bool {
    match registration.status {
        RegistrationStatus::Registered => true,
        RegistrationStatus::Waitlisted => false,
        RegistrationStatus::Cancelled => registration.cancelled_at.is_some_and(|cancelled| cancelled > at),
    }
}

/// Whether a ticket was paid at that time. One that was paid as it was issued holds for whatever a device's clock says.
fn is_paid(ticket: &StoredTicket, at: Timestamp) -> bool {
    let was_paid = ticket.status != TicketStatus::Pending;
    was_paid && ticket.paid_at.is_some_and(|paid| paid == ticket.issued_at || paid <= at)
}

/// # Errors
/// 403 for an event that is not the scanner's.
fn check_event(attempt: &Attempt<'_>, event: &StoredEvent) -> Result<(), Error> {
    check(&attempt.caller.scope(EVENT_SCANNERS).ok_or(Error::OUT_OF_SCOPE)?, event)
}

/// Lets somebody in whom nothing else hinders, unless they are in.
async fn decide(
    write: &mut Write,
    attempt: &Attempt<'_>,
    code: &Code,
    event: &StoredEvent,
    letting: Letting<'_>,
) -> Result<ScanDecision, Error> {
    let organization = attempt.actor.organization();
    let about = Subject { event: Some(&event.id), person: Some(letting.person) };
    if let Err(refusal) = event.window.check(letting.at) {
        return Ok(about.refused(refusal));
    }
    if let Some(before) = let_in(write, organization, event, &letting).await? {
        let by = match &before.admitted_by {
            Some(by) => Some(named(write, organization, by).await?),
            None => None,
        };
        return Ok(match about.refused(letting.method.refused_again()) {
            ScanDecision::Refused(refused) => {
                ScanDecision::Refused(RefusedScan { admitted: Some((before.admitted_at, by)), ..refused })
            }
            taken => taken,
        });
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
