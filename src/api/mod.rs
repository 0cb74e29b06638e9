//! The JSON API. Each file lists the routes of one resource in `routes()`; this file puts them in the order of the
//! document. Use cases are not here but in `app`.
//!
//! - `crate::http` is what every route shares: a request passes authentication, role check, body parsing and the
//!   `Idempotency-Key` check before its handler runs, and every error becomes a problem document.
//! - `v1/` follows the addresses under `/api/v1`; `unversioned/` is what has no version in its address.
//! - `compat/` is the addresses that earlier systems use, one file per system.
//! - `openapi/` makes the document out of the declarations.
//!
//! `docs/API.md` has the conventions and the recipe for a route.

mod compat;
mod openapi;
pub mod unversioned;
pub mod v1;

pub use self::openapi::document;
pub use crate::http::body::{NoBody, RawBody, RequestBody};
pub use crate::http::pagination::Page;
pub use crate::http::problem::{ErrorShape, Problem};
pub use crate::http::query::{LenientQuery, NoQuery, RequestQuery};
pub use crate::http::request::{PathValues, PublicRequest, RouteRequest};
pub use crate::http::response::{Accepted, Created, CustomResponse, NoContent, RouteResponse};
pub use crate::http::route::{Route, delete, get, patch, post, put};
pub use crate::http::route_declaration::{Declaration, RouteAccess};
pub use crate::http::serve::HttpServer;

/// Every route, in the order of the OpenAPI document.
pub fn routes() -> Vec<Route> {
    [
        v1::logins::routes(),
        v1::me::routes(),
        v1::calendar::routes(),
        v1::own_notifications::routes(),
        v1::tokens::routes(),
        v1::organizations::routes(),
        v1::people::routes(),
        v1::households::routes(),
        v1::identities::routes(),
        v1::rates::routes(),
        v1::checkin::routes(),
        v1::packages::routes(),
        v1::subscriptions::routes(),
        v1::venues::routes(),
        v1::plans::routes(),
        v1::memberships::routes(),
        v1::sessions::routes(),
        v1::sessions::edit::routes(),
        v1::sessions::attendance::routes(),
        v1::sessions::evidence::routes(),
        v1::sessions::join::routes(),
        v1::explain::routes(),
        v1::sessions::overrides::routes(),
        v1::sessions::actions::routes(),
        v1::sessions::resync::routes(),
        v1::timetables::routes(),
        v1::holidays::routes(),
        v1::sessions::room::routes(),
        v1::events::routes(),
        v1::unmatched::routes(),
        v1::live::routes(),
        v1::attendance_logs::routes(),
        v1::money::routes(),
        v1::analytics::routes(),
        v1::settings::routes(),
        v1::policies::routes(),
        v1::connections::livekit::routes(),
        v1::audit_log::routes(),
        v1::problems::routes(),
        v1::webhook_endpoints::routes(),
        v1::deliveries::routes(),
        v1::connections::google::routes(),
        v1::jobs::routes(),
        unversioned::webhooks::routes(),
        compat::routes(),
        unversioned::health::routes(),
        unversioned::docs::routes(),
    ]
    .concat()
}
