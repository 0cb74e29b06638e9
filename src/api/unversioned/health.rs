//! For the operator: does it live, is it ready, what does it count.

use axum::http::{StatusCode, header};
use serde::Serialize;
use subtle::ConstantTimeEq;
use utoipa::ToSchema;

use crate::api::http::metrics::recorder;
use crate::api::{Custom, Loose, NoBody, Open, Problem, Route, get};

pub(crate) const METRICS: &str = "/metrics";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/healthz", "Whether the process answers").anyone(health),
        get("/readyz", "Whether the database answers and its schema is there")
            .anyone(ready)
            .refuses(&["not_ready"]),
        get(METRICS, "Figures for Prometheus, for whom the settings `metrics` name")
            .anyone(metrics)
            .refuses(&["unauthorized", "forbidden"])
            .gives(&["text/plain"]),
    ]
}

#[derive(Serialize, ToSchema)]
struct Health {
    #[schema(example = "ok")]
    status: &'static str,
}

async fn health(_: Open<NoBody, Loose>) -> Result<Health, Problem> {
    Ok(Health { status: "ok" })
}

async fn ready(open: Open<NoBody, Loose>) -> Result<Health, Problem> {
    let not_ready = |detail: String| Problem::new(StatusCode::SERVICE_UNAVAILABLE, "not_ready", detail);
    if open.app.shutdown.is_cancelled() {
        return Err(not_ready("The server is stopping.".into()));
    }
    let mut read = open.app.store.read().await?;
    match read.list_organization_ids("", 1).await {
        Ok(_) => Ok(Health { status: "ready" }),
        Err(cause) => {
            tracing::warn!(%cause, "not ready");
            Err(not_ready("The database does not answer, or its schema is not there.".into()))
        }
    }
}

/// What a proxy puts on what it passes on.
const PASSED_ON: [&str; 3] = ["x-forwarded-for", "forwarded", "x-real-ip"];

async fn metrics(open: Open<NoBody, Loose>) -> Result<Custom, Problem> {
    may_read(&open)?;
    let recorder = recorder();
    recorder.run_upkeep();
    Ok(Custom::of("text/plain; version=0.0.4; charset=utf-8", recorder.render()))
}

/// Figures tell how much goes on, which is the operator's to know: whoever shows the token may read them, and without one
/// whoever asks at their own address, or from this machine. A proxy on it asks for others.
fn may_read(open: &Open<NoBody, Loose>) -> Result<(), Problem> {
    let settings = &open.app.config.metrics;
    if let Some(token) = settings.token() {
        let shown = open.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let shown = shown.and_then(|value| value.strip_prefix("Bearer ")).unwrap_or_default();
        return match bool::from(shown.as_bytes().ct_eq(token.as_bytes())) {
            true => Ok(()),
            false => Err(Problem::unauthorized()),
        };
    }
    let passed_on = PASSED_ON.iter().any(|name| open.headers.contains_key(*name));
    let is_from_here = open.peer.is_none_or(|peer| peer.is_loopback()) && !passed_on;
    if settings.listen.is_some() || is_from_here {
        return Ok(());
    }
    Err(Problem::forbidden(
        "Figures are for this machine alone, unless metrics.token or metrics.listen is set.",
    ))
}
