//! RoomService, over Twirp: protobuf or JSON in, the same out.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jsonwebtoken::dangerous::insecure_decode_claims;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode};
use livekit_protocol::{
    CreateRoomRequest, DeleteRoomRequest, DeleteRoomResponse, ListParticipantsRequest,
    ListParticipantsResponse, ListRoomsRequest, ListRoomsResponse, Room,
};
use prost::Message;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::simulator::livekit::envelope::SigningKey;
use crate::simulator::livekit::room_state::DelayedEffect;
use crate::simulator::livekit::script::{ScriptAction, WebhookFate};
use crate::simulator::livekit::server::SimulatedLivekit;

/// `POST /twirp/livekit.RoomService/{Method}`
pub async fn call(
    State(livekit): State<SimulatedLivekit>,
    Path(method): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if livekit.is_in_outage() {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    // Clients learn the server's time from this header; the HTTP library would write the machine's.
    let date = livekit.0.signing_clock.now().to_utc().format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    let grant = match RoomGrant::from_headers(&headers, &livekit.key()) {
        Ok(grant) => grant,
        // Plain text, unlike Twirp's own errors: the token is checked before Twirp is reached.
        Err(why) => return (StatusCode::UNAUTHORIZED, [(header::DATE, date)], why).into_response(),
    };
    let answer = match method.as_str() {
        "ListParticipants" => handle_twirp(&headers, &body, |asked: ListParticipantsRequest| {
            require(grant.room_admin && grant.room == asked.room)?;
            Ok(ListParticipantsResponse {
                participants: livekit.with(|state| state.rooms.participants(&asked.room)),
            })
        }),
        "ListRooms" => handle_twirp(&headers, &body, |asked: ListRoomsRequest| {
            require(grant.room_list)?;
            Ok(ListRoomsResponse { rooms: livekit.with(|state| state.rooms.rooms(&asked.names)) })
        }),
        "CreateRoom" => handle_twirp(&headers, &body, |asked: CreateRoomRequest| {
            require(grant.room_create)?;
            let wanted = Room {
                name: asked.name,
                empty_timeout: asked.empty_timeout,
                departure_timeout: asked.departure_timeout,
                max_participants: asked.max_participants,
                metadata: asked.metadata,
                ..Room::default()
            };
            Ok(livekit.create(wanted))
        }),
        "DeleteRoom" => handle_twirp(&headers, &body, |asked: DeleteRoomRequest| {
            require(grant.room_create)?;
            if !livekit.with(|state| state.rooms.is_open(&asked.room)) {
                return Err(TwirpError("not_found", "requested room does not exist"));
            }
            livekit.apply(&asked.room, DelayedEffect::Action(ScriptAction::DeleteRoom, WebhookFate::Told));
            Ok(DeleteRoomResponse {})
        }),
        _ => Err(TwirpError("bad_route", "no handler for path")),
    };
    ([(header::DATE, date)], answer.unwrap_or_else(IntoResponse::into_response)).into_response()
}

/// What a token lets its bearer do.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct RoomGrant {
    room_create: bool,
    room_list: bool,
    room_admin: bool,
    room: String,
}

#[derive(Deserialize)]
struct RoomTokenClaims {
    iss: String,
    #[serde(default)]
    video: RoomGrant,
}

impl RoomGrant {
    /// The grant of a request signed with this key. Its times are checked against the machine's clock, with which
    /// clients make their tokens, not against the script's.
    ///
    /// # Errors
    /// LiveKit's own error text.
    fn from_headers(headers: &HeaderMap, key: &SigningKey) -> Result<RoomGrant, String> {
        let token =
            headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
        let token = token.ok_or("no permissions to access the room")?;
        let invalid = |why: &str| format!("invalid token: {token}, error: {why}");
        let named: RoomTokenClaims =
            insecure_decode_claims(token).map_err(|_| invalid("token is malformed"))?;
        if named.iss != key.key {
            return Err(format!("invalid API key: {}", named.iss));
        }
        let secret = DecodingKey::from_secret(key.secret.as_bytes());
        let claims = decode::<RoomTokenClaims>(token, &secret, &Validation::new(Algorithm::HS256))
            .map_err(|_| invalid("token signature is invalid: signature is invalid"))?;
        Ok(claims.claims.video)
    }
}

fn require(granted: bool) -> Result<(), TwirpError> {
    if granted { Ok(()) } else { Err(TwirpError("permission_denied", "permissions denied")) }
}

/// An error as Twirp writes it.
struct TwirpError(&'static str, &'static str);

impl IntoResponse for TwirpError {
    fn into_response(self) -> Response {
        let status = match self.0 {
            "not_found" | "bad_route" => StatusCode::NOT_FOUND,
            "permission_denied" => StatusCode::FORBIDDEN,
            _ => StatusCode::BAD_REQUEST,
        };
        (status, axum::Json(json!({"code": self.0, "msg": self.1}))).into_response()
    }
}

/// Reads a request in the form its content type names, and writes the answer in the same.
fn handle_twirp<A, B>(
    headers: &HeaderMap,
    body: &[u8],
    work: impl FnOnce(A) -> Result<B, TwirpError>,
) -> Result<Response, TwirpError>
where
    A: Message + Default + DeserializeOwned,
    B: Message + Serialize,
{
    let content_type =
        headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let unreadable = TwirpError("malformed", "the request could not be decoded");
    if content_type.starts_with("application/json") {
        let asked = serde_json::from_slice(body).map_err(|_| unreadable)?;
        return Ok(axum::Json(work(asked)?).into_response());
    }
    if !content_type.starts_with("application/protobuf") {
        return Err(TwirpError("bad_route", "unexpected Content-Type"));
    }
    let asked = A::decode(body).map_err(|_| unreadable)?;
    Ok(([(header::CONTENT_TYPE, "application/protobuf")], work(asked)?.encode_to_vec()).into_response())
}
