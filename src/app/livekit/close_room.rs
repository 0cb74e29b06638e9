//! Closes a LiveKit room, for a session that is over.

use crate::app::App;
use crate::app::livekit::connected_servers::ConnectedServers;
use crate::app::livekit::error::RoomPollError;

/// Disconnects everybody from the room and closes it. False where no server is connected, or one could not be
/// reached; the session stays as it is either way.
pub async fn close_room(app: &App, organization: &str, room: &str) -> bool {
    match ConnectedServers::of(app, organization).await {
        Ok(servers) => servers.close_room(room).await,
        Err(RoomPollError::NotConnected) => false,
        Err(error) => {
            tracing::warn!(%error, "the LiveKit servers of an organisation cannot be named");
            false
        }
    }
}
