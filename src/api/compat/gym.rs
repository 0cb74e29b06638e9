//! The addresses of a gym's app (S4, doors.md section 3): the code at the reception, for its admin, and a member's scan.
//! Errors are `{"status": "error", "message": text}` and nothing else.

use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::{IntoParams, ToSchema};

use crate::api::v1::checkin::answers::{CHECKED_IN, CHECKED_OUT, SCAN_REFUSALS, word};
use crate::api::v1::checkin::scans::{device, send};
use crate::api::{NoBody, Problem, Route, RouteRequest, get, post};
use crate::app::checkin::at_venue::chosen_venue;
use crate::app::checkin::attempt::{Door, RefusedScan, ScanRequest};
use crate::app::checkin::log::visit_at;
use crate::app::checkin::venue_code;
use crate::domain::access::{Grant, Rows};
use crate::domain::checkin::refusal::Refusal;
use crate::domain::checkin::words::VisitSource;
use crate::domain::evidence::manual::Direction;
use crate::domain::people::Role;
use crate::domain::time::Timestamp;
use crate::http::roles::ADMINS;
use crate::store::venue::venues::Venue;
use crate::store::{Read, Write};

const MEMBERS: &[Grant] = &[(Role::Student, Rows::OwnPerson)];

pub(super) fn routes() -> Vec<Route> {
    let admins = [
        get("/api/admin/attendance/qr/config", "Door of /api/v1/venues/{id}/code")
            .who(ADMINS)
            .to(config)
            .refuses(&["choose_venue", "not_found"]),
        post("/api/admin/attendance/qr/generate", "Door of /api/v1/venues/{id}/code/rotate")
            .who(ADMINS)
            .to(generate)
            .refuses(&["choose_venue", "not_found"]),
        post("/api/admin/attendance/qr/toggle", "Door of /api/v1/venues/{id}/code/toggle")
            .who(ADMINS)
            .to(toggle)
            .refuses(&["choose_venue", "not_found"]),
    ];
    let member = post("/api/member/attendance/scan", "Door of /api/v1/scans")
        .who(MEMBERS)
        .to(scan)
        .refuses(SCAN_REFUSALS)
        .error_shape(member_shape);
    admins.map(|route| route.error_shape(admin_shape)).into_iter().chain([member]).collect()
}

fn admin_shape(problem: &Problem, _: &str) -> (Value, &'static str) {
    let message = match problem.code {
        "forbidden" => "Only gym admins can manage QR attendance.".to_owned(),
        "choose_venue" => "Choose a gym: this organisation has several.".to_owned(),
        "not_found" => "Gym not found".to_owned(),
        _ => plain(problem),
    };
    error(message)
}

fn member_shape(problem: &Problem, _: &str) -> (Value, &'static str) {
    let message = match problem.code {
        "forbidden" => "Only members can scan this QR code.".to_owned(),
        _ => plain(problem),
    };
    error(message)
}

fn plain(problem: &Problem) -> String {
    match problem.code {
        "invalid_body" | "invalid_json" | "invalid_parameter" | "unknown_parameter" => {
            format!("Invalid request: {}", problem.detail)
        }
        _ => problem.detail.clone(),
    }
}

fn error(message: String) -> (Value, &'static str) {
    (json!({"status": "error", "message": message}), "application/json")
}

#[derive(Deserialize, IntoParams)]
struct GymQuery {
    /// Which gym, where there are several.
    #[serde(rename = "gymId")]
    gym_id: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = GymChoice)]
#[schema(example = json!({}))]
struct GymBody {
    /// Which gym, where there are several.
    gym_id: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = GymToggle)]
#[schema(example = json!({"isEnabled": false}))]
struct GymToggleBody {
    is_enabled: bool,
    /// Which gym, where there are several.
    gym_id: Option<String>,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = GymCode)]
struct GymCodeBody {
    gym_id: String,
    is_enabled: bool,
    qr_data: String,
}

async fn config(request: RouteRequest<NoBody, GymQuery>) -> Result<GymCodeBody, Problem> {
    let mut read = request.read().await?;
    let gym = Gym::chosen(&mut read, request.scope.organization(), request.query.gym_id.as_deref()).await?;
    show(&request, &mut read, gym).await
}

async fn generate(request: RouteRequest<GymBody>) -> Result<GymCodeBody, Problem> {
    let mut write = request.write().await?;
    let gym = Gym::chosen(&mut write, request.scope.organization(), request.body.gym_id.as_deref()).await?;
    venue_code::rotate(&mut write, &request.actor(), &gym.venue).await?;
    let body = show(&request, &mut write, gym).await?;
    request.commit(write, body).await
}

async fn toggle(request: RouteRequest<GymToggleBody>) -> Result<GymCodeBody, Problem> {
    let mut write = request.write().await?;
    let gym = Gym::chosen(&mut write, request.scope.organization(), request.body.gym_id.as_deref()).await?;
    venue_code::toggle(&mut write, &request.actor(), &gym.venue, request.body.is_enabled).await?;
    let body = show(&request, &mut write, gym).await?;
    request.commit(write, body).await
}

/// A venue, by the id that clients of a gym know it by.
struct Gym {
    id: String,
    venue: Venue,
}

impl Gym {
    /// The organisation's id names its one venue, a venue's id always that venue.
    async fn chosen(read: &mut Read, organization: &str, id: Option<&str>) -> Result<Gym, Problem> {
        let venue = id.filter(|id| *id != organization);
        let venue = chosen_venue(read, organization, venue).await?;
        Ok(Gym { id: gym_id(read, organization, &venue.id).await?, venue })
    }
}

async fn gym_id(read: &mut Read, organization: &str, venue: &str) -> Result<String, Problem> {
    let is_only = read.list_venues(organization, "", 2).await?.len() == 1;
    Ok(if is_only { organization } else { venue }.to_owned())
}

async fn show<B, Q>(request: &RouteRequest<B, Q>, read: &mut Read, gym: Gym) -> Result<GymCodeBody, Problem> {
    let organization = request.scope.organization();
    let code = venue_code::printed(read, &request.app.secrets, organization, &gym.venue).await?;
    Ok(GymCodeBody { gym_id: gym.id, is_enabled: code.is_enabled, qr_data: code.text })
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = GymScan)]
#[schema(example = json!({"qrData": "CEAAAAI…"}))]
struct GymScanBody {
    /// What was read; whatever is no text is no code.
    #[serde(default)]
    #[schema(value_type = String)]
    qr_data: Value,
}

#[derive(Serialize, ToSchema)]
#[schema(as = GymScanResult)]
struct GymScanResultBody {
    #[schema(value_type = String, example = "checked_in")]
    status: &'static str,
    message: String,
    record: GymRecordBody,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = GymRecord)]
struct GymRecordBody {
    id: String,
    gym_id: String,
    member_id: String,
    member_name: String,
    #[schema(value_type = String, format = DateTime)]
    check_in_time: Timestamp,
    /// Left out while inside.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    check_out_time: Option<Timestamp>,
    #[schema(value_type = String, example = "in")]
    status: &'static str,
    /// `qr_scan`, `admin_manual` or `class`.
    source: VisitSource,
}

async fn scan(request: RouteRequest<GymScanBody>) -> Result<GymScanResultBody, Problem> {
    let scan = ScanRequest {
        code: request.body.qr_data.as_str().unwrap_or_default().to_owned(),
        // The rule of five seconds is what keeps a double read of a door without nonces one scan.
        nonce: None,
        scanned_at: None,
        session_id: None,
        venue_id: None,
        is_queued: false,
        device: device(request.headers()),
        door: Door::Gym,
    };
    let (mut write, result) = send(&request, &scan).await?;
    match result {
        Ok(answer) => {
            let body = result_body(&mut write, request.scope.organization(), answer.scan).await?;
            request.commit_unevaluated(write, body).await
        }
        Err(refusal) => {
            write.commit().await?;
            Err(refused(&refusal))
        }
    }
}

async fn result_body(
    write: &mut Write,
    organization: &str,
    scan: crate::app::checkin::attempt::TakenScan,
) -> Result<GymScanResultBody, Problem> {
    let venue = scan.venue_id.as_deref().unwrap_or_default();
    let visit = visit_at(write, organization, &scan.person.id, venue, scan.at).await?;
    let visit = visit.ok_or_else(|| Problem::not_found("visit"))?;
    Ok(GymScanResultBody {
        status: word(scan.direction),
        message: if scan.direction == Direction::In { CHECKED_IN } else { CHECKED_OUT }.to_owned(),
        record: GymRecordBody {
            id: visit.id,
            gym_id: gym_id(write, organization, venue).await?,
            member_id: scan.person.id,
            member_name: scan.person.name,
            check_in_time: visit.in_at,
            check_out_time: visit.out_at,
            status: if visit.out_at.is_none() { "in" } else { "out" },
            source: visit.source,
        },
    })
}

/// The texts of the gym's app; their statuses are those of `/api/v1/scans`, except where that has none for a gym.
fn refused(refused: &RefusedScan) -> Problem {
    let (status, message) = match refused.refusal {
        Refusal::WrongOrganization => (StatusCode::FORBIDDEN, "This QR code belongs to another gym"),
        Refusal::Expired => (StatusCode::BAD_REQUEST, "QR code expired"),
        Refusal::Disabled => (StatusCode::FORBIDDEN, "QR attendance is currently disabled for this gym."),
        Refusal::MembershipInactive | Refusal::PlanNotEligible => (
            StatusCode::FORBIDDEN,
            "Your membership or plan does not allow QR attendance. Please contact the gym.",
        ),
        Refusal::RateLimited => (StatusCode::TOO_MANY_REQUESTS, "Too many scans. Please wait a moment."),
        // What remains can only be a code that is not good here.
        _ => (StatusCode::BAD_REQUEST, "Invalid QR code"),
    };
    let mut problem = Problem::new(status, refused.refusal.as_str(), message);
    problem.retry_after = refused.retry_after;
    problem
}
