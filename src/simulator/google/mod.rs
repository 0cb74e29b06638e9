//! A simulated Google for tests and the demo: the token endpoint, the consent screen, the Meet API v2 and a
//! directory, true to the protocol.
//!
//! It answers from a script of people coming and going (`world`), at a moment of a clock that can be moved, with the
//! delays and faults it is given (`fault`). Google's own Python clients are tried against it (tests/google). In one
//! process it is steered through `SimulatedGoogle`, from another through `/control/…`.

mod caller;
mod consent;
mod control;
mod error_response;
pub mod fault;
mod filter;
mod mask;
mod meet;
mod page;
mod record;
mod space;
mod state;
mod token;
pub mod view;
pub mod world;

use axum::Router;
use axum::routing::{any, get, post, put};

pub use self::state::{AdjustableClock, GoogleState, SimulatedGoogle};

impl SimulatedGoogle {
    /// All routes. Google's hosts (accounts, oauth2, meet, admin) share one address here.
    pub fn router(&self) -> Router {
        Router::new()
            .route("/token", post(token::token))
            .route("/o/oauth2/v2/auth", get(consent::page).post(consent::decide))
            .route("/v2/{*path}", any(meet::call))
            .route("/admin/directory/v1/users/{id}", get(meet::call))
            .route("/control/world", get(control::show).post(control::add).put(control::replace))
            .route("/control/clock", get(control::clock).post(control::change_clock))
            .route("/control/knobs", put(control::knobs))
            .route("/control/faults", put(control::faults))
            .route("/control/calls", get(control::calls).delete(control::forget_calls))
            .route("/control/revoke", post(control::revoke))
            .with_state(self.clone())
    }

    /// Serves until the listener fails.
    pub async fn serve(self, listener: tokio::net::TcpListener) -> std::io::Result<()> {
        axum::serve(listener, self.router()).await
    }
}
