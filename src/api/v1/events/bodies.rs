//! Registrations and tickets as answers show them, with their codes.

use serde::Serialize;
use utoipa::ToSchema;

use crate::app::checkin::codes::CodeKeys;
use crate::app::event::codes::{registration_code, ticket_code};
use crate::domain::checkin::event::{RegistrationStatus, TicketStatus};
use crate::domain::time::Timestamp;
use crate::output::code_picture::png_data_url;
use crate::store::event::StoredEvent;
use crate::store::event::registrations::StoredRegistration;
use crate::store::event::tickets::StoredTicket;

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Registration)]
#[schema(example = json!({
    "id": "0193f1e1", "userId": "0193f1c1", "eventId": "0193f1d0", "status": "REGISTERED", "walkIn": false, "code": null,
    "qrCode": null, "createdAt": "2026-12-21T07:30:00.000Z"
}))]
pub(super) struct RegistrationBody {
    id: String,
    user_id: String,
    event_id: String,
    /// `REGISTERED`, `WAITLISTED` or `CANCELLED`.
    #[schema(value_type = String, example = "REGISTERED")]
    status: RegistrationStatus,
    /// Made at the door.
    walk_in: bool,
    /// The text of its code: of events with an external partner that are not paid for; `null` of others, and without a place.
    code: Option<String>,
    /// A picture of it: `data:image/png;base64,…`.
    qr_code: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
}

impl RegistrationBody {
    pub(super) fn of(keys: &CodeKeys<'_>, event: &StoredEvent, one: StoredRegistration) -> RegistrationBody {
        let code = registration_code(keys, event, &one);
        RegistrationBody {
            id: one.id,
            user_id: one.person_id,
            event_id: one.session_id,
            status: one.status,
            walk_in: one.is_walk_in,
            qr_code: code.as_deref().map(png_data_url),
            code,
            created_at: one.created_at,
        }
    }
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Ticket)]
pub(super) struct TicketBody {
    ticket_id: String,
    /// `pending` or `paid`.
    #[schema(value_type = String, example = "paid")]
    status: TicketStatus,
    code: Option<String>,
    /// A picture of it: `data:image/png;base64,…`.
    qr_code: Option<String>,
}

impl TicketBody {
    pub(super) fn of(keys: &CodeKeys<'_>, ticket: StoredTicket) -> TicketBody {
        let code = ticket_code(keys, &ticket);
        TicketBody {
            ticket_id: ticket.id,
            status: ticket.status,
            qr_code: code.as_deref().map(png_data_url),
            code,
        }
    }
}
