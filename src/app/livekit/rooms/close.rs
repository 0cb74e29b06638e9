//! Closes the room of a session that is over.

use super::reopened::watched_since;
use super::wanted::{closes_at, is_wanted};
use crate::app::livekit::connected_servers::ConnectedServers;
use crate::app::livekit::error::RoomPollError;
use crate::app::{App, Error};
use crate::domain::session::room::{RoomState, retry_delay};
use crate::domain::time::SECOND;
use crate::net::http_response::printable;
use crate::store::livekit::session_rooms::{RoomAttempt, RoomClaim};
use crate::store::session::StoredSession;

/// Longer than all attempts to make or close a room take.
pub(super) const CLAIM_DURATION: i64 = 40 * SECOND;

/// How an attempt to close a room ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RoomClosing {
    /// There is none, or none was ever made.
    NoRoom,
    Closed,
    /// Another session needs it, or somebody else is at it.
    LeftOpen,
    /// Why it could not be closed; `rooms_cleanup` tries again.
    Failed(String),
}

/// Closes the room of a session that is over, at once; whether it is closed. Call it after the commit, so that a change that
/// is rolled back never closes a room. The session stays as it is though LiveKit cannot be reached.
pub async fn close_after(app: &App, stored: &StoredSession) -> bool {
    let Some(room) = stored.session.room.as_deref().filter(|_| stored.status.is_over()) else { return false };
    match close(app, &stored.organization_id, room, &stored.session.id).await {
        Ok(closing) => closing == RoomClosing::Closed,
        Err(error) => {
            tracing::warn!(%error, room = printable(room, 100), "a room could not be closed");
            false
        }
    }
}

/// Closes a room after its session, unless another session needs it.
pub(super) async fn close(
    app: &App,
    organization: &str,
    room: &str,
    session: &str,
) -> Result<RoomClosing, Error> {
    let mut read = app.store.read().await?;
    if is_wanted(&mut read, organization, room, app.now()).await? {
        return Ok(RoomClosing::LeftOpen);
    }
    let known = read.find_session_rooms(organization, &[room]).await?.pop();
    drop(read);
    let was_made = known.as_ref().is_some_and(|known| known.made_at.is_some());
    if known.as_ref().is_some_and(|known| known.state == RoomState::Closed && known.session_id == session) {
        return Ok(if was_made { RoomClosing::Closed } else { RoomClosing::NoRoom });
    }
    let servers = match ConnectedServers::of(app, organization).await {
        // Nobody can have opened it either.
        Err(RoomPollError::NotConnected) if !was_made => return Ok(RoomClosing::NoRoom),
        servers => servers,
    };
    let is_given_up = matches!(servers, Err(RoomPollError::NotConnected))
        && is_watched_no_more(app, organization, session).await?;
    let now = app.now();
    let id = app.new_id();
    let until = now.plus(CLAIM_DURATION);
    let claim = RoomClaim { organization_id: organization, room, session_id: session, id: &id, now, until };
    let mut write = app.store.write().await?;
    if !write.claim_room_closing(&claim).await? {
        return Ok(RoomClosing::LeftOpen);
    }
    write.commit().await?;
    let closed = match &servers {
        Ok(servers) => servers.close_room(app, room).await.map_err(|error| error.to_string()),
        Err(_) if is_given_up => Ok(false),
        Err(error) => Err(error.to_string()),
    };
    let attempt = match &closed {
        Ok(_) => RoomAttempt::Done,
        Err(error) => {
            let failures = known.map_or(0, |known| known.failures) + 1;
            let retry_at = app.now().plus(retry_delay(failures));
            RoomAttempt::Failed { failure: printable(error, 300), retry_at }
        }
    };
    let claim = RoomClaim { now: app.now(), ..claim };
    let mut write = app.store.write().await?;
    write.finish_room_closing(&claim, &attempt).await?;
    if let Ok(servers) = &servers {
        servers.save_health(&mut write).await?;
    }
    write.commit().await?;
    Ok(match closed {
        Ok(was_there) if was_there || was_made && !is_given_up => RoomClosing::Closed,
        Ok(_) => RoomClosing::NoRoom,
        Err(failure) => RoomClosing::Failed(failure),
    })
}

/// Whether nobody can be in the room of this session any more: no token for it holds, and LiveKit keeps no empty room so long.
async fn is_watched_no_more(app: &App, organization: &str, session: &str) -> Result<bool, Error> {
    let mut read = app.store.read().await?;
    let Some(stored) = read.find_session(organization, session).await? else { return Ok(true) };
    let settings = read.find_settings(organization).await?;
    // What was cancelled closes at once, also before anybody could have come.
    let closes_at = closes_at(&stored, &settings).max(stored.session.end);
    Ok(closes_at <= watched_since(app.now()))
}
