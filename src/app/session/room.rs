//! Closing the LiveKit room of a session that is over.

use crate::app::App;
use crate::app::livekit_server::reachable;
use crate::sources::livekit::rooms::Rooms;

/// Throws everybody out of the room. False where no server is connected, or one could not be reached; a move that is made
/// holds all the same.
pub async fn close(app: &App, organization: &str, room: &str) -> bool {
    let servers = match reachable(app, organization).await {
        Ok(servers) => servers,
        Err(error) => {
            tracing::warn!(%error, "the LiveKit servers of an organisation cannot be named");
            return false;
        }
    };
    let mut closed = !servers.is_empty();
    for server in &servers {
        if let Err(error) = Rooms::of(server).delete(room).await {
            tracing::warn!(%error, room, "a room could not be closed");
            closed = false;
        }
    }
    closed
}
