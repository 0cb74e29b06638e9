//! Why something of Google Meet was not read or made.

use crate::app::Error;
use crate::sources::meet::MeetError;
use crate::store::StoreError;

/// Why something was not read or made.
#[derive(Debug, thiserror::Error)]
pub enum MeetOperationError {
    #[error(transparent)]
    Google(#[from] MeetError),
    #[error(transparent)]
    App(#[from] Error),
}

impl From<StoreError> for MeetOperationError {
    fn from(error: StoreError) -> Self {
        MeetOperationError::App(error.into())
    }
}
