//! Plans: what members pay for, and whether they may enter by a code.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::api::{Created, NoBody, Problem, Route, RouteRequest, get, patch, post};
use crate::app::venue::plans::{self, PlanChange};
use crate::domain::people::validated_text::Name;
use crate::domain::time::Timestamp;
use crate::http::pagination::{self, Page, PageParameters};
use crate::http::roles::{ADMINS, RECEPTION};
use crate::store::venue::plans::MembershipPlan;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/plans", "Plans of members, in the order they were added").who(RECEPTION).to(list),
        post("/api/v1/plans", "Add a plan").who(ADMINS).to(create),
        get("/api/v1/plans/{id}", "One plan").who(RECEPTION).to(show),
        patch("/api/v1/plans/{id}", "Change a plan; scans of before are judged by what it was")
            .who(ADMINS)
            .to(change),
    ]
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Plan)]
#[schema(example = json!({
    "id": "0193f1f1", "name": "Gold", "qrAttendanceEnabled": true, "createdAt": "2026-01-01T07:30:00.000Z"
}))]
struct PlanBody {
    id: String,
    name: String,
    /// Whether its members may enter by a code.
    qr_attendance_enabled: bool,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
}

impl From<MembershipPlan> for PlanBody {
    fn from(one: MembershipPlan) -> PlanBody {
        let MembershipPlan { id, name, qr_attendance_enabled, created_at } = one;
        PlanBody { id, name, qr_attendance_enabled, created_at }
    }
}

async fn list(request: RouteRequest<NoBody, PageParameters>) -> Result<Page<PlanBody>, Problem> {
    let limit = pagination::limit(request.query.limit)?;
    let after: String = pagination::decode_cursor(request.query.cursor.as_deref())?.unwrap_or_default();
    let mut read = request.read().await?;
    let found = read.list_plans(request.scope.organization(), &after, limit + 1).await?;
    Ok(Page::from_rows(found, limit, |one| one.id.clone(), PlanBody::from))
}

async fn show(request: RouteRequest) -> Result<PlanBody, Problem> {
    let found = request.read().await?.find_plan(request.scope.organization(), request.id()).await?;
    Ok(found.ok_or_else(|| Problem::not_found("plan"))?.into())
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = NewPlan)]
#[schema(example = json!({"name": "Gold", "qrAttendanceEnabled": true}))]
struct NewPlanBody {
    #[schema(value_type = String)]
    name: Name,
    /// Whether its members may enter by a code; left out, they may not.
    qr_attendance_enabled: Option<bool>,
}

async fn create(request: RouteRequest<NewPlanBody>) -> Result<Created<PlanBody>, Problem> {
    let NewPlanBody { name, qr_attendance_enabled } = &request.body;
    let mut write = request.write().await?;
    let takes_codes = qr_attendance_enabled.unwrap_or(false);
    let added = plans::add(&mut write, &request.actor(), name.clone(), takes_codes).await?;
    request.commit(write, Created(added.into())).await
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = PlanChange)]
#[schema(example = json!({"qrAttendanceEnabled": false}))]
struct PlanChangeBody {
    #[schema(value_type = Option<String>)]
    name: Option<Name>,
    qr_attendance_enabled: Option<bool>,
}

async fn change(request: RouteRequest<PlanChangeBody>) -> Result<PlanBody, Problem> {
    let PlanChangeBody { name, qr_attendance_enabled } = &request.body;
    let change = PlanChange { name: name.clone(), qr_attendance_enabled: *qr_attendance_enabled };
    let mut write = request.write().await?;
    let changed = plans::change(&mut write, &request.actor(), request.id(), change).await?;
    request.commit(write, changed.into()).await
}
