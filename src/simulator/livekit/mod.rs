//! A simulated LiveKit server for tests and the demo: rooms, signed webhooks and RoomService, true to the protocol.
//!
//! It plays a script of people coming and going (`script`) on a clock that can be moved: `SimulatedLivekit::step`
//! does whatever is due at the present moment, and `next` says when something is due again. On the machine's clock
//! `run` does both for ever. Payloads are LiveKit's own types in protobuf's JSON (`envelope`), sent with LiveKit's
//! retry delays and drop rules (`webhook_sender`). The facts were read in and seen with LiveKit v1.13.5.

mod envelope;
pub mod room_script;
mod room_service;
mod room_state;
pub mod script;
mod server;
mod webhook_sender;

use axum::Router;
use axum::routing::{get, post};

pub use self::envelope::SigningKey;
pub use self::server::{SimulatedLivekit, WebhookTarget};
pub use self::webhook_sender::DeliveryCounts;

impl SimulatedLivekit {
    /// RoomService, and the page that says it is alive.
    pub fn router(&self) -> Router {
        Router::new()
            .route("/", get(|| async { "OK" }))
            .route("/twirp/livekit.RoomService/{method}", post(room_service::call))
            .with_state(self.clone())
    }

    /// Serves until the listener fails.
    pub async fn serve(self, listener: tokio::net::TcpListener) -> std::io::Result<()> {
        axum::serve(listener, self.router()).await
    }
}
