//! A room that was closed and is open again: LiveKit revokes no token, so that whoever still has one may open a room of the
//! same name. It is closed again as soon as a webhook or a roster shows somebody in it; presence in it counts for nobody.

use super::closed_rooms::{EntryCheck, RoomKey};
use super::wanted::is_wanted;
use crate::app::App;
use crate::app::livekit::connected_servers::ConnectedServers;
use crate::app::livekit::error::RoomPollError;
use crate::domain::session::room::RoomState;
use crate::domain::time::{DAY, HOUR, Timestamp};
use crate::sources::http_response::printable;

/// How long a closed room is watched: longer than the longest token and its renewals hold.
const WATCH_DURATION: i64 = DAY + 2 * HOUR;

/// Since when closed rooms are watched.
pub(super) fn watched_since(now: Timestamp) -> Timestamp {
    now.plus(-WATCH_DURATION)
}

/// Somebody came into a room: has it closed again, in the background, where it is a closed one.
pub fn on_entry(app: &App, organization: &str, room: &str) {
    let key = (organization.to_owned(), room.to_owned());
    let Some(check) = app.closed_rooms.begin(&key) else { return };
    let app = app.clone();
    app.tasks.clone().spawn(async move {
        if let Err(error) = look(&app, &key, check).await {
            tracing::warn!(%error, room = printable(&key.1, 100), "a room that was opened again stays open");
        }
        app.closed_rooms.done(&key);
    });
}

async fn look(app: &App, key: &RoomKey, check: EntryCheck) -> Result<(), RoomPollError> {
    if check == EntryCheck::Reload {
        let mut read = app.store.read().await?;
        let closed = read.list_closed_rooms(None, watched_since(app.now())).await?;
        app.closed_rooms.replace(closed.into_iter().map(|one| (one.organization_id, one.room)));
        if !app.closed_rooms.contains(key) {
            return Ok(());
        }
    }
    let servers = ConnectedServers::of(app, &key.0).await?;
    close_again(app, &servers, &key.0, &key.1).await.map(drop)
}

/// Closes a room again that was closed and is open now; whether it was open.
///
/// # Errors
/// Where the database or LiveKit does not answer.
pub async fn close_again(
    app: &App,
    servers: &ConnectedServers,
    organization: &str,
    room: &str,
) -> Result<bool, RoomPollError> {
    let now = app.now();
    let mut read = app.store.read().await?;
    let known = read.find_session_rooms(organization, &[room]).await?.pop();
    let is_closed = known.is_some_and(|known| known.state == RoomState::Closed);
    if !is_closed || is_wanted(&mut read, organization, room, now).await? {
        return Ok(false);
    }
    drop(read);
    // What was told may be older than the closing.
    if servers.open_rooms(app, &[room]).await?.is_empty() || !servers.close_room(app, room).await? {
        return Ok(false);
    }
    tracing::warn!(
        organization.id = organization,
        room = printable(room, 100),
        "a closed room was open again"
    );
    let mut write = app.store.write().await?;
    write.note_room_reopened(organization, room, now).await?;
    write.commit().await?;
    Ok(true)
}
