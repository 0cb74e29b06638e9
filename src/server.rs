//! Every route of the program, the API's and the pages', and the router made of them.

use std::sync::Arc;

use axum::Router;
use axum::http::{Extensions, HeaderMap, StatusCode, Version, header};
use tower_http::compression::CompressionLayer;

use crate::api::{self, unversioned};
use crate::app::App;
use crate::http::dispatch;
use crate::http::metrics;
use crate::http::open_page::open_page;
use crate::http::route::Route;
use crate::http::state::ServerState;
use crate::web;

/// Every route, the API's first.
pub fn routes() -> Vec<Route> {
    [api::routes(), web::routes()].concat()
}

/// Whether the pages' styles and scripts are part of this program: without them the pages are plain.
pub fn has_styled_pages() -> bool {
    web::assets::are_built()
}

/// The main router; it leaves `/metrics` out when the setting `metrics.listen` gives that route its own listener.
pub fn router(app: App) -> Router {
    let metrics_apart = app.config.metrics.listen.is_some();
    let here = routes()
        .into_iter()
        .filter(|route| !metrics_apart || route.declaration.path != unversioned::health::METRICS_PATH);
    router_of(app, here.collect())
}

/// The router of `/metrics` alone, for the listener that `metrics.listen` gives it.
pub fn metrics_router(app: App) -> Router {
    let alone =
        routes().into_iter().filter(|route| route.declaration.path == unversioned::health::METRICS_PATH);
    router_of(app, alone.collect())
}

/// The router of these routes alone. Tests pass declarations they have changed.
pub fn router_of(app: App, routes: Vec<Route>) -> Router {
    metrics::recorder();
    let document = api::document(&routes).to_json().expect("a document of plain values");
    let state = Arc::new(ServerState::new(app, document, web::errors::problem_page, open_page(&routes)));
    // Pages alone: styles and scripts are compressed already, and the API's clients ask for little.
    let is_page = |_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions| {
        headers.get(header::CONTENT_TYPE).is_some_and(|one| one.as_bytes().starts_with(b"text/html"))
    };
    dispatch::router(state, routes).layer(CompressionLayer::new().gzip(true).compress_when(is_page))
}
