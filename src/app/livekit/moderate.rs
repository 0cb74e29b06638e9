//! Order in a room: the teacher of a session, or an admin, silences somebody or removes them. LiveKit is asked first and the
//! audit log says what was done.

use serde_json::json;

use crate::app::livekit::RoomPollError;
use crate::app::livekit::connected_servers::ConnectedServers;
use crate::app::session::create::subject;
use crate::app::session::find::find;
use crate::app::{ActorContext, App, Error};
use crate::domain::access::Scope;
use crate::net::http_response::printable;
use crate::sources::livekit::room_service::{LivekitError, RoomService};
use crate::store::Write;

/// The most of an identity that the audit log keeps, in characters.
const MAX_IDENTITY_CHARS: usize = 256;

/// What is done to somebody in a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moderation<'a> {
    /// Silences this track; every microphone that is on where it is `None`.
    Mute {
        track: Option<&'a str>,
    },
    Remove,
}

impl Moderation<'_> {
    fn action(self) -> &'static str {
        match self {
            Moderation::Mute { .. } => "session.muted",
            Moderation::Remove => "session.removed",
        }
    }
}

/// Does it, and gives the transaction that records it with the number of tracks that were silenced.
///
/// # Errors
/// Those of `find`; 422 `room_without_livekit`; 409 `not_in_room` where nobody of this identity, or no such track, is in
/// the room; LiveKit's own.
pub async fn moderate(
    app: &App,
    actor: &ActorContext,
    scope: &Scope,
    id: &str,
    identity: &str,
    what: Moderation<'_>,
) -> Result<(Write, usize), RoomPollError> {
    let session = find(&mut app.store.read().await?, scope, id).await?;
    let Some(room) = session.session.room.as_deref() else {
        let detail = "Only sessions on livekit have a room.";
        return Err(Error::refused("room_without_livekit", detail).into());
    };
    let servers = ConnectedServers::of(app, scope.organization()).await?;
    let Some(muted) = on_any(&servers.with_room(room), room, identity, what).await? else {
        return Err(Error::conflict("not_in_room", "They are not in the room now.").into());
    };
    let mut write = app.store.write().await?;
    let detail = json!({"identity": printable(identity, MAX_IDENTITY_CHARS)});
    actor.record_audit(&mut write, what.action(), subject(id), detail).await?;
    Ok((write, muted))
}

/// Asks the servers one after the other until one of them has them; `None`: none has. A server that fails matters only if
/// no other one has them.
async fn on_any(
    servers: &[&RoomService],
    room: &str,
    identity: &str,
    what: Moderation<'_>,
) -> Result<Option<usize>, LivekitError> {
    let mut failed = None;
    for server in servers {
        match on(server, room, identity, what).await {
            Ok(None) => {}
            Ok(done) => return Ok(done),
            Err(failure) => failed = failed.or(Some(failure)),
        }
    }
    failed.map_or(Ok(None), Err)
}

async fn on(
    server: &RoomService,
    room: &str,
    identity: &str,
    what: Moderation<'_>,
) -> Result<Option<usize>, LivekitError> {
    match what {
        Moderation::Remove => Ok(server.remove(room, identity).await?.then_some(0)),
        Moderation::Mute { track: Some(track) } => Ok(server.mute(room, identity, track).await?.then_some(1)),
        Moderation::Mute { track: None } => {
            let Some(open) = server.open_microphones(room, identity).await? else { return Ok(None) };
            let mut muted = 0;
            for track in open {
                muted += usize::from(server.mute(room, identity, &track).await?);
            }
            Ok(Some(muted))
        }
    }
}
