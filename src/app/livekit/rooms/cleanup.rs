//! Body of the job `rooms_cleanup`: closes the rooms of finished and expired sessions, those that could not be closed at once,
//! and once more those that an old token opened again though no webhook or roster told of it.

use std::collections::BTreeMap;

use super::close::{RoomClosing, close};
use super::create_due::problem;
use super::reopened::{close_again, watched_since};
use crate::app::App;
use crate::app::jobs::run_errors::RunErrors;
use crate::app::jobs::run_result::{Counts, RunResult};
use crate::app::livekit::connected_servers::ConnectedServers;
use crate::app::livekit::error::RoomPollError;
use crate::domain::time::Timestamp;
use crate::store::livekit::session_rooms::SessionRoom;

/// What a run did in one organisation.
#[derive(Default)]
struct CleanupShare {
    closed: u64,
    closed_again: u64,
    failed: u64,
    problems: RunErrors,
}

impl CleanupShare {
    fn counts(&self) -> Counts {
        [("closed", self.closed), ("closed_again", self.closed_again), ("failed", self.failed)].into()
    }

    fn fail(&mut self, organization: &str, error: &impl std::fmt::Display) {
        self.failed += 1;
        self.problems.add(problem(organization, error));
    }
}

/// Closes what is to be closed, of one organisation or of all.
pub async fn clean_up(app: &App, only: Option<&str>) -> Result<RunResult, RoomPollError> {
    let now = app.now();
    let mut read = app.store.read().await?;
    let unclosed = read.list_unclosed_rooms(only).await?;
    let closed = read.list_closed_rooms(only, watched_since(now)).await?;
    drop(read);
    let mut shares: BTreeMap<String, CleanupShare> = BTreeMap::new();
    for room in unclosed.iter().filter(|room| is_due(room, now)) {
        let share = shares.entry(room.organization_id.clone()).or_default();
        match close(app, &room.organization_id, &room.room, &room.session_id).await? {
            RoomClosing::Closed => share.closed += 1,
            RoomClosing::NoRoom | RoomClosing::LeftOpen => {}
            RoomClosing::Failed(failure) => share.fail(&room.organization_id, &failure),
        }
    }
    for rooms in closed.chunk_by(|a, b| a.organization_id == b.organization_id) {
        let organization = &rooms[0].organization_id;
        let share = shares.entry(organization.clone()).or_default();
        if let Err(error) = close_reopened(app, organization, rooms, share).await {
            match error {
                RoomPollError::NotConnected => {}
                RoomPollError::App(_) => return Err(error),
                RoomPollError::Failure(_) => share.fail(organization, &error),
            }
        }
    }
    let mut result = RunResult::from(CleanupShare::default().counts());
    for (organization, share) in shares {
        result.add(&organization, share.counts(), share.problems);
    }
    Ok(result)
}

/// Whether it may be tried now: not while somebody is at it, nor right after a failure.
fn is_due(room: &SessionRoom, now: Timestamp) -> bool {
    room.claimed_until.is_none_or(|until| until <= now) && room.retry_at.is_none_or(|at| at <= now)
}

/// Closes those of these rooms that are open though they were closed. A server that does not answer hides its own alone.
async fn close_reopened(
    app: &App,
    organization: &str,
    rooms: &[SessionRoom],
    share: &mut CleanupShare,
) -> Result<(), RoomPollError> {
    let servers = ConnectedServers::of(app, organization).await?;
    let names: Vec<&str> = rooms.iter().map(|one| one.room.as_str()).collect();
    let (open, failed) = servers.open_rooms(app, &names).await;
    for room in open {
        share.closed_again += u64::from(close_again(app, &servers, organization, &room).await?);
    }
    failed.map_or(Ok(()), |failure| Err(failure.into()))
}
