//! The body of `POST /api/v1/scans`: one scan, or a device's queue.

use axum::body::Bytes;
use axum::http::HeaderMap;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa::openapi::{RefOr, Schema};

use crate::api::{Problem, RequestBody};
use crate::domain::time::Timestamp;
use crate::http::body::read_json_body;
use crate::http::schema_components::Components;

/// Scans of one upload.
const MAX_QUEUE: usize = 500;
/// Characters of a nonce.
const MAX_NONCE: usize = 200;

/// One scan, or `scans` alone.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = ScanRequest)]
#[schema(example = json!({"code": "CEAAAAI…", "nonce": "6f1c0e0a-31"}))]
struct ScanUploadBody {
    /// The text of a code, or the address of a scan page that holds it.
    code: Option<String>,
    /// Chosen by the device: the same one is the same scan.
    nonce: Option<String>,
    /// By the device's clock; now where it is left out.
    #[schema(value_type = Option<String>, format = DateTime)]
    scanned_at: Option<Timestamp>,
    /// With a member's card: the session to let into.
    session_id: Option<String>,
    /// With a member's card: the venue, where there are several.
    venue_id: Option<String>,
    /// A device's queue, up to 500, each judged by its own time.
    scans: Option<Vec<QueuedScanBody>>,
}

/// One scan of a queue.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = QueuedScan)]
pub(crate) struct QueuedScanBody {
    pub(crate) code: String,
    pub(crate) nonce: String,
    #[schema(value_type = String, format = DateTime)]
    pub(crate) scanned_at: Timestamp,
    pub(crate) session_id: Option<String>,
    pub(crate) venue_id: Option<String>,
}

/// One scan that is sent by itself.
#[derive(Debug)]
pub(crate) struct SingleScan {
    pub(crate) code: String,
    pub(crate) nonce: String,
    pub(crate) scanned_at: Option<Timestamp>,
    pub(crate) session_id: Option<String>,
    pub(crate) venue_id: Option<String>,
}

/// What was sent.
#[derive(Debug)]
pub(crate) enum ScanUpload {
    Single(SingleScan),
    Queue(Vec<QueuedScanBody>),
}

impl RequestBody for ScanUpload {
    /// A queue of 500.
    const LIMIT: usize = 1024 * 1024;

    fn read(headers: &HeaderMap, bytes: Bytes) -> Result<ScanUpload, Problem> {
        let body: ScanUploadBody = read_json_body(headers, &bytes)?;
        let upload = match body {
            ScanUploadBody {
                scans: Some(scans),
                code: None,
                nonce: None,
                scanned_at: None,
                session_id: None,
                venue_id: None,
            } => ScanUpload::Queue(scans),
            ScanUploadBody { scans: Some(_), .. } => {
                return Err(invalid("scans", "a queue stands alone: its scans have their own fields"));
            }
            ScanUploadBody { code, nonce, scanned_at, session_id, venue_id, scans: None } => {
                ScanUpload::Single(SingleScan {
                    code: code.ok_or_else(|| invalid("code", "missing field `code`"))?,
                    nonce: nonce.ok_or_else(|| invalid("nonce", "missing field `nonce`"))?,
                    scanned_at,
                    session_id,
                    venue_id,
                })
            }
        };
        match &upload {
            ScanUpload::Single(scan) => check_nonce(&scan.nonce, "nonce")?,
            ScanUpload::Queue(scans) if scans.len() > MAX_QUEUE => {
                return Err(invalid("scans", "at most 500 scans in one upload"));
            }
            ScanUpload::Queue(scans) => {
                for (index, scan) in scans.iter().enumerate() {
                    check_nonce(&scan.nonce, &format!("scans[{index}].nonce"))?;
                }
            }
        }
        Ok(upload)
    }

    fn describe(components: &mut Components) -> Option<RefOr<Schema>> {
        Some(components.reference::<ScanUploadBody>())
    }
}

fn check_nonce(nonce: &str, field: &str) -> Result<(), Problem> {
    match (1..=MAX_NONCE).contains(&nonce.chars().count()) {
        true => Ok(()),
        false => Err(invalid(field, "a nonce has 1 to 200 characters")),
    }
}

fn invalid(field: &str, problem: &str) -> Problem {
    Problem::invalid("invalid_body", format!("{field}: {problem}.")).at_field(field)
}
