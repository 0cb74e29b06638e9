//! Closing the LiveKit room of a session that is over.

use crate::app::App;
use crate::app::livekit::participant_poll::AskError;
use crate::app::livekit::servers::Lines;

/// Throws everybody out of the room. False where no server is connected, or one could not be reached; a move that is made
/// holds all the same.
pub async fn close(app: &App, organization: &str, room: &str) -> bool {
    match Lines::of(app, organization).await {
        Ok(lines) => lines.close(room).await,
        Err(AskError::NotConnected) => false,
        Err(error) => {
            tracing::warn!(%error, "the LiveKit servers of an organisation cannot be named");
            false
        }
    }
}
