//! Events, registrations and tickets as answers show them, with their codes.

use serde::Serialize;
use utoipa::ToSchema;

use crate::app::checkin::codes::CodeKeys;
use crate::app::event::codes::{registration_code, ticket_code};
use crate::domain::checkin::event::{AdmitEvery, CheckInMode, RegistrationStatus, TicketStatus};
use crate::domain::session::Status;
use crate::domain::time::Timestamp;
use crate::output::code_picture::png_data_url;
use crate::store::event::StoredEvent;
use crate::store::event::registrations::StoredRegistration;
use crate::store::event::tickets::StoredTicket;

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Event)]
#[schema(example = json!({
    "id": "0193f1d0", "title": "Free lecture", "start": "2027-01-05T16:00:00.000Z", "end": "2027-01-05T18:00:00.000Z",
    "status": "scheduled", "isPaid": false, "isExternalEvent": false, "partnerId": null, "checkInMode": "STUDENTS_SCAN",
    "capacity": 200, "allowWalkIns": true, "opensAt": null, "closesAt": null, "admitEvery": "event",
    "organizerIds": ["0193f1c7"], "createdAt": "2026-12-20T07:30:00.000Z"
}))]
pub(super) struct EventBody {
    id: String,
    title: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    start: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    end: Timestamp,
    status: Status,
    is_paid: bool,
    /// It has an external partner.
    is_external_event: bool,
    partner_id: Option<String>,
    /// Follows from the type: `STUDENTS_SCAN` where nothing is paid and nobody external takes part.
    #[schema(value_type = String, example = "STUDENTS_SCAN")]
    check_in_mode: CheckInMode,
    /// `null`: without a limit.
    capacity: Option<i64>,
    allow_walk_ins: bool,
    /// From when on people are let in; `null`: always.
    #[schema(value_type = Option<String>, format = DateTime)]
    opens_at: Option<Timestamp>,
    /// From when on nobody is let in any more; `null`: never.
    #[schema(value_type = Option<String>, format = DateTime)]
    closes_at: Option<Timestamp>,
    /// `event`: everybody once; `day`: once each day.
    #[schema(value_type = String, example = "event")]
    admit_every: AdmitEvery,
    /// Who it is shared with, its creator too.
    organizer_ids: Vec<String>,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
}

impl From<StoredEvent> for EventBody {
    fn from(event: StoredEvent) -> EventBody {
        let event_type = event.event_type();
        EventBody {
            id: event.id,
            title: event.title,
            start: event.start,
            end: event.end,
            status: event.status,
            is_paid: event.is_paid,
            is_external_event: event_type.is_external,
            partner_id: event.partner,
            check_in_mode: event_type.mode(),
            capacity: event.capacity,
            allow_walk_ins: event.allow_walk_ins,
            opens_at: event.window.opens_at,
            closes_at: event.window.closes_at,
            admit_every: event.admit_every,
            organizer_ids: event.organizers,
            created_at: event.created_at,
        }
    }
}

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
