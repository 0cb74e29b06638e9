//! Asking the platform about one session, or about all that are active, and showing what that found and changed.

use std::time::Duration;

use serde::Serialize;
use utoipa::ToSchema;

use crate::api::v1::shared::SeenIdentityBody;
use crate::api::{Problem, Route, RouteRequest, post};
use crate::app::session::resync;
use crate::app::session::resync::{ReportChange, ReportFigures, ResyncError, Resynced};
use crate::domain::session::Platform;
use crate::domain::time::Timestamp;
use crate::domain::verdict::outcome::Outcome;
use crate::http::error_codes::RESYNC_ERRORS;
use crate::http::roles::SESSION_EDITORS;

/// `app::session::resync` stops waiting after 30 and 60 seconds; these are longer, so that its own error is returned.
pub(crate) const RESYNC_TIMEOUT: Duration = Duration::from_secs(35);
pub(crate) const RESYNC_ACTIVE_TIMEOUT: Duration = Duration::from_secs(65);

pub(crate) fn routes() -> Vec<Route> {
    vec![
        post("/api/v1/sessions/{id}/resync", "Ask the platform about a session now; safe to repeat")
            .who(SESSION_EDITORS)
            .to(resync_session)
            .refuses(RESYNC_ERRORS)
            .timeout(RESYNC_TIMEOUT),
        post("/api/v1/sessions/resync-active", "The same for every active session")
            .who(SESSION_EDITORS)
            .to(resync_active)
            .refuses(RESYNC_ERRORS)
            .timeout(RESYNC_ACTIVE_TIMEOUT),
    ]
}

#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum ResyncStatus {
    Synced,
    NoRecord,
}

/// What asking found and changed.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Resynced)]
pub(crate) struct ResyncedBody {
    class_id: String,
    session_id: String,
    google_meet_code: Option<String>,
    /// `no_record`: asked with success, the platform knows no meeting in the window.
    status: ResyncStatus,
    conference_records: u64,
    /// Of them those that will not change any more.
    final_records: u64,
    /// Different people and unknown identities.
    participants: u64,
    /// Identities waiting to be bound.
    unmatched: Vec<SeenIdentityBody>,
    /// New rows; 0 on a repeat.
    evidence_added: u64,
    logs_added: u64,
    logs_changed: u64,
    logs_removed: u64,
    reports_changed: Vec<ReportChangeBody>,
    /// 0 until periods can be closed: adjustment lines in an open period because the session's own is closed.
    adjustments: u64,
    settled: bool,
    needs_review: bool,
    #[schema(value_type = String, format = DateTime)]
    asked_at: Timestamp,
    message: String,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ReportChange)]
struct ReportChangeBody {
    person_id: String,
    name: String,
    /// `null` for a first report.
    before: Option<ReportFiguresBody>,
    after: Option<ReportFiguresBody>,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ReportFigures)]
struct ReportFiguresBody {
    #[schema(value_type = Outcome)]
    outcome: String,
    credited_seconds: i64,
    settled: bool,
}

impl From<ReportFigures> for ReportFiguresBody {
    fn from(ReportFigures { outcome, credited_seconds, settled }: ReportFigures) -> Self {
        ReportFiguresBody { outcome, credited_seconds, settled }
    }
}

impl From<ReportChange> for ReportChangeBody {
    fn from(one: ReportChange) -> Self {
        let ReportChange { person_id, name, before, after } = one;
        ReportChangeBody { person_id, name, before: before.map(Into::into), after: after.map(Into::into) }
    }
}

impl From<Resynced> for ResyncedBody {
    fn from(one: Resynced) -> Self {
        let on_meet = one.session.session.platform == Platform::Meet;
        let unmatched = one.unmatched.iter();
        ResyncedBody {
            class_id: one.session.session.id.clone(),
            session_id: one.session.session.id.clone(),
            google_meet_code: one.session.meet_code.clone().filter(|_| on_meet),
            status: if one.is_without_record() { ResyncStatus::NoRecord } else { ResyncStatus::Synced },
            message: one.message(),
            conference_records: one.records,
            final_records: one.final_records,
            participants: one.participants,
            unmatched: unmatched
                .map(|(identity, name)| SeenIdentityBody::of(identity, name.clone()))
                .collect(),
            evidence_added: one.evidence_added,
            logs_added: one.logs_added,
            logs_changed: one.logs_changed,
            logs_removed: one.logs_removed,
            reports_changed: one.reports.into_iter().map(Into::into).collect(),
            // Periods cannot be closed yet, so there are no adjustment lines.
            adjustments: 0,
            settled: one.session.settled,
            needs_review: one.session.needs_review,
            asked_at: one.asked_at,
        }
    }
}

/// Every active session with its result.
#[derive(Serialize, ToSchema)]
#[schema(as = ActiveResynced)]
pub(crate) struct ActiveResyncedBody {
    classes: u64,
    synced: u64,
    failed: u64,
    /// Not done within a minute; left to the jobs.
    pending: u64,
    results: Vec<ActiveResultBody>,
    message: String,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ActiveResult)]
struct ActiveResultBody {
    class_id: String,
    ok: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<ResyncedBody>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<ActiveErrorBody>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = ActiveError)]
struct ActiveErrorBody {
    code: &'static str,
    detail: String,
}

pub(crate) async fn resync_session(request: RouteRequest) -> Result<ResyncedBody, Problem> {
    Ok(resync::resync_session(&request.app, &request.scope, request.id()).await?.into())
}

pub(crate) async fn resync_active(request: RouteRequest) -> Result<ActiveResyncedBody, Problem> {
    let all = resync::resync_active(&request.app, &request.scope).await?;
    Ok(ActiveResyncedBody {
        classes: all.synced() + all.failed() + all.pending,
        synced: all.synced(),
        failed: all.failed(),
        pending: all.pending,
        message: all.message(),
        results: all.results.into_iter().map(|(id, one)| ActiveResultBody::of(id, one)).collect(),
    })
}

impl ActiveResultBody {
    fn of(class_id: String, one: Result<Resynced, ResyncError>) -> ActiveResultBody {
        match one {
            Ok(done) => ActiveResultBody { class_id, ok: true, result: Some(done.into()), error: None },
            Err(error) => {
                let Problem { code, detail, .. } = error.into();
                ActiveResultBody {
                    class_id,
                    ok: false,
                    result: None,
                    error: Some(ActiveErrorBody { code, detail }),
                }
            }
        }
    }
}
