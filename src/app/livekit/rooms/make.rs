//! Makes the room of a session, once.

use std::time::Duration;

use super::close::{CLAIM_DURATION, close_after};
use super::wanted::closes_at;
use crate::app::livekit::connected_servers::ConnectedServers;
use crate::app::{App, Error};
use crate::domain::organization::settings::Settings;
use crate::domain::session::room::{RoomState, RoomTimeouts, retry_delay};
use crate::domain::time::Timestamp;
use crate::net::http_response::printable;
use crate::sources::livekit::room_service::LivekitError;
use crate::store::StoreError;
use crate::store::livekit::session_rooms::{RoomAttempt, RoomClaim, SessionRoom};
use crate::store::session::StoredSession;

/// How often, and how many times, a room is looked at that somebody else is making or closing.
const LOOK_INTERVAL: Duration = Duration::from_millis(100);
const MAX_LOOKS: u32 = 30;

/// Why a room cannot be entered now.
#[derive(Debug, thiserror::Error)]
pub enum RoomNotReady {
    /// An older room of this name is being closed, until then at the latest.
    #[error("the room is being closed")]
    Closing { until: Timestamp },
    #[error(transparent)]
    Failure(#[from] LivekitError),
    #[error(transparent)]
    App(#[from] Error),
}

impl From<StoreError> for RoomNotReady {
    fn from(error: StoreError) -> Self {
        RoomNotReady::App(error.into())
    }
}

/// What became of an attempt to make a room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RoomMaking {
    Made,
    /// It is there, or somebody else is at it.
    NotNeeded,
}

/// Makes the room of a session unless it was made before, or somebody is at it. `again`: it was made, and has died.
pub(super) async fn make(
    app: &App,
    servers: &ConnectedServers,
    stored: &StoredSession,
    settings: &Settings,
    again: bool,
) -> Result<RoomMaking, RoomNotReady> {
    let Some(room) = stored.session.room.as_deref() else { return Ok(RoomMaking::NotNeeded) };
    let organization = stored.organization_id.as_str();
    let (id, now) = (app.new_id(), app.now());
    let claim = RoomClaim {
        organization_id: organization,
        room,
        session_id: &stored.session.id,
        id: &id,
        now,
        until: now.plus(CLAIM_DURATION),
    };
    let mut write = app.store.write().await?;
    if !write.claim_room_making(&claim, again).await? {
        return Ok(RoomMaking::NotNeeded);
    }
    let failures = write.find_session_rooms(organization, &[room]).await?.pop().map_or(0, |one| one.failures);
    write.commit().await?;
    let timeouts = RoomTimeouts::of(&stored.session, closes_at(stored, settings), now);
    let made = servers.make_room(app, room, timeouts, max_participants(stored, settings)).await;
    let attempt = match &made {
        Ok(()) => RoomAttempt::Done,
        Err(error) => RoomAttempt::Failed {
            failure: printable(&error.to_string(), 300),
            retry_at: app.now().plus(retry_delay(failures.saturating_add(1))),
        },
    };
    let mut write = app.store.write().await?;
    write.finish_room_making(&RoomClaim { now: app.now(), ..claim }, &attempt).await?;
    if made.is_ok() && servers.are_several() {
        write.save_livekit_room(organization, room, servers.home(room).server_id(), app.now()).await?;
    }
    write.commit().await?;
    made?;
    // Somebody may have ended the session meanwhile, and found no room to close.
    let present = app.store.read().await?.find_session(organization, &stored.session.id).await?;
    if let Some(present) = present.filter(|present| present.status.is_over()) {
        close_after(app, &present).await;
    }
    Ok(RoomMaking::Made)
}

/// The limit holds as it is set now, but keeps nobody of the roster out; 0 is none.
fn max_participants(stored: &StoredSession, settings: &Settings) -> u32 {
    let roster = stored.session.students.len() + usize::from(stored.session.teacher.is_some());
    let limit = settings.max_participants.map_or(0, |most| most.get());
    if limit == 0 { 0 } else { u32::try_from(limit).unwrap_or(0).max(u32::try_from(roster).unwrap_or(0)) }
}

/// Makes sure that the room of a session can be entered: makes it where it is missing or has died, and waits a moment for
/// whoever is at it.
pub(super) async fn ensure(
    app: &App,
    servers: &ConnectedServers,
    stored: &StoredSession,
    settings: &Settings,
    room: &str,
) -> Result<(), RoomNotReady> {
    let organization = stored.organization_id.as_str();
    for _ in 0..MAX_LOOKS {
        let known = app.store.read().await?.find_session_rooms(organization, &[room]).await?.pop();
        let now = app.now();
        let is_at_work = |known: &SessionRoom| known.claimed_until.is_some_and(|until| until > now);
        let again = match known {
            Some(known) if is_at_work(&known) => {
                tokio::time::sleep(LOOK_INTERVAL).await;
                continue;
            }
            Some(known) if known.state == RoomState::Open && known.session_id == stored.session.id => {
                if servers.is_open_at_home(app, room).await? {
                    return Ok(());
                }
                true
            }
            _ => false,
        };
        if make(app, servers, stored, settings, again).await? == RoomMaking::Made {
            return Ok(());
        }
    }
    let known = app.store.read().await?.find_session_rooms(organization, &[room]).await?.pop();
    let until = known.and_then(|known| known.claimed_until).unwrap_or_else(|| app.now());
    Err(RoomNotReady::Closing { until })
}
