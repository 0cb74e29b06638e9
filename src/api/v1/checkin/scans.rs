//! `POST /api/v1/scans`: one scan, or a device's queue.

use std::time::Duration;

use axum::http::HeaderMap;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::answers::{SCAN_REFUSALS, ScanResultBody, refused};
use super::scan_body::{QueuedScanBody, ScanUpload};
use crate::api::{Problem, Route, RouteRequest, post};
use crate::app::Error;
use crate::app::checkin::attempt::{Door, ScanRequest};
use crate::app::checkin::scan::{ScanResult, scan_alone};
use crate::domain::access::{Grant, Rows};
use crate::domain::people::Role;
use crate::http::cookie;
use crate::store::Write;

/// Long enough for a whole queue on a slow disk.
const QUEUE_TIMEOUT: Duration = Duration::from_secs(120);

/// Everybody who may scan something; what, `app::checkin::scan` knows.
pub(crate) const SCANNERS: &[Grant] = &[
    (Role::Superadmin, Rows::Organization),
    (Role::Admin, Rows::Organization),
    (Role::Receptionist, Rows::Organization),
    (Role::Moderator, Rows::Organization),
    (Role::Organizer, Rows::OwnPerson),
    (Role::Partner, Rows::OwnPerson),
    (Role::Student, Rows::OwnPerson),
];

pub(crate) fn routes() -> Vec<Route> {
    vec![
        post("/api/v1/scans", "Scan a code, or upload a device's queue of scans")
            .who(SCANNERS)
            .to(scan)
            .refuses(SCAN_REFUSALS)
            .timeout(QUEUE_TIMEOUT),
    ]
}

/// The answers to a queue, in the order it was sent.
#[derive(Serialize, ToSchema)]
#[schema(as = QueueResult)]
struct QueueBody {
    items: Vec<QueueItemBody>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = QueueItem)]
struct QueueItemBody {
    nonce: String,
    ok: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<ScanResultBody>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<QueueErrorBody>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = QueueError)]
struct QueueErrorBody {
    code: String,
    detail: String,
}

/// What the two kinds of request are answered with.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
#[schema(as = ScanAnswer)]
enum ScanAnswerBody {
    Single(ScanResultBody),
    Queue(QueueBody),
}

async fn scan(request: RouteRequest<ScanUpload>) -> Result<ScanAnswerBody, Problem> {
    match &request.body {
        ScanUpload::Single(one) => {
            let scan = ScanRequest {
                code: one.code.clone(),
                nonce: Some(one.nonce.clone()),
                scanned_at: one.scanned_at,
                session_id: one.session_id.clone(),
                venue_id: one.venue_id.clone(),
                is_queued: false,
                device: device(request.headers()),
                door: Door::Scans,
            };
            let (write, result) = send(&request, &scan).await?;
            let answer = answer_or_problem(&request, write, result).await?;
            Ok(answer)
        }
        ScanUpload::Queue(scans) => {
            let body = ScanAnswerBody::Queue(QueueBody { items: upload(&request, scans).await? });
            request.replace_saved_response(body).await
        }
    }
}

/// Judges one scan, in a transaction that is still to be committed.
pub(crate) async fn send<B, Q>(
    request: &RouteRequest<B, Q>,
    scan: &ScanRequest,
) -> Result<(Write, ScanResult), Problem> {
    Ok(scan_alone(&request.app, &request.actor(), &request.caller, scan).await?)
}

async fn answer_or_problem<B, Q>(
    request: &RouteRequest<B, Q>,
    write: Write,
    result: ScanResult,
) -> Result<ScanAnswerBody, Problem> {
    match result {
        Ok(answer) => request.commit_unevaluated(write, ScanAnswerBody::Single(answer.into())).await,
        Err(refusal) => {
            write.commit().await?;
            Err(refused(&refusal))
        }
    }
}

/// Each scan of a queue in a transaction of its own, so that one that fails keeps no other from being taken; earlier ones
/// first, whatever the order they were sent in.
async fn upload(
    request: &RouteRequest<ScanUpload>,
    scans: &[QueuedScanBody],
) -> Result<Vec<QueueItemBody>, Problem> {
    let mut order: Vec<usize> = (0..scans.len()).collect();
    order.sort_by_key(|index| (scans[*index].scanned_at, *index));
    let mut items: Vec<Option<QueueItemBody>> = scans.iter().map(|_| None).collect();
    let device = device(request.headers());
    for index in order {
        let one = &scans[index];
        let scan = ScanRequest {
            code: one.code.clone(),
            nonce: Some(one.nonce.clone()),
            scanned_at: Some(one.scanned_at),
            session_id: one.session_id.clone(),
            venue_id: one.venue_id.clone(),
            is_queued: true,
            device: device.clone(),
            door: Door::Scans,
        };
        let result = match scan_alone(&request.app, &request.actor(), &request.caller, &scan).await {
            Ok((write, result)) => {
                write.commit().await?;
                result.map_err(|refusal| refused(&refusal))
            }
            // The database does not answer: nothing is known of this one, and the device sends the queue again.
            Err(error @ Error::Store(_)) => return Err(error.into()),
            Err(error) => Err(error.into()),
        };
        items[index] = Some(QueueItemBody::of(one.nonce.clone(), result.map(ScanResultBody::from)));
    }
    Ok(items.into_iter().flatten().collect())
}

impl QueueItemBody {
    fn of(nonce: String, result: Result<ScanResultBody, Problem>) -> QueueItemBody {
        let (result, error) = match result {
            Ok(result) => (Some(result), None),
            Err(problem) => {
                let detail = with_admission(&problem);
                (None, Some(QueueErrorBody { code: problem.code.to_owned(), detail }))
            }
        };
        QueueItemBody { nonce, ok: result.is_some(), result, error }
    }
}

/// Why a queued scan was refused, with when and by whom the ticket was used instead: an item has no fields for them
/// (doors.md section 6).
fn with_admission(problem: &Problem) -> String {
    let Some(at) = problem.extra.get("checkedInAt").and_then(Value::as_str) else {
        return problem.detail.clone();
    };
    let by = problem.extra.get("checkedInBy").and_then(|by| by["name"].as_str());
    let by = by.map(|name| format!(", let in by {name}")).unwrap_or_default();
    format!("{} It was at {at}{by}.", problem.detail)
}

/// What the device calls itself: a cookie of the scan page, by which two people on one telephone are noticed.
pub(crate) fn device(headers: &HeaderMap) -> Option<String> {
    cookie::find(headers, cookie::DEVICE)
}
