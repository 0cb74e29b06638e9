//! For the operator: does it live, is it ready, what does it count.

use axum::http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;

use super::metrics::recorder;
use super::{Custom, Loose, NoBody, Open, Problem, Route, get};

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/healthz", "Whether the process answers").anyone(health),
        get("/readyz", "Whether the database answers and its schema is there")
            .anyone(ready)
            .refuses(&["not_ready"]),
        get("/metrics", "Figures for Prometheus").anyone(metrics).gives(&["text/plain"]),
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

async fn metrics(_: Open<NoBody, Loose>) -> Result<Custom, Problem> {
    let recorder = recorder();
    recorder.run_upkeep();
    Ok(Custom::of("text/plain; version=0.0.4; charset=utf-8", recorder.render()))
}
