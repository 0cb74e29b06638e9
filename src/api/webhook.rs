//! `POST /webhooks/livekit`: LiveKit's door. It answers 200 once the delivery is durable, 401 to what LiveKit did not
//! sign, and 503 whenever the fault is ours: LiveKit sends again after a 5xx, and never after a 4xx.

use axum::Router;
use axum::body::{Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;

use crate::app::App;
use crate::app::livekit_keys::NotVerified;
use crate::app::receive_webhook::{NotReceived, receive_webhook};

/// LiveKit's metadata of one room or participant may be 512 KiB.
const BODY_MAX: usize = 1024 * 1024;

pub fn routes() -> Router<App> {
    Router::new().route("/webhooks/livekit", post(livekit))
}

async fn livekit(State(app): State<App>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    match to_bytes(body, BODY_MAX).await {
        Ok(body) => received(&app, &parts.headers, &body).await,
        Err(error) if is_oversized(&error) => answer("oversized", StatusCode::PAYLOAD_TOO_LARGE),
        Err(_) => answer("unavailable", StatusCode::SERVICE_UNAVAILABLE),
    }
}

async fn received(app: &App, headers: &HeaderMap, body: &Bytes) -> Response {
    match receive_webhook(app, authorization(headers), body).await {
        Ok(()) => answer("received", StatusCode::OK),
        Err(NotReceived::NotVerified(NotVerified::Refused(refusal))) => {
            tracing::warn!(%refusal, "a LiveKit webhook was refused");
            answer("refused", StatusCode::UNAUTHORIZED)
        }
        Err(NotReceived::NotVerified(NotVerified::Unavailable(error))) => {
            tracing::error!(%error, "a LiveKit webhook could not be verified");
            answer("unavailable", StatusCode::SERVICE_UNAVAILABLE)
        }
        Err(NotReceived::NotStored(_)) => answer("unavailable", StatusCode::SERVICE_UNAVAILABLE),
    }
}

/// Whether the body was too long, rather than cut off on its way.
fn is_oversized(error: &axum::Error) -> bool {
    std::error::Error::source(error).is_some_and(|cause| cause.is::<http_body_util::LengthLimitError>())
}

/// The one Authorization header; of several nobody knows which was meant.
fn authorization(headers: &HeaderMap) -> &str {
    let mut all = headers.get_all(header::AUTHORIZATION).iter();
    match (all.next(), all.next()) {
        (Some(only), None) => only.to_str().unwrap_or_default(),
        _ => "",
    }
}

fn answer(result: &'static str, status: StatusCode) -> Response {
    metrics::counter!("rollcall_livekit_webhooks_total", "result" => result).increment(1);
    match status {
        StatusCode::SERVICE_UNAVAILABLE => (status, [(header::RETRY_AFTER, "1")]).into_response(),
        status => status.into_response(),
    }
}
