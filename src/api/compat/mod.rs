//! The doors that five earlier systems already use: second names for handlers of `/api/v1`, with the same permissions,
//! the same rows and the same evidence. Only names of fields and the shape of refusals differ; those stand beside, in
//! `doors/`. Every door is listed here and nowhere else.

mod classes;
mod s2;
mod snake_case;

use super::{Call, NoBody, Page, Problem, Route, get, post};
use crate::api::compat::snake_case::Snake;
use crate::api::http::refusal::{CANCEL, COMPLETE, MARK_ABSENT, MONTHS, RESYNC};
use crate::api::http::roles::{SESSION_KEEPERS, SESSION_READERS};
use crate::api::v1::attendance_logs;
use crate::api::v1::attendance_logs::{LOG_READERS, LogBody};
use crate::api::v1::money;
use crate::api::v1::money::{BILL_READERS, BillingBody, Month, MonthOfPay, PAY_READERS, PayrollBody, Shown};
use crate::api::v1::sessions::actions::{cancel, complete, mark_absent};
use crate::api::v1::sessions::resync;
use crate::api::v1::sessions::resync::{ActiveBody, ResyncedBody};
use crate::output::table::FILES;

pub(super) fn routes() -> Vec<Route> {
    let meet_academy = vec![
        get("/monitoring/attendance-logs", "Door of /api/v1/attendance-logs")
            .who(LOG_READERS)
            .to(attendance_logs),
        post("/monitoring/sync-participants/{id}", "Door of /api/v1/sessions/{id}/resync")
            .who(SESSION_KEEPERS)
            .to(sync_participants)
            .refuses(RESYNC)
            .within(resync::PATIENCE),
        post("/monitoring/sync-all-active", "Door of /api/v1/sessions/resync-active")
            .who(SESSION_KEEPERS)
            .to(sync_all_active)
            .refuses(RESYNC)
            .within(resync::PATIENCE_FOR_ALL),
        get("/monitoring/billing/families", "Door of /api/v1/billing/families")
            .who(BILL_READERS)
            .to(families)
            .refuses(MONTHS)
            .gives(FILES),
        get("/monitoring/payroll/teachers", "Door of /api/v1/payroll/teachers")
            .who(PAY_READERS)
            .to(teachers)
            .refuses(MONTHS)
            .gives(FILES),
        get("/api/schedule/classes", "Door of /api/v1/sessions").who(SESSION_READERS).to(classes::classes),
    ];
    let livekit_academy = [
        post("/teacher/sessions/{id}/cancel", "Door of /api/v1/sessions/{id}/cancel")
            .who(SESSION_KEEPERS)
            .to(cancel)
            .refuses(CANCEL),
        post(
            "/teacher/sessions/{id}/mark-student-absent",
            "Door of /api/v1/sessions/{id}/mark-student-absent",
        )
        .who(SESSION_KEEPERS)
        .to(mark_absent)
        .refuses(MARK_ABSENT),
        post("/teacher/sessions/{id}/complete", "Door of /api/v1/sessions/{id}/complete")
            .who(SESSION_KEEPERS)
            .to(complete)
            .refuses(COMPLETE),
    ];
    meet_academy.into_iter().chain(livekit_academy.map(|route| route.errors_as(s2::errors))).collect()
}

async fn attendance_logs(
    call: Call<NoBody, attendance_logs::Filter>,
) -> Result<Snake<Page<LogBody>>, Problem> {
    attendance_logs::attendance_logs(call).await.map(Snake)
}

async fn sync_participants(call: Call) -> Result<Snake<ResyncedBody>, Problem> {
    resync::one(call).await.map(Snake)
}

async fn sync_all_active(call: Call) -> Result<Snake<ActiveBody>, Problem> {
    resync::active(call).await.map(Snake)
}

async fn families(call: Call<NoBody, Month>) -> Result<Shown<Snake<BillingBody>>, Problem> {
    Ok(money::families(call).await?.map(Snake))
}

async fn teachers(call: Call<NoBody, MonthOfPay>) -> Result<Shown<Snake<PayrollBody>>, Problem> {
    Ok(money::teachers(call).await?.map(Snake))
}
