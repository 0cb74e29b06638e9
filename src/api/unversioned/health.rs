//! Liveness, readiness and metrics, for the operator.

use axum::http::{StatusCode, header};
use serde::Serialize;
use subtle::ConstantTimeEq;
use utoipa::ToSchema;

use crate::api::{CustomResponse, LenientQuery, NoBody, Problem, PublicRequest, Route, get};
use crate::http::metrics::recorder;

pub(crate) const METRICS_PATH: &str = "/metrics";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/healthz", "Whether the process answers").public(health),
        get("/readyz", "Whether the database answers and its schema is there")
            .public(ready)
            .refuses(&["not_ready"]),
        get(METRICS_PATH, "Figures for Prometheus, for whom the settings `metrics` name")
            .public(metrics)
            .refuses(&["unauthorized", "forbidden"])
            .produces(&["text/plain"]),
    ]
}

#[derive(Serialize, ToSchema)]
#[schema(as = Health)]
struct HealthBody {
    #[schema(example = "ok")]
    status: &'static str,
}

async fn health(_: PublicRequest<NoBody, LenientQuery>) -> Result<HealthBody, Problem> {
    Ok(HealthBody { status: "ok" })
}

async fn ready(request: PublicRequest<NoBody, LenientQuery>) -> Result<HealthBody, Problem> {
    let not_ready = |detail: String| Problem::new(StatusCode::SERVICE_UNAVAILABLE, "not_ready", detail);
    if request.app.shutdown.is_cancelled() {
        return Err(not_ready("The server is stopping.".into()));
    }
    let mut read = request.app.store.read().await?;
    match read.list_organization_ids("", 1).await {
        Ok(_) => Ok(HealthBody { status: "ready" }),
        Err(cause) => {
            tracing::warn!(%cause, "not ready");
            Err(not_ready("The database does not answer, or its schema is not there.".into()))
        }
    }
}

/// The headers that proxies add.
const FORWARDING_HEADERS: [&str; 3] = ["x-forwarded-for", "forwarded", "x-real-ip"];

async fn metrics(request: PublicRequest<NoBody, LenientQuery>) -> Result<CustomResponse, Problem> {
    may_read_metrics(&request)?;
    let recorder = recorder();
    recorder.run_upkeep();
    Ok(CustomResponse::of("text/plain; version=0.0.4; charset=utf-8", recorder.render()))
}

/// Access to `/metrics`: with `metrics.token` only that bearer token; otherwise the separate listener, or loopback
/// requests without forwarding headers (a proxy on this machine connects from loopback too, for clients anywhere).
fn may_read_metrics(request: &PublicRequest<NoBody, LenientQuery>) -> Result<(), Problem> {
    let settings = &request.app.config.metrics;
    if let Some(token) = settings.token() {
        let shown = request.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let shown = shown.and_then(|value| value.strip_prefix("Bearer ")).unwrap_or_default();
        return match bool::from(shown.as_bytes().ct_eq(token.as_bytes())) {
            true => Ok(()),
            false => Err(Problem::unauthorized()),
        };
    }
    let passed_on = FORWARDING_HEADERS.iter().any(|name| request.headers.contains_key(*name));
    let is_from_here = request.client_address.is_none_or(|peer| peer.is_loopback()) && !passed_on;
    if settings.listen.is_some() || is_from_here {
        return Ok(());
    }
    Err(Problem::forbidden(
        "Figures are for this machine alone, unless metrics.token or metrics.listen is set.",
    ))
}
