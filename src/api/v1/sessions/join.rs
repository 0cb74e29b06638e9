//! Entering the room of a session.

use std::time::Duration;

use serde::Serialize;
use utoipa::ToSchema;

use crate::api::{Problem, Route, RouteRequest, post};
use crate::app::livekit::rooms::join::{self, RoomPass};
use crate::app::session::change_transaction::evaluate_if_waiting;
use crate::domain::session::join::JoinRole;
use crate::domain::time::Timestamp;
use crate::http::error_codes::JOIN_ERRORS;
use crate::http::roles::JOINERS;

/// Longer than LiveKit is asked and waited for, so that its own error is returned.
const JOIN_TIMEOUT: Duration = Duration::from_secs(45);

pub(crate) fn routes() -> Vec<Route> {
    vec![
        post(
            "/api/v1/sessions/{id}/join",
            "Enter the room of a session: its address and a token of one's own",
        )
        .who(JOINERS)
        .to(enter)
        .refuses(JOIN_ERRORS)
        .timeout(JOIN_TIMEOUT),
    ]
}

/// What a client of LiveKit needs to enter.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = RoomPass)]
#[schema(example = json!({
    "url": "wss://livekit.example.org", "token": "eyJ…", "room": "quran_0193f1c2_1767600000",
    "identity": "0193f1c1", "role": "student", "expiresAt": "2026-01-05T08:10:00.000Z"
}))]
struct JoinBody {
    /// Address of the LiveKit server, `wss://…`.
    url: String,
    /// Says who it is, as what, and for which room; nobody can change that.
    token: String,
    room: String,
    /// The person's id.
    identity: String,
    role: JoinRole,
    /// Until when one can enter with it; whoever is in the room stays.
    #[schema(value_type = String, format = DateTime)]
    expires_at: Timestamp,
}

impl From<RoomPass> for JoinBody {
    fn from(pass: RoomPass) -> JoinBody {
        let RoomPass { url, token, room, identity, role, expires_at } = pass;
        JoinBody { url, token, room, identity, role, expires_at }
    }
}

async fn enter(request: RouteRequest) -> Result<JoinBody, Problem> {
    evaluate_if_waiting(&request.app, &request.scope, request.id()).await?;
    Ok(join::join(&request.app, &request.actor(), request.id()).await?.into())
}
