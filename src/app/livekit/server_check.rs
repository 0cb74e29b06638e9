//! Checks a LiveKit server before it is connected: that it answers, accepts the key, and has the same time.
//!
//! With a wrong secret all webhooks would be refused, and lessons lost before anybody notices. So a key pair
//! replaces nothing before the server itself has accepted it.

use std::time::Duration;

use crate::app::livekit::connections::{ApiKeyPair, find, server_to_check, usable_server, validated_url};
use crate::app::{ActorContext, App, Error};
use crate::domain::time::{SECOND, Timestamp};
use crate::sources::livekit::room_service::{
    LivekitError, PROBE_ROOM_PREFIX, RoomService, UnauthorizedReason,
};
use crate::store::livekit::health::LivekitServerHealth;
use crate::store::{StoreError, Write};

/// How far both clocks may be apart, in seconds: tokens are verified on both sides.
pub const MAX_CLOCK_SKEW_SECONDS: i64 = 60;
/// A probe room closes by itself after so many seconds, if deleting it fails.
const PROBE_ROOM_TIMEOUT_SECONDS: u32 = 10;
/// Interval between two looks for the webhook.
const POLL_INTERVAL: Duration = Duration::from_millis(200);

/// What a check of a server showed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServerCheck {
    pub at: Timestamp,
    /// How far its clock is ahead of ours, where it says the time.
    pub seconds_ahead: Option<i64>,
}

/// Asks the server at an address with a pair that is not stored yet.
///
/// # Errors
/// 422 by what was found: `livekit_unreachable`, `not_livekit`, `unknown_key`, `wrong_secret`, `key_refused`,
/// `clock_skew`, `private_address`. Those of `connect` too.
pub async fn check_server(
    app: &App,
    actor: &ActorContext,
    url: &str,
    pair: &ApiKeyPair,
) -> Result<ServerCheck, Error> {
    let rooms = RoomService::new(&app.livekit, &server_to_check(app, actor, url, pair).await?);
    let AccessCheck { result: asked, seconds_ahead } = AccessCheck::of(&rooms).await;
    let is_about_time =
        matches!(asked, Ok(()) | Err(LivekitError::Unauthorized(UnauthorizedReason::WrongTime)));
    match (asked, seconds_ahead.filter(|seconds| seconds.abs() > MAX_CLOCK_SKEW_SECONDS)) {
        (_, Some(seconds)) if is_about_time => {
            let way = if seconds > 0 { "ahead of" } else { "behind" };
            let detail = format!(
                "Its clock is {} seconds {way} ours, so that its webhooks would be refused or its times be wrong.",
                seconds.abs()
            );
            Err(Error::refused("clock_skew", detail))
        }
        (Ok(()), _) => Ok(ServerCheck { at: app.now(), seconds_ahead }),
        (Err(failure), _) => Err(refusal_of_failure(&failure)),
    }
}

/// What a server said when it was asked for nothing but access.
pub struct AccessCheck {
    pub result: Result<(), LivekitError>,
    /// As in `ServerCheck`.
    pub seconds_ahead: Option<i64>,
}

impl AccessCheck {
    async fn of(rooms: &RoomService) -> AccessCheck {
        let result = rooms.check_access().await;
        AccessCheck { result, seconds_ahead: rooms.clock_offset_seconds() }
    }
}

/// Asks a connected server with its stored pairs; `None` where it has none that holds.
pub async fn check_connected(
    app: &App,
    organization: &str,
    server_id: &str,
) -> Result<Option<AccessCheck>, Error> {
    let Some(server) = usable_server(app, organization, server_id).await? else { return Ok(None) };
    Ok(Some(AccessCheck::of(&RoomService::new(&app.livekit, &server)).await))
}

/// Checks the form of address and key pair without asking the server.
pub fn check_format(url: &str, pair: &ApiKeyPair) -> Result<(), Error> {
    validated_url(url, pair).map(drop)
}

fn refusal_of_failure(failure: &LivekitError) -> Error {
    let code = match failure {
        LivekitError::Unreachable(_) | LivekitError::Timeout | LivekitError::Unavailable(_) => {
            "livekit_unreachable"
        }
        LivekitError::Unauthorized(UnauthorizedReason::UnknownKey) => "unknown_key",
        LivekitError::Unauthorized(UnauthorizedReason::WrongSecret) => "wrong_secret",
        LivekitError::Unauthorized(_) => "key_refused",
        LivekitError::NotLivekit(_) | LivekitError::Refused(_) => "not_livekit",
        LivekitError::PrivateAddress => "private_address",
    };
    Error::refused(code, format!("Nothing is connected or changed: {failure}."))
}

/// Saves the check in the connection's health.
pub async fn save_check(
    write: &mut Write,
    actor: &ActorContext,
    server_id: &str,
    proof: &ServerCheck,
) -> Result<(), StoreError> {
    let health = LivekitServerHealth {
        verified_at: Some(proof.at),
        seconds_ahead: proof.seconds_ahead,
        ..LivekitServerHealth::default()
    };
    write.save_livekit_health(actor.organization(), server_id, &health).await
}

/// Tests webhook delivery: creates and deletes a probe room, which makes LiveKit send room webhooks; their
/// arrival is recorded in the connection's health. A failure is logged.
pub async fn probe(app: &App, organization: &str, server_id: &str) {
    let room = format!("{PROBE_ROOM_PREFIX}{}", app.new_id());
    let rooms = match usable_server(app, organization, server_id).await {
        Ok(Some(server)) => RoomService::new(&app.livekit, &server),
        Ok(None) => return,
        Err(error) => return tracing::warn!(%error, "a LiveKit server cannot be named"),
    };
    let made = rooms.create(&room, PROBE_ROOM_TIMEOUT_SECONDS, PROBE_ROOM_TIMEOUT_SECONDS, 1).await;
    let closed = rooms.delete(&room).await;
    if let Err(error) = made.and(closed.map(drop)) {
        tracing::warn!(%error, "it could not be tried whether LiveKit's webhooks arrive");
    }
}

/// Probes, and waits for the webhook, which the serving process receives; whether one came.
pub async fn probe_and_wait(
    app: &App,
    organization: &str,
    server_id: &str,
    timeout: Duration,
) -> Result<bool, Error> {
    let begun = app.now().plus(-SECOND);
    probe(app, organization, server_id).await;
    let arrives = async {
        loop {
            let connection = find(&mut app.store.read().await?, organization, server_id).await?;
            if connection.health.webhook_at.is_some_and(|at| at >= begun) {
                return Ok(true);
            }
            tokio::time::sleep(POLL_INTERVAL).await;
        }
    };
    tokio::time::timeout(timeout, arrives).await.unwrap_or(Ok(false))
}
