//! Lets somebody into the room of a session: makes the room where it is missing, and gives a token that holds for a short time.

use std::time::Duration;

use super::make::{RoomNotReady, ensure};
use crate::app::livekit::connected_servers::ConnectedServers;
use crate::app::livekit::error::RoomPollError;
use crate::app::people::bind::bind_visitor;
use crate::app::session::find::find;
use crate::app::{ActorContext, App, Error};
use crate::domain::organization::settings::Settings;
use crate::domain::session::Platform;
use crate::domain::session::join::{JoinRole, NotJoinable, check_open};
use crate::domain::time::{SECOND, Timestamp};
use crate::sources::livekit::join_token::join_token;
use crate::sources::livekit::room_service::LivekitError;
use crate::store::session::StoredSession;
use crate::store::{Read, StoreError};

/// What somebody needs to enter a room.
#[derive(Clone, Debug)]
pub struct RoomPass {
    /// `ws` or `wss` address of the LiveKit server.
    pub url: String,
    pub token: String,
    pub room: String,
    /// The person's id.
    pub identity: String,
    pub role: JoinRole,
    /// Until when it can be used to enter.
    pub expires_at: Timestamp,
}

/// Why somebody cannot enter a room.
#[derive(Debug, thiserror::Error)]
pub enum JoinError {
    #[error(transparent)]
    NotJoinable(#[from] NotJoinable),
    #[error("This session is not held on LiveKit.")]
    NotOnLivekit,
    #[error("No LiveKit server is connected.")]
    NotConnected,
    #[error(
        "The demo plays this session itself, without a media server: `rollcall demo --livekit URL` has rooms to enter."
    )]
    Simulated,
    /// After so many seconds it is worth trying again.
    #[error("An older room of this session is still being closed. Try again in {0} seconds.")]
    RoomClosing(u64),
    #[error("The room cannot be opened: {0}.")]
    Platform(LivekitError),
    #[error(transparent)]
    App(#[from] Error),
}

impl From<StoreError> for JoinError {
    fn from(error: StoreError) -> Self {
        JoinError::App(error.into())
    }
}

impl From<RoomPollError> for JoinError {
    fn from(error: RoomPollError) -> Self {
        match error {
            RoomPollError::NotConnected => JoinError::NotConnected,
            RoomPollError::Failure(failure) => JoinError::Platform(failure),
            RoomPollError::App(error) => JoinError::App(error),
        }
    }
}

/// Lets the caller into the room of a session within their scope. Evaluate the session before, where it is due.
///
/// # Errors
/// `JoinError` says what is in the way; forbidden for somebody who is not on the roster and no admin.
pub async fn join(app: &App, actor: &ActorContext, session: &str) -> Result<RoomPass, JoinError> {
    let mut read = app.store.read().await?;
    let Admission { stored, settings, role: _ } = admit(&mut read, actor, session, app.now()).await?;
    let Some(room) = stored.session.room.as_deref().filter(|_| stored.session.platform == Platform::Livekit)
    else {
        return Err(JoinError::NotOnLivekit);
    };
    // A superadmin of another organisation is nobody here, and nobody's name is missing either.
    let person = actor.person_id.as_deref().unwrap_or_default();
    let known = read.find_person(actor.organization(), person).await?;
    let name = known.as_ref().map_or("Rollcall", |person| person.name.as_str());
    drop(read);
    let servers = ConnectedServers::of(app, actor.organization()).await?;
    if is_simulated(app, &servers, room) {
        return Err(JoinError::Simulated);
    }
    let ready = ensure(app, &servers, &stored, &settings, room).await;
    // The room may have taken its time, and the session may be over by now, or another's.
    let admitted = match ready {
        Ok(()) => admit(&mut app.store.read().await?, actor, session, app.now()).await,
        Err(error) => Err(not_ready(error, app.now())),
    };
    let mut write = app.store.write().await?;
    servers.save_health(&mut write).await?;
    if known.is_none() && admitted.is_ok() {
        bind_visitor(&mut write, actor, person).await?;
    }
    write.commit().await?;
    let Admission { stored, settings, role } = admitted?;
    let server = servers.home(room);
    let ttl = u64::try_from(settings.join_token_ttl_seconds.get()).unwrap_or_default();
    let pair = server.accepted_pair().ok_or(JoinError::NotConnected)?;
    let token = join_token(pair, room, person, name, role.rights(&stored.session), Duration::from_secs(ttl))
        .map_err(|error| JoinError::Platform(LivekitError::Refused(error.to_string())))?;
    Ok(RoomPass {
        url: server.client_url(),
        token,
        room: room.to_owned(),
        identity: person.to_owned(),
        role,
        expires_at: app.now().plus(settings.join_token_ttl_seconds.get() * SECOND),
    })
}

/// A session that somebody may enter now, and as what.
struct Admission {
    stored: StoredSession,
    settings: Settings,
    role: JoinRole,
}

async fn admit(
    read: &mut Read,
    actor: &ActorContext,
    session: &str,
    now: Timestamp,
) -> Result<Admission, JoinError> {
    let stored = find(read, &actor.scope, session).await?;
    let settings = read.find_settings(actor.organization()).await?;
    let person = actor.person_id.as_deref().unwrap_or_default();
    let is_admin = actor.scope.own_rows().is_none();
    let Some(role) = JoinRole::of(&stored.session, person, is_admin) else {
        return Err(
            Error::Forbidden("Only who is on the roster of a session, and admins, may join it.").into()
        );
    };
    check_open(&stored.session, stored.status, settings.creation_window(), now)?;
    Ok(Admission { stored, settings, role })
}

/// Whether the room is on a server that this program plays, so that there is nothing to enter. No server: it is not.
pub async fn is_room_simulated(app: &App, organization: &str, room: &str) -> Result<bool, Error> {
    if app.config.livekit.simulated.is_empty() {
        return Ok(false);
    }
    match ConnectedServers::of(app, organization).await {
        Ok(servers) => Ok(is_simulated(app, &servers, room)),
        Err(RoomPollError::App(error)) => Err(error),
        Err(_) => Ok(false),
    }
}

fn is_simulated(app: &App, servers: &ConnectedServers, room: &str) -> bool {
    let simulated = &app.config.livekit.simulated;
    !simulated.is_empty() && simulated.iter().any(|url| url == servers.home(room).url())
}

fn not_ready(error: RoomNotReady, now: Timestamp) -> JoinError {
    match error {
        RoomNotReady::Closing { until } => {
            let seconds = until.since(now).div_euclid(SECOND).clamp(1, 5);
            JoinError::RoomClosing(u64::try_from(seconds).unwrap_or(1))
        }
        RoomNotReady::Failure(failure) => JoinError::Platform(failure),
        RoomNotReady::App(error) => JoinError::App(error),
    }
}
