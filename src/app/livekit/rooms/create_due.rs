//! Body of the job `rooms_create`: makes the rooms of sessions in their creation window, so that they are there when the
//! first person comes.

use std::collections::BTreeMap;
use std::sync::Arc;

use tokio::task::JoinSet;

use super::make::{RoomMaking, RoomNotReady, make};
use super::wanted::needs_room;
use crate::app::jobs::run_errors::RunErrors;
use crate::app::jobs::run_result::{Counts, RunResult};
use crate::app::livekit::connected_servers::ConnectedServers;
use crate::app::{App, Error};
use crate::domain::organization::settings::Settings;
use crate::domain::session::Platform;
use crate::domain::session::room::RoomState;
use crate::domain::time::{DAY, Timestamp};
use crate::store::livekit::session_rooms::SessionRoom;
use crate::store::session::StoredSession;
use crate::store::{Read, StoreError};

/// Rooms made at once.
const MAX_CONCURRENT_ROOMS: usize = 16;

/// What a run did in one organisation.
#[derive(Default)]
struct CreateShare {
    made: u64,
    failed: u64,
    /// Not tried, because they failed a moment ago.
    rested: u64,
    problems: RunErrors,
}

impl CreateShare {
    fn counts(&self) -> Counts {
        [("made", self.made), ("failed", self.failed), ("rested", self.rested)].into()
    }
}

/// Makes every room that is due, of one organisation or of all.
pub async fn make_due_rooms(app: &App, only: Option<&str>) -> Result<RunResult, StoreError> {
    let now = app.now();
    let mut read = app.store.read().await?;
    let settings = read.list_settings().await?;
    let reach = settings.values().map(Settings::creation_window).max().unwrap_or_default();
    let mut due = read.list_sessions_around(Platform::Livekit, now, reach, DAY).await?;
    due.retain(|one| {
        let settings = settings.get(&one.organization_id);
        only.is_none_or(|only| only == one.organization_id)
            && one.session.room.is_some()
            && settings.is_some_and(|settings| needs_room(one, settings, now))
    });
    let mut shares: BTreeMap<String, CreateShare> = BTreeMap::new();
    let mut by_organization: BTreeMap<String, Vec<StoredSession>> = BTreeMap::new();
    for one in due {
        by_organization.entry(one.organization_id.clone()).or_default().push(one);
    }
    let (mut connected, mut waiting) = (Vec::new(), Vec::new());
    for (organization, sessions) in by_organization {
        let share = shares.entry(organization.clone()).or_default();
        let missing = missing_rooms(&mut read, &organization, sessions, now, share).await?;
        if missing.is_empty() {
            continue;
        }
        match ConnectedServers::of(app, &organization).await.map(Arc::new) {
            Ok(servers) => {
                waiting.extend(missing.into_iter().map(|one| (servers.clone(), one)));
                connected.push(servers);
            }
            Err(error) => {
                share.failed += missing.len() as u64;
                share.problems.add(problem(&organization, &error));
            }
        }
    }
    drop(read);
    make_all(app, waiting, &settings, &mut shares).await?;
    let mut write = app.store.write().await?;
    for servers in &connected {
        servers.save_health(&mut write).await?;
    }
    write.commit().await?;
    let mut result = RunResult::from(CreateShare::default().counts());
    for (organization, share) in shares {
        result.add(&organization, share.counts(), share.problems);
    }
    Ok(result)
}

/// Those sessions whose room is still to be made. A teacher who is booked twice is in one of two rooms: the second is not made
/// until somebody wants to enter it, and the run says so.
async fn missing_rooms(
    read: &mut Read,
    organization: &str,
    sessions: Vec<StoredSession>,
    now: Timestamp,
    share: &mut CreateShare,
) -> Result<Vec<StoredSession>, StoreError> {
    let names: Vec<&str> = sessions.iter().filter_map(|one| one.session.room.as_deref()).collect();
    let known: BTreeMap<String, SessionRoom> = read
        .find_session_rooms(organization, &names)
        .await?
        .into_iter()
        .map(|one| (one.room.clone(), one))
        .collect();
    let mut missing = Vec::new();
    for one in sessions {
        let known = one.session.room.as_ref().and_then(|room| known.get(room));
        let is_made = known.is_some_and(|known| {
            known.session_id == one.session.id
                && (known.state == RoomState::Open || known.is_being_closed(now))
        });
        if is_made {
            continue;
        }
        if known.and_then(|known| known.retry_at).is_some_and(|at| at > now) {
            share.rested += 1;
            continue;
        }
        if let Some(other) = double_booked(read, organization, &one).await? {
            share.failed += 1;
            let id = &one.session.id;
            share.problems.add(format!("{organization}: session {id}: the teacher also has session {other}"));
            continue;
        }
        missing.push(one);
    }
    Ok(missing)
}

/// An earlier session that the teacher is booked for at the same time. The free time between sessions is looked at when they
/// are planned, not here.
async fn double_booked(
    read: &mut Read,
    organization: &str,
    one: &StoredSession,
) -> Result<Option<String>, StoreError> {
    let Some(teacher) = &one.session.teacher else { return Ok(None) };
    let others = read.list_sessions_of_teacher(organization, teacher, one.session.planned()).await?;
    let place = |other: &StoredSession| (other.session.start, other.session.id.clone());
    let earlier = others.into_iter().find(|other| {
        other.session.id != one.session.id && !other.status.is_over() && place(other) < place(one)
    });
    Ok(earlier.map(|other| other.session.id))
}

async fn make_all(
    app: &App,
    waiting: Vec<(Arc<ConnectedServers>, StoredSession)>,
    settings: &BTreeMap<String, Settings>,
    shares: &mut BTreeMap<String, CreateShare>,
) -> Result<(), StoreError> {
    let mut waiting = waiting.into_iter();
    let mut making = JoinSet::new();
    loop {
        while making.len() < MAX_CONCURRENT_ROOMS
            && let Some((servers, one)) = waiting.next()
        {
            let (app, settings) =
                (app.clone(), settings.get(&one.organization_id).cloned().unwrap_or_default());
            making.spawn(async move {
                let made = make(&app, &servers, &one, &settings, false).await;
                (one.organization_id, made)
            });
        }
        let Some(ended) = making.join_next().await else { return Ok(()) };
        let Ok((organization, made)) = ended else { continue };
        let share = shares.entry(organization.clone()).or_default();
        match made {
            Ok(RoomMaking::Made) => share.made += 1,
            Ok(RoomMaking::NotNeeded) => {}
            Err(RoomNotReady::App(Error::Store(error))) => return Err(error),
            Err(error) => {
                share.failed += 1;
                share.problems.add(problem(&organization, &error));
            }
        }
    }
}

pub(super) fn problem(organization: &str, error: &impl std::fmt::Display) -> String {
    format!("{organization}: {error}")
}
