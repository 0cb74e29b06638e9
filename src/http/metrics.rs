//! HTTP metrics, labelled by declared route rather than by raw path (bounded label values). `recorder` installs the
//! process-wide Prometheus recorder that all `metrics` macros write to.

use std::sync::OnceLock;
use std::time::Duration;

use axum::http::StatusCode;
use metrics::{counter, describe_counter, describe_gauge, describe_histogram, histogram};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};

static RECORDER: OnceLock<PrometheusHandle> = OnceLock::new();

const REQUESTS_TOTAL: &str = "rollcall_http_requests_total";
const REQUEST_DURATION: &str = "rollcall_http_request_duration_seconds";
const DURATION_BUCKETS: [f64; 12] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 30.0];

/// The process's recorder, installed on first use.
pub(crate) fn recorder() -> &'static PrometheusHandle {
    RECORDER.get_or_init(|| {
        let durations = Matcher::Suffix("_seconds".to_owned());
        let builder = PrometheusBuilder::new().set_buckets_for_metric(durations, &DURATION_BUCKETS);
        let recorder = builder.expect("there are buckets").build_recorder();
        let handle = recorder.handle();
        if metrics::set_global_recorder(recorder).is_err() {
            tracing::warn!("metrics are recorded by somebody else; /metrics stays empty");
        }
        describe_counter!(REQUESTS_TOTAL, "Requests answered, by method, declared route and status.");
        describe_histogram!(REQUEST_DURATION, "Time from a request's head to its answer's.");
        describe_histogram!(
            "rollcall_evaluation_lag_seconds",
            "From the receipt of the first evidence that waited about something until the verdict made of it was stored."
        );
        describe_gauge!("rollcall_evaluation_waiting_seconds", "How long the oldest evidence waits to be judged.");
        describe_counter!("rollcall_evaluations_total", "Sessions judged.");
        handle
    })
}

/// Counts one response and records how long it took.
pub(crate) fn record_request(method: &str, route: &'static str, status: StatusCode, took: Duration) {
    let method = method.to_owned();
    let status = status.as_str().to_owned();
    counter!(REQUESTS_TOTAL, "method" => method.clone(), "route" => route, "status" => status).increment(1);
    histogram!(REQUEST_DURATION, "method" => method, "route" => route).record(took.as_secs_f64());
}
