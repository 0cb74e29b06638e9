//! Closing the LiveKit room of a session that is over.

use crate::app::App;
use crate::app::livekit::connected_servers::ConnectedServers;
use crate::app::livekit::error::RoomPollError;

/// Throws everybody out of the room. False where no server is connected, or one could not be reached; a move that is made
/// holds all the same.
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
