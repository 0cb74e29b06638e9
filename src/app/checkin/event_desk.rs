//! Letting people into events without a code of theirs: by their card at the reception, or by name.

use super::admission::{Letting, ScanSubject, decide, is_paid, is_registered, let_in, walk_in};
use super::attempt::{Attempt, ScanDecision};
use crate::app::event::find::check;
use crate::app::{ActorContext, Error};
use crate::domain::access::Scope;
use crate::domain::checkin::code::Code;
use crate::domain::checkin::event::{AdmissionMethod, HAND_ADMITTERS};
use crate::domain::checkin::refusal::Refusal;
use crate::domain::time::Timestamp;
use crate::store::Write;
use crate::store::event::StoredEvent;
use crate::store::people::Person;

/// A receptionist lets somebody into an event by their card.
pub(super) async fn admit_by_card(
    write: &mut Write,
    attempt: &Attempt<'_>,
    code: &Code,
    person: &Person,
    event: &StoredEvent,
) -> Result<ScanDecision, Error> {
    let about = ScanSubject { event: Some(&event.id), person: Some(&person.id) };
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
