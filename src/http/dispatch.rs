//! Mounts the routes on axum. Each handler runs in its own task, so a panic becomes a 500 and a client that disconnects
//! does not cancel a started change; request id, security headers and metrics are added to every response here.

use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::extract::{FromRequestParts, RawPathParams, Request};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::Response;
use axum::routing::{MethodFilter, on};

use super::metrics;
use super::problem::{Problem, problem_json, respond};
use super::route::{Route, RouteHandler};
use crate::http::cookie::RotatedCookie;
use crate::http::error_codes;
use crate::http::error_codes::ErrorCode;
use crate::http::request::{PathValues, RawRequest};
use crate::http::route_declaration::Declaration;
use crate::http::state::ServerState;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The router of these routes. An unknown path gets a problem document with 404, another method one with 405.
pub(crate) fn router(shared: Arc<ServerState>, routes: Vec<Route>) -> Router {
    let mut router = Router::new();
    for route in routes {
        let (path, method) = (route.declaration.path, method_filter(&route.declaration.method));
        let declared: Arc<[ErrorCode]> = error_codes::of_route(&route.declaration, &route.schema).into();
        let (shared, declaration, work) = (shared.clone(), Arc::new(route.declaration), route.handler);
        let handler = move |request: Request| {
            handle(shared.clone(), declaration.clone(), declared.clone(), work.clone(), request)
        };
        // axum panics when one method of a path is declared twice; every test that builds the router notices it.
        router = router.route(path, on(method, handler));
    }
    let missing = {
        let shared = shared.clone();
        move |request: Request| respond_fallback(shared.clone(), request, Problem::not_found("address"))
    };
    let other_method = move |request: Request| {
        let detail = format!("{} is not for this address.", request.method());
        let problem = Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", detail);
        respond_fallback(shared.clone(), request, problem)
    };
    router.fallback(missing).method_not_allowed_fallback(other_method)
}

fn method_filter(method: &Method) -> MethodFilter {
    MethodFilter::try_from(method.clone()).expect("only the methods of route.rs are declared")
}

async fn handle(
    shared: Arc<ServerState>,
    declaration: Arc<Declaration>,
    declared: Arc<[ErrorCode]>,
    handler: Arc<RouteHandler>,
    request: Request,
) -> Response {
    let began = Instant::now();
    let request_id = request_id(&shared, request.headers());
    let (mut parts, body) = request.into_parts();
    // Kept for the page of an error alone.
    let (headers, uri) = match declaration.is_page {
        true => (parts.headers.clone(), parts.uri.clone()),
        false => Default::default(),
    };
    let rotated_cookie = RotatedCookie::default();
    parts.extensions.insert(rotated_cookie.clone());
    let answer = match path_values(&mut parts).await {
        Ok(path) => {
            let raw =
                RawRequest { shared: shared.clone(), parts, body, path, request_id: request_id.clone() };
            let work = handler(declaration.clone(), raw);
            // A task of its own: a client that disconnects does not stop a change half-way, and a panic ends only this
            // request. After the timeout the task goes on.
            match tokio::time::timeout(declaration.timeout, tokio::spawn(work)).await {
                Ok(Ok(answer)) => answer,
                Ok(Err(panic)) => Err(Problem::internal(&panic)),
                Err(_) => Err(timed_out()),
            }
        }
        Err(problem) => Err(problem),
    };
    let mut response = answer.unwrap_or_else(|problem| {
        if declaration.is_page {
            return (shared.problem_page)(&headers, &uri, &problem, &request_id);
        }
        let problem = error_codes::verify_declared(problem, &declaration.name(), &declared);
        respond(&problem, declaration.error_shape, &request_id)
    });
    rotated_cookie.add_to(&mut response);
    metrics::record_request(
        declaration.method.as_str(),
        declaration.path,
        response.status(),
        began.elapsed(),
    );
    tracing::debug!(
        method = %declaration.method,
        route = declaration.path,
        status = response.status().as_u16(),
        millis = began.elapsed().as_millis(),
        request.id = request_id,
        "answered a request"
    );
    add_common_headers(response, &request_id)
}

async fn respond_fallback(shared: Arc<ServerState>, request: Request, problem: Problem) -> Response {
    let request_id = request_id(&shared, request.headers());
    // One label for all unknown addresses: a scan of made-up ones must not fill the metrics.
    metrics::record_request("other", "other", problem.status, std::time::Duration::ZERO);
    let response = match wants_page(request.headers(), request.uri()) {
        true => (shared.problem_page)(request.headers(), request.uri(), &problem, &request_id),
        false => respond(&problem, problem_json, &request_id),
    };
    add_common_headers(response, &request_id)
}

/// Whether an unknown address was asked by a browser: programs get JSON.
fn wants_page(headers: &HeaderMap, uri: &Uri) -> bool {
    let accepts = headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or_default();
    accepts.contains("text/html") && !uri.path().starts_with("/api/")
}

fn timed_out() -> Problem {
    let detail = "This takes longer than a request may. It goes on; look again in a while.";
    Problem::new(StatusCode::GATEWAY_TIMEOUT, "timeout", detail)
}

async fn path_values(parts: &mut axum::http::request::Parts) -> Result<PathValues, Problem> {
    // A path value that is not UTF-8 after percent-decoding cannot be an id: 404.
    let params =
        RawPathParams::from_request_parts(parts, &()).await.map_err(|_| Problem::not_found("address"))?;
    Ok(PathValues(params.iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect()))
}

/// The client's `X-Request-Id` where it is 1 to 64 letters, digits, `-` or `_`; else a new id.
fn request_id(shared: &ServerState, headers: &HeaderMap) -> String {
    let plain = |id: &&str| {
        (1..=64).contains(&id.len())
            && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    };
    let given = headers.get(REQUEST_ID).and_then(|id| id.to_str().ok()).filter(plain);
    given.map_or_else(|| shared.app.new_id(), str::to_owned)
}

/// Adds the headers of every response; those that a handler has set stay.
fn add_common_headers(mut response: Response, request_id: &str) -> Response {
    const EVERYWHERE: [(HeaderName, &str); 5] = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'; base-uri 'none'"),
    ];
    let headers = response.headers_mut();
    for (name, value) in EVERYWHERE {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if let Ok(id) = HeaderValue::from_str(request_id) {
        headers.insert(REQUEST_ID, id);
    }
    response
}
