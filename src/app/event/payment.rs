//! Payments for events: recorded here, made elsewhere. A payment issues a ticket, a refund revokes it.

use serde_json::json;

use super::find::{lock, subject};
use super::register::find_registration;
use crate::app::{ActorContext, Error};
use crate::domain::checkin::event::{RegistrationStatus, TicketStatus};
use crate::domain::money::amount::Money;
use crate::domain::people::validated_text::Name;
use crate::store::Write;
use crate::store::event::tickets::StoredTicket;

/// A payment, made or expected.
#[derive(Clone, Debug)]
pub struct NewPayment {
    /// In the organisation's currency.
    pub amount: Money,
    pub reference: Name,
    /// Else it is expected: the ticket admits nobody yet.
    pub is_paid: bool,
}

/// Records a payment, which issues a ticket or makes one that waits for it good.
///
/// # Errors
/// 409 `free_event`, `waitlisted`, `registration_cancelled`, `already_paid`.
pub async fn record_payment(
    write: &mut Write,
    actor: &ActorContext,
    event: &str,
    registration: &str,
    payment: NewPayment,
) -> Result<StoredTicket, Error> {
    let organization = actor.organization();
    let event = lock(write, &actor.scope, event).await?;
    let registration = find_registration(write, &event, organization, registration).await?;
    if !event.is_paid {
        return Err(Error::conflict("free_event", "Nothing is paid for this event."));
    }
    match registration.status {
        RegistrationStatus::Registered => {}
        RegistrationStatus::Waitlisted => {
            let detail = "They wait for a place, and pay when they have one.";
            return Err(Error::conflict("waitlisted", detail));
        }
        RegistrationStatus::Cancelled => {
            return Err(Error::conflict("registration_cancelled", "This registration is cancelled."));
        }
    }
    let live = write.live_tickets(organization, &[&registration.id]).await?.pop();
    let (status, paid_at) = match payment.is_paid {
        true => (TicketStatus::Paid, Some(actor.now)),
        false => (TicketStatus::Pending, None),
    };
    let terms = |ticket: StoredTicket| StoredTicket {
        status,
        paid_at,
        amount_minor: i64::try_from(payment.amount.minor).unwrap_or(i64::MAX),
        currency: payment.amount.currency.code().to_owned(),
        reference: payment.reference.as_str().to_owned(),
        ..ticket
    };
    let ticket = match live {
        Some(ticket) if ticket.status == TicketStatus::Paid => {
            return Err(Error::conflict("already_paid", "This registration is paid already."));
        }
        Some(waiting) => {
            let ticket = terms(waiting);
            write.update_ticket(organization, &ticket).await?;
            ticket
        }
        None => {
            let ticket = terms(StoredTicket {
                id: actor.new_id(),
                session_id: event.id.clone(),
                registration_id: registration.id.clone(),
                person_id: registration.person_id.clone(),
                status,
                amount_minor: 0,
                currency: String::new(),
                reference: String::new(),
                issued_at: actor.now,
                paid_at,
                revoked_at: None,
            });
            write.insert_ticket(organization, &ticket).await?;
            ticket
        }
    };
    record(write, actor, "ticket.issued", &ticket).await?;
    Ok(ticket)
}

/// Refunds a payment: the ticket is void. Whoever was let in by it stays in.
///
/// # Errors
/// 409 `no_ticket`.
pub async fn refund(
    write: &mut Write,
    actor: &ActorContext,
    event: &str,
    registration: &str,
) -> Result<(), Error> {
    let organization = actor.organization();
    let event = lock(write, &actor.scope, event).await?;
    let registration = find_registration(write, &event, organization, registration).await?;
    let live = write.live_tickets(organization, &[&registration.id]).await?.pop();
    let Some(mut ticket) = live else {
        return Err(Error::conflict("no_ticket", "There is no ticket to refund."));
    };
    ticket.status = TicketStatus::Revoked;
    ticket.revoked_at = Some(actor.now);
    write.update_ticket(organization, &ticket).await?;
    record(write, actor, "ticket.revoked", &ticket).await
}

async fn record(
    write: &mut Write,
    actor: &ActorContext,
    action: &str,
    ticket: &StoredTicket,
) -> Result<(), Error> {
    let detail = json!({
        "ticketId": ticket.id, "registrationId": ticket.registration_id, "personId": ticket.person_id,
        "status": ticket.status, "amountMinor": ticket.amount_minor, "currency": ticket.currency,
        "reference": ticket.reference,
    });
    actor.record_audit(write, action, subject(&ticket.session_id), detail).await?;
    Ok(())
}
