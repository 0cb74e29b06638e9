//! The JSON API. Every route is declared (`route.rs`) in the file of its group; the router is made of declarations
//! alone. A request takes the same steps everywhere: login, role, body, repeat, handler, answer (`call.rs`), and
//! every refusal is a problem document (`problem.rs`). `docs/API.md` has the conventions and the recipe for a route.

mod compat;
pub mod http;
mod openapi;
pub mod unversioned;
pub mod v1;

use std::sync::Arc;

use axum::Router;

use crate::app::App;
use crate::domain::access::Scope;
use crate::store::Read;

use crate::api::http::time_parameter::TimeParameter;

pub use self::openapi::document;
pub use crate::api::http::body::{NoBody, RawBody, RequestBody};
pub use crate::api::http::pagination::Page;
pub use crate::api::http::problem::{ErrorShape, Problem};
pub use crate::api::http::query::{LenientQuery, NoQuery, RequestQuery};
pub use crate::api::http::request::{PathValues, PublicRequest, RouteRequest};
pub use crate::api::http::response::{Created, CustomResponse, NoContent, RouteResponse};
pub use crate::api::http::route::{Declaration, Route, RouteAccess, delete, get, patch, post, put};
pub use crate::api::http::serve::{HttpServer, serve};

/// What the requests of one server share, besides the application itself.
pub(crate) struct ApiState {
    pub app: App,
    pub throttle: http::login_throttle::LoginThrottle,
    pub trusted_proxies: http::client_address::TrustedProxies,
    pub openapi_json: String,
}

/// Every route there is, in the order of the document. A group's file lists its own.
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

/// The router of every route; `/metrics` stands elsewhere where it has an address of its own.
pub fn router(app: App) -> Router {
    let apart = app.config.metrics.listen.is_some();
    let here = routes()
        .into_iter()
        .filter(|route| !apart || route.declaration.path != unversioned::health::METRICS_PATH);
    router_of(app, here.collect())
}

/// The router of `/metrics` alone, for the address of its own.
pub fn metrics_router(app: App) -> Router {
    let alone =
        routes().into_iter().filter(|route| route.declaration.path == unversioned::health::METRICS_PATH);
    router_of(app, alone.collect())
}

/// The router of these routes alone. Tests hand in declarations they have changed, to see that it is noticed.
pub fn router_of(app: App, routes: Vec<Route>) -> Router {
    http::metrics::recorder();
    let document = document(&routes).to_json().expect("a document of plain values");
    let peers = http::client_address::TrustedProxies::new(app.config.server.trusted_proxies.clone());
    let shared = ApiState {
        app,
        throttle: http::login_throttle::LoginThrottle::new(),
        trusted_proxies: peers,
        openapi_json: document,
    };
    http::dispatch::router(Arc::new(shared), routes)
}

/// The zone of the organisation acted in, where any of what was asked for is a local day; without one it is not looked at,
/// and any will do.
async fn organization_zone(
    read: &mut Read,
    scope: &Scope,
    asked: &[Option<TimeParameter>],
) -> Result<chrono_tz::Tz, Problem> {
    if !asked.iter().any(|one| matches!(one, Some(TimeParameter::Day(_)))) {
        return Ok(chrono_tz::UTC);
    }
    let organization = read.find_organization(scope.organization()).await?;
    Ok(organization.ok_or_else(|| Problem::not_found("organisation"))?.time_zone)
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
