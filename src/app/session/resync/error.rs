//! Why a session was not read from its platform.

use crate::app::Error;
use crate::app::livekit::RoomPollError;
use crate::app::meet::MeetOperationError;
use crate::app::meet::resync::MeetNotRead;
use crate::app::session::resync::rate_limit::RateLimited;
use crate::domain::session::Platform;
use crate::sources::livekit::room_service::LivekitError;
use crate::sources::meet::MeetError;

/// Why a session was not read. No verdict is changed by it, and nothing is said about absence.
#[derive(Debug, thiserror::Error)]
pub enum ResyncError {
    #[error("This class has no Google Meet code.")]
    NoMeetCode,
    #[error("This class is cancelled.")]
    Cancelled,
    #[error("{}", not_connected(*.0))]
    NotConnected(Platform),
    /// Asked again too soon; after so many seconds it is worth it.
    #[error("This was asked for a moment ago. Try again in {0} seconds.")]
    TooManyRequests(u64),
    #[error("Google's quota is used up. Try again in a minute.")]
    GoogleQuotaExhausted,
    #[error("The platform refused: {0}.")]
    Platform(String),
    #[error("The platform did not answer in time; what it still answers is kept.")]
    Timeout,
    #[error(transparent)]
    App(#[from] Error),
}

fn not_connected(platform: Platform) -> &'static str {
    match platform {
        // The sentence that users of the former system know (doors.md section 1).
        Platform::Meet => "Google Meet API not available",
        Platform::Livekit => "No LiveKit server is connected.",
        Platform::Onsite => "A session on site has no platform to ask.",
    }
}

impl From<RateLimited> for ResyncError {
    fn from(limited: RateLimited) -> Self {
        ResyncError::TooManyRequests(limited.retry_after_seconds)
    }
}

impl From<MeetNotRead> for ResyncError {
    fn from(error: MeetNotRead) -> Self {
        match error {
            MeetNotRead::NotConnected => ResyncError::NotConnected(Platform::Meet),
            MeetNotRead::Failed(failed) => failed.into(),
        }
    }
}

impl From<MeetOperationError> for ResyncError {
    fn from(error: MeetOperationError) -> Self {
        match error {
            MeetOperationError::App(error) => ResyncError::App(error),
            MeetOperationError::Google(MeetError::RateLimited) => ResyncError::GoogleQuotaExhausted,
            MeetOperationError::Google(MeetError::Timeout) => ResyncError::Timeout,
            MeetOperationError::Google(error) => ResyncError::Platform(error.to_string()),
        }
    }
}

impl From<RoomPollError> for ResyncError {
    fn from(error: RoomPollError) -> Self {
        match error {
            RoomPollError::NotConnected => ResyncError::NotConnected(Platform::Livekit),
            RoomPollError::App(error) => ResyncError::App(error),
            RoomPollError::Failure(LivekitError::Timeout) => ResyncError::Timeout,
            RoomPollError::Failure(failure) => ResyncError::Platform(failure.to_string()),
        }
    }
}
