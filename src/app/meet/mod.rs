//! Google Meet: whose calls may be read, and the reading of them until nothing changes any more.
//!
//! Reading follows the session, not the record: for each session with a space it is known when it is live, when its
//! records have to be read in full, and what was found the last time (`plan`). A look at Google (`look`) becomes one
//! poll of evidence where it says something new, in the transaction that remembers it (`keep`). Whatever fails says
//! nothing about attendance.

pub mod connections;
pub mod directory;
pub mod poll;
mod reader;
pub mod resync;
mod save;
mod schedule;
pub mod space;

pub use crate::sources::meet::MeetError;

use crate::domain::time::Timestamp;
use crate::sources::meet::MeetClientSettings;
use crate::store::StoreError;

use super::{App, Error};

/// The settings of the client, from those of the program.
pub fn settings(google: &crate::config::GoogleConfig) -> MeetClientSettings {
    MeetClientSettings {
        meet_url: google.meet_url.to_string(),
        token_url: google.token_url.to_string(),
        directory_url: google.directory_url.to_string(),
        timeout: std::time::Duration::from_secs(u64::from(google.timeout_seconds.max(1))),
        reads_per_minute_per_user: google.reads_per_minute_per_user,
        reads_per_minute_per_project: google.reads_per_minute_per_project,
    }
}

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

/// A hint that something happens in a space: the poller looks at once instead of at its next turn.
///
/// Nothing calls it yet. Whoever receives pushes of Google one day (Workspace Events name only the resource, so every
/// push costs a look anyway) calls this, and the poller stays the only source of truth.
pub async fn wake(app: &App, space: &str) -> Result<(), StoreError> {
    tracing::debug!(space, "a hint wakes the poller");
    let mut write = app.store.write().await?;
    write.request_job_run(poll::LIVE_JOB, &app.new_id()).await?;
    write.commit().await
}

/// Minutes and longer, in milliseconds.
const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// The later of an instant and one that may be missing.
fn later(one: Timestamp, other: Option<Timestamp>) -> Timestamp {
    other.map_or(one, |other| one.max(other))
}
