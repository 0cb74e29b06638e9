//! The JSON API. Each file lists the routes of one resource in `routes()`; this file puts them in the order of the
//! document and makes the router. Use cases are not here but in `app`.
//!
//! - `http/` is what every route shares: a request passes authentication, role check, body parsing and the
//!   `Idempotency-Key` check before its handler runs, and every error becomes a problem document.
//! - `v1/` follows the addresses under `/api/v1`; `unversioned/` is what has no version in its address.
//! - `compat/` is the addresses that earlier systems use, one file per system.
//! - `openapi/` makes the document out of the declarations.
//!
//! `docs/API.md` has the conventions and the recipe for a route.

mod compat;
pub mod http;
mod openapi;
#[cfg(test)]
pub(crate) mod testing;
pub mod unversioned;
pub mod v1;

use std::sync::Arc;

use axum::Router;

use crate::api::http::state::ApiState;
use crate::app::App;

pub use self::openapi::document;
pub use crate::api::http::body::{NoBody, RawBody, RequestBody};
pub use crate::api::http::pagination::Page;
pub use crate::api::http::problem::{ErrorShape, Problem};
pub use crate::api::http::query::{LenientQuery, NoQuery, RequestQuery};
pub use crate::api::http::request::{PathValues, PublicRequest, RouteRequest};
pub use crate::api::http::response::{Created, CustomResponse, NoContent, RouteResponse};
pub use crate::api::http::route::{Route, delete, get, patch, post, put};
pub use crate::api::http::route_declaration::{Declaration, RouteAccess};
pub use crate::api::http::serve::{HttpServer, serve};

/// Every route, in the order of the OpenAPI document.
pub fn routes() -> Vec<Route> {
    [
        v1::logins::routes(),
        v1::me::routes(),
        v1::tokens::routes(),
        v1::organizations::routes(),
        v1::people::routes(),
        v1::households::routes(),
        v1::identities::routes(),
        v1::rates::routes(),
        v1::sessions::routes(),
        v1::sessions::edit::routes(),
        v1::sessions::attendance::routes(),
        v1::sessions::evidence::routes(),
        v1::explain::routes(),
        v1::sessions::overrides::routes(),
        v1::sessions::actions::routes(),
        v1::sessions::resync::routes(),
        v1::unmatched::routes(),
        v1::attendance_logs::routes(),
        v1::money::routes(),
        v1::settings::routes(),
        v1::policies::routes(),
        v1::connections::livekit::routes(),
        v1::audit_log::routes(),
        v1::problems::routes(),
        v1::connections::google::routes(),
        v1::jobs::routes(),
        unversioned::webhooks::routes(),
        compat::routes(),
        unversioned::health::routes(),
        unversioned::docs::routes(),
    ]
    .concat()
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
    http::metrics::recorder();
    let document = document(&routes).to_json().expect("a document of plain values");
    http::dispatch::router(Arc::new(ApiState::new(app, document)), routes)
}
