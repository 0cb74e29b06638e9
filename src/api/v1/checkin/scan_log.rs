//! `GET /api/v1/scans`: every scan that was sent, refused ones with their reason.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::answers::ScanPersonBody;
use crate::api::{NoBody, Problem, Route, RouteRequest, get};
use crate::app::checkin::log::{LoggedScan, list_scans};
use crate::domain::access::{Grant, Rows};
use crate::domain::checkin::refusal::Refusal;
use crate::domain::checkin::sharing::SharingSign;
use crate::domain::checkin::words::CheckInFinding;
use crate::domain::evidence::manual::Purpose;
use crate::domain::people::Role;
use crate::domain::time::Timestamp;
use crate::http::pagination::{self, Page};
use crate::http::time_parameter::{TimeParameter, organization_zone, time_range};
use crate::store::checkin::scans::ScanFilter;

/// Who looks at scans: the people of an event at those of theirs.
pub(crate) const SCAN_READERS: &[Grant] = &[
    (Role::Superadmin, Rows::Organization),
    (Role::Admin, Rows::Organization),
    (Role::Receptionist, Rows::Organization),
    (Role::Moderator, Rows::Organization),
    (Role::Organizer, Rows::OwnEvents),
    (Role::Partner, Rows::OwnEvents),
];

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/scans", "Scans, newest first; refused ones with their reason")
            .who(SCAN_READERS)
            .to(list),
    ]
}

#[derive(Deserialize, IntoParams)]
struct ScanQuery {
    /// Scanned then or later: an instant or a local day.
    #[param(value_type = Option<String>)]
    from: Option<TimeParameter>,
    /// Scanned before: an instant or a local day.
    #[param(value_type = Option<String>)]
    to: Option<TimeParameter>,
    /// `accepted` or `refused`.
    #[param(value_type = Option<String>)]
    result: Option<ScanOutcome>,
    person_id: Option<String>,
    /// Only those with signs that a code was shared.
    signs: Option<bool>,
    limit: Option<i64>,
    cursor: Option<String>,
}

/// Whether a scan was taken.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum ScanOutcome {
    Accepted,
    Refused,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Scan)]
struct ScanBody {
    id: String,
    #[schema(value_type = String, format = DateTime)]
    scanned_at: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    received_at: Timestamp,
    /// Whom it is about, if that is known.
    person: Option<ScanPersonBody>,
    scanned_by: Option<ScanPersonBody>,
    purpose: Option<Purpose>,
    result: ScanOutcome,
    /// Why it was refused.
    code: Option<Refusal>,
    venue_id: Option<String>,
    session_id: Option<String>,
    /// What is odd about it; left out where nothing is.
    #[serde(skip_serializing_if = "Option::is_none")]
    finding: Option<CheckInFinding>,
    /// Signs that a code was shared; left out where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    signs: Vec<SharingSign>,
}

impl From<LoggedScan> for ScanBody {
    fn from(logged: LoggedScan) -> ScanBody {
        let LoggedScan { scan, person, scanned_by } = logged;
        ScanBody {
            id: scan.id,
            scanned_at: scan.scanned_at,
            received_at: scan.received_at,
            person: person.map(ScanPersonBody::from),
            scanned_by: scanned_by.map(ScanPersonBody::from),
            purpose: scan.purpose,
            result: if scan.refusal.is_none() { ScanOutcome::Accepted } else { ScanOutcome::Refused },
            code: scan.refusal,
            venue_id: scan.venue_id,
            session_id: scan.session_id,
            finding: scan.finding,
            signs: scan.signs,
        }
    }
}

async fn list(request: RouteRequest<NoBody, ScanQuery>) -> Result<Page<ScanBody>, Problem> {
    let query = &request.query;
    let limit = pagination::limit(query.limit)?;
    let after: Option<(Timestamp, String)> = pagination::decode_cursor(query.cursor.as_deref())?;
    let mut read = request.read().await?;
    let zone = organization_zone(&mut read, &request.scope, &[query.from, query.to]).await?;
    let sessions = match request.scope.own_rows() {
        Some(_) => Some(read.list_event_ids(&request.scope).await?),
        None => None,
    };
    let filter = ScanFilter {
        span: Some(time_range(query.from, query.to, zone)?),
        taken: query.result.map(|result| result == ScanOutcome::Accepted),
        person: query.person_id.clone(),
        sessions,
        with_signs: query.signs == Some(true),
        to_look_at: false,
    };
    let organization = request.scope.organization();
    let rows = list_scans(&mut read, organization, &filter, after.as_ref(), limit + 1).await?;
    Ok(Page::from_rows(rows, limit, |one| (one.scan.scanned_at, one.scan.id.clone()), ScanBody::from))
}
