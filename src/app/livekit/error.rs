//! Why a LiveKit room could not be asked about.

use crate::app::Error;
use crate::sources::livekit::room_service::LivekitError;
use crate::store::StoreError;

/// Why a room could not be asked about.
#[derive(Debug, thiserror::Error)]
pub enum RoomPollError {
    /// The organisation has connected no server, or no key of it is valid any more.
    #[error("no LiveKit server is connected")]
    NotConnected,
    #[error(transparent)]
    Failure(#[from] LivekitError),
    #[error(transparent)]
    App(#[from] Error),
}

impl From<StoreError> for RoomPollError {
    fn from(error: StoreError) -> Self {
        RoomPollError::App(error.into())
    }
}
