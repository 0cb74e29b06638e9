//! `POST /webhooks/livekit`: LiveKit's door. It answers 200 once the delivery is durable, 401 to what LiveKit did not
//! sign, and 503 whenever the fault is ours: LiveKit sends again after a 5xx, and never after a 4xx.

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::{Custom, Open, Problem, Raw, Route, post};
use crate::app::livekit_keys::NotVerified;
use crate::app::receive_webhook::{NotReceived, receive_webhook};

pub(super) fn routes() -> Vec<Route> {
    vec![post("/webhooks/livekit", "LiveKit's deliveries; the signature says whose they are").anyone(livekit)]
}

async fn livekit(open: Open<Raw>) -> Result<Custom, Problem> {
    Ok(Custom(match receive_webhook(&open.app, authorization(&open.headers), &open.body.0).await {
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
    }))
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
