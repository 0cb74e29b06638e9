//! The addresses of a campus's events (S5, doors.md section 4): the entrance, a student's scan, an event's code, and who came.
//! Errors are `{"error": text, "code": word}`; a 409 about somebody who was let in says when and by whom.

use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

use crate::api::v1::checkin::answers::{SCAN_REFUSALS, person_or_null};
use crate::api::v1::checkin::scans::{device, send};
use crate::api::v1::events::{CheckInBody, EventCodeBody, EventStatsBody, shown_code, stats_of};
use crate::api::{Problem, Route, RouteRequest, get, post};
use crate::app::Error;
use crate::app::checkin::attempt::{Door, RefusedScan, ScanRequest};
use crate::app::checkin::scan::ScanAnswer;
use crate::app::event::{check_ins, codes};
use crate::domain::access::{Grant, Rows};
use crate::domain::checkin::event::AdmissionMethod;
use crate::domain::checkin::refusal::Refusal;
use crate::domain::people::Role;
use crate::domain::time::Timestamp;
use crate::http::roles::EVENT_SCANNERS;
use crate::store::Write;

const STUDENTS: &[Grant] = &[(Role::Student, Rows::OwnPerson)];

pub(super) fn routes() -> Vec<Route> {
    [
        post("/checkin/validate-ticket", "Door of /api/v1/scans, for tickets and registrations")
            .who(EVENT_SCANNERS)
            .to(validate_ticket)
            .refuses(SCAN_REFUSALS),
        post("/checkin/validate-student", "Door of /api/v1/scans, for the code of an event")
            .who(STUDENTS)
            .to(validate_student)
            .refuses(SCAN_REFUSALS),
        post("/checkin/generate-event-qr", "Door of /api/v1/events/{id}/code")
            .who(EVENT_SCANNERS)
            .to(generate)
            .refuses(&["no_event_code", "event_over", "not_found"]),
        get("/checkin/event/{id}/stats", "Door of /api/v1/events/{id}/stats").who(EVENT_SCANNERS).to(stats),
        get("/checkin/event/{id}/list", "Door of /api/v1/events/{id}/check-ins").who(EVENT_SCANNERS).to(list),
    ]
    .map(|route| route.error_shape(error_shape))
    .into()
}

fn error_shape(problem: &Problem, _: &str) -> (Value, &'static str) {
    let (error, code) = match (problem.status.as_u16(), problem.code) {
        (401, _) => ("Unauthorized".to_owned(), "unauthenticated"),
        (403, code) => ("Access denied".to_owned(), code),
        (404, "not_found") => ("Event not found".to_owned(), "not_found"),
        (400, "invalid_json") => (format!("Invalid request: {}", problem.detail), "invalid_body"),
        (400, "invalid_body" | "invalid_parameter" | "unknown_parameter") | (413 | 415, _) => {
            (format!("Invalid request: {}", problem.detail), problem.code)
        }
        (_, code) => (problem.detail.clone(), code),
    };
    let mut body = json!({"error": error, "code": code});
    for member in ["checkedInAt", "checkedInBy"] {
        if let Some(value) = problem.extra.get(member) {
            body[member] = value.clone();
        }
    }
    (body, "application/json")
}

/// A refused scan in the words of these addresses.
fn refused(refused: &RefusedScan, door: Door) -> Problem {
    let (status, text) = match refused.refusal {
        Refusal::InvalidCode if refused.is_bad_signature => (400, "Invalid signature"),
        Refusal::InvalidCode | Refusal::WrongPurpose | Refusal::Revoked => (400, "Invalid QR code"),
        Refusal::Expired => (400, "QR code expired"),
        Refusal::NotRegistered => match refused.missing {
            Some("ticket") => (404, "Ticket not found"),
            Some(_) => (404, "Event not found"),
            None => (404, "You are not registered for this event"),
        },
        Refusal::NotPaid => (400, "Ticket is not paid"),
        Refusal::TooEarly => (400, "Check-in is not open yet"),
        Refusal::TooLate => (400, "Check-in is closed"),
        Refusal::AlreadyUsed => (409, "Ticket already used"),
        Refusal::AlreadyCheckedIn => (409, "Student already checked in"),
        Refusal::RateLimited if door == Door::EventCode => (400, "Rate limit exceeded"),
        Refusal::RateLimited => (429, "Rate limit exceeded"),
        Refusal::WrongOrganization
        | Refusal::Disabled
        | Refusal::MembershipInactive
        | Refusal::PlanNotEligible => (403, "Access denied"),
    };
    let status = StatusCode::from_u16(status).expect("a status of the table above");
    let mut problem = Problem::new(status, refused.refusal.as_str(), text);
    problem.retry_after = refused.retry_after;
    match &refused.admitted {
        Some((at, by)) => {
            problem.with("checkedInAt", json!(at)).with("checkedInBy", person_or_null(by.as_ref()))
        }
        None => problem,
    }
}

/// Judges a code that was read at one of the two doors; a refused one is kept.
async fn judge<B>(request: &RouteRequest<B>, code: &str, door: Door) -> Result<(Write, ScanAnswer), Problem> {
    let scan = ScanRequest {
        code: code.to_owned(),
        nonce: None,
        scanned_at: None,
        session_id: None,
        venue_id: None,
        is_queued: false,
        device: device(request.headers()),
        door,
    };
    let (write, result) = send(request, &scan).await?;
    match result {
        Ok(answer) => Ok((write, answer)),
        Err(refusal) => {
            write.commit().await?;
            Err(refused(&refusal, door))
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = TicketCheck)]
#[schema(example = json!({"qrCodeData": "CEAAAAI…"}))]
struct TicketCheckBody {
    /// The text of a ticket's or a registration's code.
    qr_code_data: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = TicketChecked)]
struct TicketCheckedBody {
    success: bool,
    #[serde(rename = "checkIn")]
    check_in: EntranceBody,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = EntranceCheckIn)]
struct EntranceBody {
    id: String,
    user_id: String,
    event_id: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    checked_in_at: Timestamp,
    user_name: String,
    email: Option<String>,
    event_title: Option<String>,
    /// `ticket` or `registration`.
    #[schema(value_type = String, example = "ticket")]
    method: AdmissionMethod,
}

async fn validate_ticket(request: RouteRequest<TicketCheckBody>) -> Result<TicketCheckedBody, Problem> {
    let (mut write, answer) = judge(&request, &request.body.qr_code_data, Door::EventEntrance).await?;
    let (scan, organization) = (answer.scan, request.scope.organization());
    let came = check_ins::one(&mut write, organization, &scan.id).await?;
    let event = write.find_event(organization, &came.admission.session_id).await?;
    let check_in = EntranceBody {
        id: scan.id,
        user_id: scan.person.id,
        event_id: scan.session_id,
        checked_in_at: scan.at,
        user_name: came.name,
        email: came.email,
        event_title: event.and_then(|event| event.title),
        method: came.admission.method,
    };
    request.commit_unevaluated(write, TicketCheckedBody { success: true, check_in }).await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StudentCheck)]
#[schema(example = json!({"eventQRCode": "CEAAAAI…"}))]
struct StudentCheckBody {
    /// The text of the event's code.
    #[serde(rename = "eventQRCode")]
    event_qr_code: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = StudentChecked)]
struct StudentCheckedBody {
    success: bool,
    #[serde(rename = "checkIn")]
    check_in: OwnCheckInBody,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = OwnCheckIn)]
struct OwnCheckInBody {
    id: String,
    user_id: String,
    event_id: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    checked_in_at: Timestamp,
}

async fn validate_student(request: RouteRequest<StudentCheckBody>) -> Result<StudentCheckedBody, Problem> {
    let (write, answer) = judge(&request, &request.body.event_qr_code, Door::EventCode).await?;
    let scan = answer.scan;
    let check_in = OwnCheckInBody {
        id: scan.id,
        user_id: scan.person.id,
        event_id: scan.session_id,
        checked_in_at: scan.at,
    };
    request.commit_unevaluated(write, StudentCheckedBody { success: true, check_in }).await
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = EventCodeWish)]
#[schema(example = json!({"eventId": "0193f1d0"}))]
struct EventCodeWishBody {
    event_id: String,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = EventCodePicture)]
struct EventCodePictureBody {
    /// A picture of the code: `data:image/png;base64,…`.
    qr_code: String,
    #[schema(value_type = String, format = DateTime)]
    expires_at: Timestamp,
    event_id: String,
}

async fn generate(request: RouteRequest<EventCodeWishBody>) -> Result<EventCodePictureBody, Problem> {
    let event = request.body.event_id.as_str();
    let mut write = request.write().await?;
    let life = codes::issue(&mut write, &request.actor(), event).await?;
    let EventCodeBody { code: _, qr_code, expires_at, event_id } =
        shown_code(&request, &mut write, event, life).await?;
    request.commit(write, EventCodePictureBody { qr_code, expires_at, event_id }).await
}

async fn stats(request: RouteRequest) -> Result<EventStatsBody, Problem> {
    let mut read = request.read().await?;
    let (event, counts) = check_ins::counts(&mut read, &request.scope, request.id()).await?;
    Ok(stats_of(event, counts))
}

#[derive(Serialize, ToSchema)]
#[schema(as = EventCheckIns)]
struct EventCheckInsBody {
    #[serde(rename = "checkIns")]
    check_ins: Vec<CheckInBody>,
}

async fn list(request: RouteRequest) -> Result<EventCheckInsBody, Problem> {
    let found: Result<_, Error> =
        check_ins::list(&mut request.read().await?, &request.scope, request.id()).await;
    Ok(EventCheckInsBody { check_ins: found?.into_iter().map(CheckInBody::from).collect() })
}
