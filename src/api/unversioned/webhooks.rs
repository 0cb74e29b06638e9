//! `POST /webhooks/livekit` receives LiveKit's webhooks. It answers 200 once the delivery is durable, 401 if no
//! connected server signed it, and 503 if it could not be verified or stored: LiveKit sends again after a 5xx, and
//! never after a 4xx.

use axum::http::{HeaderMap, Response, StatusCode, header};

use crate::api::{CustomResponse, LenientQuery, Problem, PublicRequest, RawBody, Route, post};
use crate::app::ingest::livekit_webhook::{NotReceived, receive_webhook};
use crate::app::livekit::keys::NotVerified;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        post("/webhooks/livekit", "LiveKit's deliveries; the signature says whose they are")
            .public(livekit)
            .refuses(&["unauthorized"]),
    ]
}

async fn livekit(request: PublicRequest<RawBody, LenientQuery>) -> Result<CustomResponse, Problem> {
    let (result, problem) =
        match receive_webhook(&request.app, authorization(&request.headers), &request.body.0).await {
            Ok(()) => ("received", None),
            Err(NotReceived::NotVerified(NotVerified::Refused(_))) => ("refused", Some(refused())),
            Err(NotReceived::NotVerified(NotVerified::Unavailable(error))) => {
                tracing::error!(%error, "a LiveKit webhook could not be verified");
                ("unavailable", Some(unavailable()))
            }
            Err(NotReceived::NotStored(_)) => ("unavailable", Some(unavailable())),
        };
    metrics::counter!("rollcall_livekit_webhooks_total", "result" => result).increment(1);
    problem.map_or_else(|| Ok(CustomResponse(Response::default())), Err)
}

/// The Authorization header. Empty if there are several, so that such a request is refused.
fn authorization(headers: &HeaderMap) -> &str {
    let mut all = headers.get_all(header::AUTHORIZATION).iter();
    match (all.next(), all.next()) {
        (Some(only), None) => only.to_str().unwrap_or_default(),
        _ => "",
    }
}

/// The same sentence for every reason; the log says which one it was.
fn refused() -> Problem {
    let detail = "This is not signed by a LiveKit server that is connected here.";
    Problem::new(StatusCode::UNAUTHORIZED, "unauthorized", detail)
}

fn unavailable() -> Problem {
    let mut problem = Problem::new(
        StatusCode::SERVICE_UNAVAILABLE,
        "unavailable",
        "The event could not be stored. Send it again in a moment.",
    );
    problem.retry_after = Some(1);
    problem
}
