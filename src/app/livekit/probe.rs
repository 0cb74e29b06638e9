//! A LiveKit server is asked before it is connected: whether it is there, takes the key, and tells the same time.
//!
//! A wrong secret would not be noticed here but by lessons that are lost: webhooks signed with the true one are refused
//! from then on. So a pair takes the place of nothing before the server itself has taken it.

use std::time::Duration;

use crate::app::livekit::connect::{KeyPair, asked_server, find, server, valid};
use crate::app::{Act, App, Error};
use crate::domain::time::{SECOND, Timestamp};
use crate::sources::livekit::rooms::{Failure, NotAuthorized, PROBE, Rooms};
use crate::store::livekit::health::Health;
use crate::store::{StoreError, Write};

/// How far both clocks may be apart, as tokens are verified on both sides; seconds.
const APART: i64 = 60;
/// Empty rooms of ours close by themselves after so many seconds, should closing them fail.
const PROBE_LIFE: u32 = 10;
/// How often it is looked whether a webhook has come.
const GLANCE: Duration = Duration::from_millis(200);

/// What a server said when it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proof {
    pub at: Timestamp,
    /// Its clock before ours, where it says the time.
    pub seconds_ahead: Option<i64>,
}

/// Asks the server at an address with a pair that is not stored yet.
///
/// # Errors
/// 422 by what was found: `livekit_unreachable`, `not_livekit`, `unknown_key`, `wrong_secret`, `key_refused`,
/// `clock_skew`, `private_address`. Those of `connect` too.
pub async fn prove(app: &App, act: &Act, url: &str, pair: &KeyPair) -> Result<Proof, Error> {
    let rooms = Rooms::of(&app.livekit, &asked_server(app, act, url, pair).await?);
    let asked = rooms.knock().await;
    let seconds_ahead = rooms.seconds_ahead();
    let is_about_time = matches!(asked, Ok(()) | Err(Failure::Unauthorized(NotAuthorized::WrongTime)));
    match (asked, seconds_ahead.filter(|seconds| seconds.abs() > APART)) {
        (_, Some(seconds)) if is_about_time => {
            let way = if seconds > 0 { "ahead of" } else { "behind" };
            let detail = format!(
                "Its clock is {} seconds {way} ours, so that its webhooks would be refused or its times be wrong.",
                seconds.abs()
            );
            Err(Error::refused("clock_skew", detail))
        }
        (Ok(()), _) => Ok(Proof { at: app.now(), seconds_ahead }),
        (Err(failure), _) => Err(refusal(&failure)),
    }
}

/// What can be said of address and pair without asking anybody.
pub fn check(url: &str, pair: &KeyPair) -> Result<(), Error> {
    valid(url, pair).map(drop)
}

fn refusal(failure: &Failure) -> Error {
    let code = match failure {
        Failure::Unreachable(_) | Failure::Timeout | Failure::Unavailable(_) => "livekit_unreachable",
        Failure::Unauthorized(NotAuthorized::UnknownKey) => "unknown_key",
        Failure::Unauthorized(NotAuthorized::WrongSecret) => "wrong_secret",
        Failure::Unauthorized(_) => "key_refused",
        Failure::NotLivekit(_) | Failure::Refused(_) => "not_livekit",
        Failure::NotAllowed => "private_address",
    };
    Error::refused(code, format!("Nothing is connected or changed: {failure}."))
}

/// Keeps what was found beside the connection.
pub async fn note(write: &mut Write, act: &Act, server_id: &str, proof: &Proof) -> Result<(), StoreError> {
    let health =
        Health { verified_at: Some(proof.at), seconds_ahead: proof.seconds_ahead, ..Health::default() };
    write.note_livekit_health(act.organization(), server_id, &health).await
}

/// Sees whether the webhooks of a connection arrive: makes a room of nobody, whose beginning the server tells whoever it
/// tells anything, and closes it. What comes of it stands in the connection's health. A failure is logged.
pub async fn probe(app: &App, organization: &str, server_id: &str) {
    let room = format!("{PROBE}{}", app.new_id());
    let rooms = match server(app, organization, server_id).await {
        Ok(Some(server)) => Rooms::of(&app.livekit, &server),
        Ok(None) => return,
        Err(error) => return tracing::warn!(%error, "a LiveKit server cannot be named"),
    };
    let made = rooms.create(&room, PROBE_LIFE, PROBE_LIFE, 1).await;
    let closed = rooms.delete(&room).await;
    if let Err(error) = made.and(closed) {
        tracing::warn!(%error, "it could not be tried whether LiveKit's webhooks arrive");
    }
}

/// Probes, and waits for the webhook; whether one came. Whoever serves this installation receives it.
pub async fn probe_and_wait(
    app: &App,
    organization: &str,
    server_id: &str,
    patience: Duration,
) -> Result<bool, Error> {
    let begun = app.now().plus(-SECOND);
    probe(app, organization, server_id).await;
    let arrives = async {
        loop {
            let connection = find(&mut app.store.read().await?, organization, server_id).await?;
            if connection.health.webhook_at.is_some_and(|at| at >= begun) {
                return Ok(true);
            }
            tokio::time::sleep(GLANCE).await;
        }
    };
    tokio::time::timeout(patience, arrives).await.unwrap_or(Ok(false))
}
