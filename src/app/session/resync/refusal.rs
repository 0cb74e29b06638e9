//! Why a platform told nothing.

use crate::app::Error;
use crate::app::livekit::participant_poll::AskError;
use crate::app::meet::Failed;
use crate::app::meet::resync::NotFound;
use crate::domain::session::Platform;
use crate::sources::livekit::rooms::Failure;
use crate::sources::meet::MeetError;

/// Why a session was not read. No verdict is changed by it, and nothing is said about absence.
#[derive(Debug, thiserror::Error)]
pub enum NotResynced {
    #[error("This class has no Google Meet code.")]
    NoMeetCode,
    #[error("This class is cancelled.")]
    Cancelled,
    #[error("{}", not_connected(*.0))]
    NotConnected(Platform),
    /// Asked again too soon; after so many seconds it is worth it.
    #[error("This was asked for a moment ago. Try again in {0} seconds.")]
    TooOften(u64),
    #[error("Google's quota is used up. Try again in a minute.")]
    RateLimited,
    #[error("The platform refused: {0}.")]
    Platform(String),
    #[error("The platform did not answer in time; what it still answers is kept.")]
    Timeout,
    #[error(transparent)]
    Ours(#[from] Error),
}

fn not_connected(platform: Platform) -> &'static str {
    match platform {
        // The sentence that users of the former system know (doors.md section 1).
        Platform::Meet => "Google Meet API not available",
        Platform::Livekit => "No LiveKit server is connected.",
        Platform::Onsite => "A session on site has no platform to ask.",
    }
}

impl From<NotFound> for NotResynced {
    fn from(error: NotFound) -> Self {
        match error {
            NotFound::NotConnected => NotResynced::NotConnected(Platform::Meet),
            NotFound::Failed(failed) => failed.into(),
        }
    }
}

impl From<Failed> for NotResynced {
    fn from(error: Failed) -> Self {
        match error {
            Failed::Ours(error) => NotResynced::Ours(error),
            Failed::Google(MeetError::RateLimited) => NotResynced::RateLimited,
            Failed::Google(MeetError::Timeout) => NotResynced::Timeout,
            Failed::Google(error) => NotResynced::Platform(error.to_string()),
        }
    }
}

impl From<AskError> for NotResynced {
    fn from(error: AskError) -> Self {
        match error {
            AskError::NotConnected => NotResynced::NotConnected(Platform::Livekit),
            AskError::App(error) => NotResynced::Ours(error),
            AskError::Failure(Failure::Timeout) => NotResynced::Timeout,
            AskError::Failure(failure) => NotResynced::Platform(failure.to_string()),
        }
    }
}
