//! A room that was closed and is open again: LiveKit revokes no token, so that whoever still has one may open a room of the
//! same name. It is closed again as soon as a webhook or a roster shows somebody in it; presence in it counts for nobody.

use std::collections::BTreeMap;
use std::time::Duration;

use super::entered_rooms::RoomKey;
use super::wanted::is_wanted;
use crate::app::App;
use crate::app::livekit::connected_servers::ConnectedServers;
use crate::app::livekit::error::RoomPollError;
use crate::domain::session::room::RoomState;
use crate::domain::time::{DAY, HOUR, Timestamp};
use crate::net::http_response::printable;
use crate::store::StoreError;
use crate::store::livekit::session_rooms::SessionRoom;

/// How long a closed room is watched: longer than the longest token and its renewals hold.
const WATCH_DURATION: i64 = DAY + 2 * HOUR;

/// The least time between two looks at the rooms that somebody came into.
const BATCH_INTERVAL: Duration = Duration::from_millis(250);

/// Since when closed rooms are watched.
pub(super) fn watched_since(now: Timestamp) -> Timestamp {
    now.plus(-WATCH_DURATION)
}

/// Somebody came into a room: has it closed again, in the background, where it is a closed one.
pub fn on_entry(app: &App, organization: &str, room: &str) {
    if app.entered_rooms.add((organization.to_owned(), room.to_owned())) {
        app.tasks.spawn(look_at_entered(app.clone()));
    }
}

/// Looks at the rooms that somebody came into, batch by batch, until none is left.
async fn look_at_entered(app: App) {
    while let Some(batch) = app.entered_rooms.next_batch() {
        for (organization, rooms) in batch {
            if let Err(error) = look(&app, &organization, &rooms).await {
                tracing::warn!(%error, organization.id = organization, "rooms that were opened again may stay open");
                for room in rooms {
                    app.entered_rooms.done(&(organization.clone(), room));
                }
            }
        }
        tokio::select! {
            () = tokio::time::sleep(BATCH_INTERVAL) => {}
            () = app.shutdown.cancelled() => return,
        }
    }
}

/// Has those of these rooms closed again that were closed. One that is being closed is looked at again, since they may have
/// come in after LiveKit closed it and before the database says so.
async fn look(app: &App, organization: &str, rooms: &[String]) -> Result<(), StoreError> {
    let names: Vec<&str> = rooms.iter().map(String::as_str).collect();
    let found = app.store.read().await?.find_session_rooms(organization, &names).await?;
    let states: BTreeMap<&str, &SessionRoom> = found.iter().map(|one| (one.room.as_str(), one)).collect();
    let now = app.now();
    for room in rooms {
        let key = (organization.to_owned(), room.clone());
        match states.get(room.as_str()) {
            Some(one) if one.state == RoomState::Closed => {
                app.tasks.spawn(close_entered(app.clone(), key));
                continue;
            }
            Some(one) if one.is_being_closed(now) => {
                app.entered_rooms.add(key.clone());
            }
            _ => {}
        }
        app.entered_rooms.done(&key);
    }
    Ok(())
}

async fn close_entered(app: App, key: RoomKey) {
    let closed = match ConnectedServers::of(&app, &key.0).await {
        Ok(servers) => close_again(&app, &servers, &key.0, &key.1).await,
        Err(error) => Err(error),
    };
    if let Err(error) = closed {
        tracing::warn!(%error, room = printable(&key.1, 100), "a room that was opened again stays open");
    }
    app.entered_rooms.done(&key);
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
    let (open, failed) = servers.open_rooms(app, &[room]).await;
    if open.is_empty() {
        return failed.map_or(Ok(false), |failure| Err(failure.into()));
    }
    if !servers.close_room(app, room).await? {
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
