//! The codes of events: of the event itself, of registrations and of tickets. A code is made again from when it was issued,
//! so that it is the same text each time.

use serde_json::json;

use super::find::{find, lock, subject};
use crate::app::checkin::codes::{CodeKeys, NewCode};
use crate::app::{ActorContext, Error};
use crate::domain::access::Scope;
use crate::domain::checkin::event::{RegistrationStatus, TicketStatus};
use crate::domain::evidence::manual::Purpose;
use crate::domain::time::Timestamp;
use crate::store::event::StoredEvent;
use crate::store::event::codes::EventCodeLife;
use crate::store::event::registrations::StoredRegistration;
use crate::store::event::tickets::StoredTicket;
use crate::store::{Read, Write};

/// The code of a registration, where it has one.
pub fn registration_code(
    keys: &CodeKeys<'_>,
    event: &StoredEvent,
    registration: &StoredRegistration,
) -> Option<String> {
    let has_code =
        event.event_type().has_registration_codes() && registration.status == RegistrationStatus::Registered;
    let issued_at = registration.code_issued_at.filter(|_| has_code)?;
    let (purpose, subject) = (Purpose::Registration, registration.id.as_str());
    Some(keys.sign(NewCode { purpose, subject, issued_at, expires_at: None }))
}

/// The code of a ticket, unless it is revoked.
pub fn ticket_code(keys: &CodeKeys<'_>, ticket: &StoredTicket) -> Option<String> {
    let (purpose, subject) = (Purpose::Ticket, ticket.id.as_str());
    let new = NewCode { purpose, subject, issued_at: ticket.issued_at, expires_at: None };
    (ticket.status != TicketStatus::Revoked).then(|| keys.sign(new))
}

/// The code of an event.
pub fn event_code(keys: &CodeKeys<'_>, event: &str, life: EventCodeLife) -> String {
    let EventCodeLife { issued_at, expires_at } = life;
    keys.sign(NewCode { purpose: Purpose::Session, subject: event, issued_at, expires_at: Some(expires_at) })
}

/// Makes a code of an event, which lives beside older ones.
///
/// # Errors
/// 400 `no_event_code` where everybody shows a code of their own, `event_over` for one that is over or cancelled.
pub async fn issue(write: &mut Write, actor: &ActorContext, id: &str) -> Result<EventCodeLife, Error> {
    let event = lock(write, &actor.scope, id).await?;
    if !event.event_type().has_event_code() {
        let detail = "This event does not use an event QR code".to_owned();
        return Err(Error::Invalid { code: "no_event_code", detail });
    }
    if event.is_over(actor.now) {
        return Err(Error::Invalid { code: "event_over", detail: "Event is over".to_owned() });
    }
    let settings = write.find_settings(actor.organization()).await?;
    // One that is made in the millisecond of a revocation is a new one.
    let issued_at = event.codes_revoked_at.map_or(actor.now, |revoked| actor.now.max(revoked.plus(1)));
    let expires_at = issued_at.max(event.start).plus(settings.session_code_life()).min(event.end);
    let life = EventCodeLife { issued_at, expires_at };
    write.insert_event_code(actor.organization(), id, life).await?;
    let detail = json!({"issuedAt": issued_at, "expiresAt": expires_at});
    actor.record_audit(write, "event.code_issued", subject(id), detail).await?;
    Ok(life)
}

/// The newest code of an event that still holds.
///
/// # Errors
/// 404 `no_code`.
pub async fn newest(
    read: &mut Read,
    scope: &Scope,
    id: &str,
    now: Timestamp,
) -> Result<EventCodeLife, Error> {
    let event = find(read, scope, id).await?;
    let found = match event.event_type().has_event_code() {
        true => read.newest_event_code(scope.organization(), id, event.codes_revoked_at, now).await?,
        false => None,
    };
    let detail = "This event has no code that holds. Make one.";
    found.ok_or(Error::NotFoundWithCode { code: "no_code", detail })
}

/// Revokes all codes of an event that were made so far.
pub async fn revoke(write: &mut Write, actor: &ActorContext, id: &str) -> Result<(), Error> {
    let mut event = lock(write, &actor.scope, id).await?;
    event.codes_revoked_at = Some(actor.now);
    write.update_event(actor.organization(), &event).await?;
    actor.record_audit(write, "event.codes_revoked", subject(id), json!({})).await?;
    Ok(())
}
