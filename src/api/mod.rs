//! The JSON API. Every route is declared (`route.rs`) in the file of its group; the router is made of declarations
//! alone. A request takes the same steps everywhere: login, role, body, repeat, handler, answer (`call.rs`), and
//! every refusal is a problem document (`problem.rs`). `docs/API.md` has the conventions and the recipe for a route.

mod answer;
mod attendance;
mod audit_log;
mod body;
mod call;
mod caller;
mod connections;
mod docs;
mod doors;
mod frame;
mod google;
mod health;
mod households;
mod identities;
mod jobs;
mod logins;
mod logs;
mod me;
mod metrics;
mod money;
mod openapi;
mod organizations;
mod overrides;
mod page;
mod parts;
mod peer;
mod people;
mod policies;
mod problem;
mod problems;
mod query;
mod rates;
pub mod refusal;
mod repeat;
mod resync;
mod roles;
mod route;
mod serve;
mod session_actions;
mod session_change;
mod sessions;
mod settings;
mod sheet;
mod throttle;
mod tokens;
mod unmatched;
mod webhook;
mod when;

use std::sync::Arc;

use axum::Router;

use crate::app::App;
use crate::domain::access::Scope;
use crate::store::Read;

use self::when::When;

pub use self::answer::{Answer, Created, Custom, NoContent};
pub use self::body::{Body, NoBody, Raw};
pub use self::call::{Call, Open, PathValues};
pub use self::openapi::document;
pub use self::page::Page;
pub use self::problem::{ErrorShape, Problem};
pub use self::query::{Loose, NoQuery, Query};
pub use self::route::{Declaration, Route, Who, delete, get, patch, post, put};
pub use self::serve::{Server, serve};

/// What the requests of one server share, besides the application itself.
pub(crate) struct Shared {
    pub app: App,
    pub throttle: throttle::Throttle,
    pub peers: peer::Peers,
    pub document: String,
}

/// Every route there is, in the order of the document. A group's file lists its own.
pub fn routes() -> Vec<Route> {
    [
        logins::routes(),
        me::routes(),
        tokens::routes(),
        organizations::routes(),
        people::routes(),
        households::routes(),
        identities::routes(),
        rates::routes(),
        sessions::routes(),
        session_change::routes(),
        attendance::routes(),
        overrides::routes(),
        session_actions::routes(),
        resync::routes(),
        unmatched::routes(),
        logs::routes(),
        money::routes(),
        settings::routes(),
        policies::routes(),
        connections::routes(),
        audit_log::routes(),
        problems::routes(),
        google::routes(),
        jobs::routes(),
        webhook::routes(),
        doors::routes(),
        health::routes(),
        docs::routes(),
    ]
    .concat()
}

/// The router of every route; `/metrics` stands elsewhere where it has an address of its own.
pub fn router(app: App) -> Router {
    let apart = app.config.metrics.listen.is_some();
    let here = routes().into_iter().filter(|route| !apart || route.declaration.path != health::METRICS);
    router_of(app, here.collect())
}

/// The router of `/metrics` alone, for the address of its own.
pub fn metrics_router(app: App) -> Router {
    let alone = routes().into_iter().filter(|route| route.declaration.path == health::METRICS);
    router_of(app, alone.collect())
}

/// The router of these routes alone. Tests hand in declarations they have changed, to see that it is noticed.
pub fn router_of(app: App, routes: Vec<Route>) -> Router {
    metrics::recorder();
    let document = document(&routes).to_json().expect("a document of plain values");
    let peers = peer::Peers::trusting(app.config.server.trusted_proxies.clone());
    let shared = Shared { app, throttle: throttle::Throttle::new(), peers, document };
    frame::router(Arc::new(shared), routes)
}

/// The zone of the organisation acted in, where any of what was asked for is a local day; without one it is not looked at,
/// and any will do.
async fn zone_of(read: &mut Read, scope: &Scope, asked: &[Option<When>]) -> Result<chrono_tz::Tz, Problem> {
    if !asked.iter().any(|one| matches!(one, Some(When::Day(_)))) {
        return Ok(chrono_tz::UTC);
    }
    let organization = read.find_organization(scope.organization()).await?;
    Ok(organization.ok_or_else(|| Problem::not_found("organisation"))?.time_zone)
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
