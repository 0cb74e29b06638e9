//! Who came to an event, the figures of that, and taking it back.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::api::v1::shared::PersonName;
use crate::api::{Page, Problem, Route, RouteRequest, get, post};
use crate::app::event::check_ins::{self, CheckIn};
use crate::app::event::undo;
use crate::domain::checkin::event::{AdmissionMethod, CheckInMode, EventCounts, check_in_rate_tenths};
use crate::domain::people::validated_text::ReasonText;
use crate::domain::time::Timestamp;
use crate::http::roles::EVENT_SCANNERS;
use crate::store::event::StoredEvent;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/events/{id}/stats", "How many registered for an event, and how many came")
            .who(EVENT_SCANNERS)
            .to(stats),
        get("/api/v1/events/{id}/check-ins", "Everybody who was let in to an event, the earliest first")
            .who(EVENT_SCANNERS)
            .to(list),
        post(
            "/api/v1/check-ins/{id}/undo",
            "Take an admission back, with a reason; the ticket is free again",
        )
        .who(EVENT_SCANNERS)
        .to(take_back)
        .refuses(&["own_report", "not_checked_in", "no_author"]),
    ]
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = EventStats)]
#[schema(example = json!({
    "eventId": "0193f1d0", "title": "Free lecture", "totalRegistrations": 40, "checkedInCount": 13, "checkInRate": 32.5,
    "mode": "STUDENTS_SCAN"
}))]
pub(crate) struct EventStatsBody {
    event_id: String,
    title: Option<String>,
    /// Neither cancelled nor on the waiting list.
    total_registrations: i64,
    /// Different people.
    checked_in_count: i64,
    /// Percent of the registrations, of an event that is paid for of the paid tickets, with one decimal.
    check_in_rate: f64,
    #[schema(value_type = String, example = "STUDENTS_SCAN")]
    mode: CheckInMode,
}

/// The figures of an event, as answers show them.
pub(crate) fn stats_of(event: StoredEvent, counts: EventCounts) -> EventStatsBody {
    let tenths = check_in_rate_tenths(counts.checked_in, counts.base(event.is_paid));
    EventStatsBody {
        mode: event.event_type().mode(),
        event_id: event.id,
        title: event.title,
        total_registrations: counts.registered,
        checked_in_count: counts.checked_in,
        check_in_rate: tenths as f64 / 10.0,
    }
}

async fn stats(request: RouteRequest) -> Result<EventStatsBody, Problem> {
    let mut read = request.read().await?;
    let (event, counts) = check_ins::counts(&mut read, &request.scope, request.id()).await?;
    Ok(stats_of(event, counts))
}

/// Somebody who was let in.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CheckIn)]
pub(crate) struct CheckInBody {
    id: String,
    user_id: String,
    user_name: String,
    email: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    checked_in_at: Timestamp,
    /// `ticket`, `registration`, `event_code` or `manual`.
    #[schema(value_type = String, example = "ticket")]
    method: AdmissionMethod,
    /// `null`: they scanned the event's code themselves.
    checked_in_by: Option<PersonName>,
}

impl From<CheckIn> for CheckInBody {
    fn from(one: CheckIn) -> CheckInBody {
        let by = one.admission.admitted_by.zip(one.admitted_by_name);
        CheckInBody {
            id: one.admission.id,
            user_id: one.admission.person_id,
            user_name: one.name,
            email: one.email,
            checked_in_at: one.admission.admitted_at,
            method: one.admission.method,
            checked_in_by: by.map(|(id, name)| PersonName { id, name }),
        }
    }
}

async fn list(request: RouteRequest) -> Result<Page<CheckInBody>, Problem> {
    let found = check_ins::list(&mut request.read().await?, &request.scope, request.id()).await?;
    Ok(Page::complete(found.into_iter().map(CheckInBody::from).collect()))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CheckInUndo)]
#[schema(example = json!({"reason": "The wrong ticket was scanned."}))]
struct UndoBody {
    #[schema(value_type = String, max_length = 500)]
    reason: ReasonText,
}

/// An admission that was taken back.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = UndoneCheckIn)]
struct UndoneCheckInBody {
    id: String,
    user_id: String,
    event_id: String,
    #[schema(value_type = String, format = DateTime)]
    checked_in_at: Timestamp,
    #[schema(value_type = Option<String>, format = DateTime)]
    undone_at: Option<Timestamp>,
    reason: String,
}

async fn take_back(request: RouteRequest<UndoBody>) -> Result<UndoneCheckInBody, Problem> {
    let reason = &request.body.reason;
    let mut write = request.write().await?;
    let undone = undo::undo(&mut write, &request.actor(), request.id(), reason.clone()).await?;
    let body = UndoneCheckInBody {
        id: undone.id,
        user_id: undone.person_id,
        event_id: undone.session_id,
        checked_in_at: undone.admitted_at,
        undone_at: undone.undone_at,
        reason: reason.as_str().to_owned(),
    };
    request.commit_unevaluated(write, body).await
}
