//! The code of an event, which students scan.

use serde::Serialize;
use utoipa::ToSchema;

use crate::api::{NoContent, Problem, Route, RouteRequest, delete, get, post};
use crate::app::checkin::codes::CodeKeys;
use crate::app::event::codes;
use crate::domain::time::Timestamp;
use crate::http::roles::EVENT_SCANNERS;
use crate::output::code_picture::png_data_url;
use crate::store::Read;
use crate::store::event::codes::EventCodeLife;

pub(super) fn routes() -> Vec<Route> {
    vec![
        post("/api/v1/events/{id}/code", "Make a code of an event, which lives beside older ones")
            .who(EVENT_SCANNERS)
            .to(issue)
            .refuses(&["no_event_code", "event_over"]),
        get("/api/v1/events/{id}/code", "The newest code of an event that holds")
            .who(EVENT_SCANNERS)
            .to(newest)
            .refuses(&["no_code"]),
        delete("/api/v1/events/{id}/code", "Revoke every code of an event that was made so far")
            .who(EVENT_SCANNERS)
            .to(revoke),
    ]
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = EventCode)]
pub(crate) struct EventCodeBody {
    /// The signed text.
    pub(crate) code: String,
    /// A picture of it: `data:image/png;base64,…`.
    pub(crate) qr_code: String,
    #[schema(value_type = String, format = DateTime)]
    pub(crate) expires_at: Timestamp,
    pub(crate) event_id: String,
}

/// A code as it is shown.
pub(crate) async fn shown_code<B, Q>(
    request: &RouteRequest<B, Q>,
    read: &mut Read,
    event: &str,
    life: EventCodeLife,
) -> Result<EventCodeBody, Problem> {
    let keys = CodeKeys::load(read, &request.app.secrets, request.scope.organization()).await?;
    let code = codes::event_code(&keys, event, life);
    Ok(EventCodeBody {
        qr_code: png_data_url(&code),
        code,
        expires_at: life.expires_at,
        event_id: event.to_owned(),
    })
}

async fn issue(request: RouteRequest) -> Result<EventCodeBody, Problem> {
    let mut write = request.write().await?;
    let life = codes::issue(&mut write, &request.actor(), request.id()).await?;
    let body = shown_code(&request, &mut write, request.id(), life).await?;
    request.commit(write, body).await
}

async fn newest(request: RouteRequest) -> Result<EventCodeBody, Problem> {
    let mut read = request.read().await?;
    let life = codes::newest(&mut read, &request.scope, request.id(), request.app.now()).await?;
    shown_code(&request, &mut read, request.id(), life).await
}

async fn revoke(request: RouteRequest) -> Result<NoContent, Problem> {
    let mut write = request.write().await?;
    codes::revoke(&mut write, &request.actor(), request.id()).await?;
    request.commit(write, NoContent).await
}
