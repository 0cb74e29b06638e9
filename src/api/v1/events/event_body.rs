//! An event as it is answered.

use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::checkin::event::{AdmitEvery, CheckInMode};
use crate::domain::session::Status;
use crate::domain::time::Timestamp;
use crate::store::event::StoredEvent;

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Event)]
#[schema(example = json!({
    "id": "0193f1d0", "title": "Free lecture", "start": "2027-01-05T16:00:00.000Z", "end": "2027-01-05T18:00:00.000Z",
    "status": "scheduled", "isPaid": false, "isExternalEvent": false, "partnerId": null, "checkInMode": "STUDENTS_SCAN",
    "capacity": 200, "allowWalkIns": true, "opensAt": null, "closesAt": null, "admitEvery": "event",
    "organizerIds": ["0193f1c7"], "createdAt": "2026-12-20T07:30:00.000Z"
}))]
pub(crate) struct EventBody {
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
