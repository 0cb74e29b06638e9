//! The doors that five earlier systems already use: second names for handlers of `/api/v1`, with the same permissions,
//! the same rows and the same evidence. Only names of fields and the shape of refusals differ; those stand beside, in
//! `doors/`. Every door is listed here and nowhere else.

mod classes;
mod s2;
mod snake_case;

use super::{NoBody, Page, Problem, Route, RouteRequest, get, post};
use crate::api::compat::snake_case::SnakeCase;
use crate::api::http::error_codes::{
    CANCEL_ERRORS, COMPLETE_ERRORS, MARK_ABSENT_ERRORS, MONTH_ERRORS, RESYNC_ERRORS,
};
use crate::api::http::roles::{SESSION_EDITORS, SESSION_READERS};
use crate::api::v1::attendance_logs;
use crate::api::v1::attendance_logs::{AttendanceLogBody, LOG_READERS};
use crate::api::v1::money;
use crate::api::v1::money::{
    BILL_READERS, BillingBody, FILE_CONTENT_TYPES, JsonOrFile, MonthParameters, PAY_READERS, PayrollBody,
    PayrollParameters,
};
use crate::api::v1::sessions::actions::{cancel, complete, mark_absent};
use crate::api::v1::sessions::resync;
use crate::api::v1::sessions::resync::{ActiveResyncedBody, ResyncedBody};

pub(super) fn routes() -> Vec<Route> {
    let meet_academy = vec![
        get("/monitoring/attendance-logs", "Door of /api/v1/attendance-logs")
            .who(LOG_READERS)
            .to(attendance_logs),
        post("/monitoring/sync-participants/{id}", "Door of /api/v1/sessions/{id}/resync")
            .who(SESSION_EDITORS)
            .to(sync_participants)
            .refuses(RESYNC_ERRORS)
            .timeout(resync::RESYNC_TIMEOUT),
        post("/monitoring/sync-all-active", "Door of /api/v1/sessions/resync-active")
            .who(SESSION_EDITORS)
            .to(sync_all_active)
            .refuses(RESYNC_ERRORS)
            .timeout(resync::RESYNC_ACTIVE_TIMEOUT),
        get("/monitoring/billing/families", "Door of /api/v1/billing/families")
            .who(BILL_READERS)
            .to(families)
            .refuses(MONTH_ERRORS)
            .produces(FILE_CONTENT_TYPES),
        get("/monitoring/payroll/teachers", "Door of /api/v1/payroll/teachers")
            .who(PAY_READERS)
            .to(teachers)
            .refuses(MONTH_ERRORS)
            .produces(FILE_CONTENT_TYPES),
        get("/api/schedule/classes", "Door of /api/v1/sessions")
            .who(SESSION_READERS)
            .to(classes::list_classes),
    ];
    let livekit_academy = [
        post("/teacher/sessions/{id}/cancel", "Door of /api/v1/sessions/{id}/cancel")
            .who(SESSION_EDITORS)
            .to(cancel)
            .refuses(CANCEL_ERRORS),
        post(
            "/teacher/sessions/{id}/mark-student-absent",
            "Door of /api/v1/sessions/{id}/mark-student-absent",
        )
        .who(SESSION_EDITORS)
        .to(mark_absent)
        .refuses(MARK_ABSENT_ERRORS),
        post("/teacher/sessions/{id}/complete", "Door of /api/v1/sessions/{id}/complete")
            .who(SESSION_EDITORS)
            .to(complete)
            .refuses(COMPLETE_ERRORS),
    ];
    meet_academy.into_iter().chain(livekit_academy.map(|route| route.error_shape(s2::error_shape))).collect()
}

async fn attendance_logs(
    call: RouteRequest<NoBody, attendance_logs::AttendanceLogParameters>,
) -> Result<SnakeCase<Page<AttendanceLogBody>>, Problem> {
    attendance_logs::attendance_logs(call).await.map(SnakeCase)
}

async fn sync_participants(call: RouteRequest) -> Result<SnakeCase<ResyncedBody>, Problem> {
    resync::resync_session(call).await.map(SnakeCase)
}

async fn sync_all_active(call: RouteRequest) -> Result<SnakeCase<ActiveResyncedBody>, Problem> {
    resync::resync_active(call).await.map(SnakeCase)
}

async fn families(
    call: RouteRequest<NoBody, MonthParameters>,
) -> Result<JsonOrFile<SnakeCase<BillingBody>>, Problem> {
    Ok(money::families(call).await?.map(SnakeCase))
}

async fn teachers(
    call: RouteRequest<NoBody, PayrollParameters>,
) -> Result<JsonOrFile<SnakeCase<PayrollBody>>, Problem> {
    Ok(money::teachers(call).await?.map(SnakeCase))
}
