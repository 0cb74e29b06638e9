//! Asking the platform about one session, or about all that are active, and showing what that found and changed.

use std::time::Duration;

use axum::http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::http::refusal::RESYNC;
use crate::api::http::roles::SESSION_KEEPERS;
use crate::api::v1::shared::IdentityBody;
use crate::api::{Call, Problem, Route, post};
use crate::app::session::resync;
use crate::app::session::resync::{AllResynced, Figures, NotResynced, ReportChange, Resynced};
use crate::domain::session::Platform;
use crate::domain::time::Timestamp;
use crate::domain::verdict::outcome::Outcome;
use crate::domain::vocabulary::words;

/// The app waits for 30 and 60 seconds; an answer comes a little later.
pub(crate) const PATIENCE: Duration = Duration::from_secs(35);
pub(crate) const PATIENCE_FOR_ALL: Duration = Duration::from_secs(65);

pub(crate) fn routes() -> Vec<Route> {
    vec![
        post("/api/v1/sessions/{id}/resync", "Ask the platform about a session now; safe to repeat")
            .who(SESSION_KEEPERS)
            .to(one)
            .refuses(RESYNC)
            .within(PATIENCE),
        post("/api/v1/sessions/resync-active", "The same for every active session")
            .who(SESSION_KEEPERS)
            .to(active)
            .refuses(RESYNC)
            .within(PATIENCE_FOR_ALL),
    ]
}

words! {
    ResyncStatus {
        Synced = "synced",
        NoRecord = "no_record",
    }
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
    unmatched: Vec<IdentityBody>,
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
    before: Option<FiguresBody>,
    after: Option<FiguresBody>,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ReportFigures)]
struct FiguresBody {
    #[schema(value_type = Outcome)]
    outcome: String,
    credited_seconds: i64,
    settled: bool,
}

impl From<Figures> for FiguresBody {
    fn from(Figures { outcome, credited_seconds, settled }: Figures) -> Self {
        FiguresBody { outcome, credited_seconds, settled }
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
            unmatched: unmatched.map(|(identity, name)| IdentityBody::of(identity, name.clone())).collect(),
            evidence_added: one.evidence_added,
            logs_added: one.logs_added,
            logs_changed: one.logs_changed,
            logs_removed: one.logs_removed,
            reports_changed: one.reports.into_iter().map(Into::into).collect(),
            // Periods do not close yet, so nothing can fall into a closed one.
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
pub(crate) struct ActiveBody {
    classes: u64,
    synced: u64,
    failed: u64,
    /// Not done within a minute; left to the jobs.
    pending: u64,
    results: Vec<ResultBody>,
    message: String,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ActiveResult)]
struct ResultBody {
    class_id: String,
    ok: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<ResyncedBody>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<RefusedBody>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = ActiveError)]
struct RefusedBody {
    code: &'static str,
    detail: String,
}

pub(crate) async fn one(call: Call) -> Result<ResyncedBody, Problem> {
    Ok(resync::one(&call.app, &call.scope, call.id()).await?.into())
}

pub(crate) async fn active(call: Call) -> Result<ActiveBody, Problem> {
    let AllResynced { results, pending } = resync::active(&call.app, &call.scope).await?;
    let without_meet = |one: &Result<_, _>| matches!(one, Err(NotResynced::NotConnected(Platform::Meet)));
    if !results.is_empty() && pending == 0 && results.iter().all(|(_, one)| without_meet(one)) {
        return Err(NotResynced::NotConnected(Platform::Meet).into());
    }
    let results: Vec<ResultBody> = results.into_iter().map(|(id, one)| ResultBody::of(id, one)).collect();
    let count = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
    let synced = count(results.iter().filter(|one| one.ok).count());
    let failed = count(results.len()) - synced;
    Ok(ActiveBody {
        classes: synced + failed + pending,
        message: format!("{synced} classes read, {failed} failed, {pending} left to the jobs."),
        synced,
        failed,
        pending,
        results,
    })
}

impl ResultBody {
    fn of(class_id: String, one: Result<Resynced, NotResynced>) -> ResultBody {
        match one {
            Ok(done) => ResultBody { class_id, ok: true, result: Some(done.into()), error: None },
            Err(error) => {
                let Problem { code, detail, .. } = error.into();
                ResultBody { class_id, ok: false, result: None, error: Some(RefusedBody { code, detail }) }
            }
        }
    }
}

impl From<NotResynced> for Problem {
    fn from(error: NotResynced) -> Problem {
        let detail = error.to_string();
        match error {
            NotResynced::NoMeetCode => Problem::conflict("no_meet_code", detail),
            NotResynced::Cancelled => Problem::conflict("cancelled", detail),
            NotResynced::NotConnected(_) => {
                Problem::new(StatusCode::SERVICE_UNAVAILABLE, "platform_not_connected", detail)
            }
            NotResynced::TooOften(seconds) => Problem::too_many(detail, seconds),
            NotResynced::RateLimited => Problem::too_many(detail, 60),
            NotResynced::Platform(_) => Problem::new(StatusCode::BAD_GATEWAY, "platform_error", detail),
            NotResynced::Timeout => Problem::new(StatusCode::GATEWAY_TIMEOUT, "platform_timeout", detail),
            NotResynced::Ours(error) => error.into(),
        }
    }
}
