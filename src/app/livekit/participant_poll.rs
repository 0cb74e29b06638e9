//! Asks LiveKit who is in a room. The answers (rosters) prove absence, and close presence that lost webhooks left
//! open.
//!
//! A roster is what the room's server says, or all servers together where it is not known which has the room
//! (`connected_servers`). If a server that may have the room does not answer, nothing is known, and nothing is
//! stored.
//!
//! Two consecutive rosters without a person end their presence. Rosters of one room are therefore at least 15 s
//! apart (enforced in the database, for all replicas), so that one short server failure cannot produce both.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::Value;
use tokio::task::JoinSet;

use crate::app::App;
use crate::app::jobs::run_errors::RunErrors;
use crate::app::jobs::run_result::Counts;
use crate::app::livekit::connected_servers::{ConnectedServers, RoomParticipants};
use crate::app::livekit::error::RoomPollError;
use crate::app::livekit::rooms::reopened::on_entry;
use crate::domain::evidence::scope;
use crate::domain::people::Source;
use crate::domain::session::Platform;
use crate::domain::time::{DAY, SECOND, Timestamp};
use crate::sources::livekit::roster::RosterEvidence;
use crate::store::StoreError;
use crate::store::evidence::NewEvidence;
use crate::store::session::StoredSession;

/// Rooms of sessions further than this from now are not asked about, whatever their policy says.
const POLL_HORIZON: i64 = DAY;
/// The least time between two rosters of a room; half of the job's interval where that is set shorter.
const MIN_ROSTER_INTERVAL: i64 = 15 * SECOND;
/// Rooms asked about at once.
const MAX_CONCURRENT_ROOMS: usize = 16;

/// Result of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoomPollOutcome {
    /// Rooms asked about with success; each answer is stored.
    pub asked: u64,
    /// Connections found in them.
    pub participants: u64,
    /// Rooms that were asked about less than the least interval ago, for example by another replica.
    pub skipped: u64,
    /// Rooms of which nothing is known, since a server did not answer.
    pub failed: u64,
    /// Why those failed.
    pub problems: RunErrors,
}

/// Results by organisation.
pub type RoomPollOutcomes = BTreeMap<String, RoomPollOutcome>;

/// The body of the job `livekit_roster`: asks about every room of sessions in their credit window or not settled
/// since, of one organisation or of all.
pub async fn poll_due_rooms(app: &App, only: Option<&str>) -> Result<RoomPollOutcomes, RoomPollError> {
    let now = app.now();
    let sessions = app
        .store
        .read()
        .await?
        .list_sessions_around(Platform::Livekit, now, POLL_HORIZON, POLL_HORIZON)
        .await?;
    let in_reach = |one: &StoredSession| only.is_none_or(|only| only == one.organization_id);
    let due = sessions.iter().filter(|one| in_reach(one) && is_due(one, now));
    // A room that several sessions share is asked about once.
    let rooms: BTreeSet<(String, String)> =
        due.filter_map(|one| Some((one.organization_id.clone(), one.session.room.clone()?))).collect();
    let mut outcomes = RoomPollOutcomes::new();
    let mut connected = BTreeMap::new();
    for (organization, _) in &rooms {
        if !connected.contains_key(organization) {
            let servers = ConnectedServers::of(app, organization).await.map(Arc::new);
            let problems = &mut outcomes.entry(organization.clone()).or_default().problems;
            let servers = servers.inspect_err(|error| problems.add(format!("{organization}: {error}")));
            connected.insert(organization.clone(), servers.ok());
        }
    }
    let outcomes = poll_rooms(app, rooms, &connected, outcomes).await?;
    let mut write = app.store.write().await?;
    for servers in connected.values().flatten() {
        servers.save_health(&mut write).await?;
    }
    write.commit().await?;
    Ok(outcomes)
}

/// The same for all organisations, added up.
pub async fn poll_all_due_rooms(app: &App) -> Result<RoomPollOutcome, RoomPollError> {
    let outcomes = poll_due_rooms(app, None).await?;
    Ok(outcomes.into_values().fold(RoomPollOutcome::default(), |mut sum, one| {
        sum.asked += one.asked;
        sum.participants += one.participants;
        sum.skipped += one.skipped;
        sum.failed += one.failed;
        sum.problems.extend(one.problems);
        sum
    }))
}

/// The least time between two rosters of a room, in milliseconds.
fn min_roster_interval(app: &App) -> i64 {
    match i64::try_from(app.config.jobs.livekit_roster.interval_seconds).unwrap_or(0) {
        0 => MIN_ROSTER_INTERVAL,
        seconds => MIN_ROSTER_INTERVAL.min(seconds.saturating_mul(SECOND / 2)),
    }
}

/// What one room showed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoomReadResult {
    pub asked_at: Timestamp,
    /// Distinct identities of people in the room, without recorders, ingress, agents and hidden participants.
    pub participants: u64,
    pub evidence_added: u64,
}

/// Asks about the room of one session now, because somebody asked for it; evaluates nothing. The answer is saved
/// only until the session is over and settled: after that the room belongs to other sessions.
///
/// # Errors
/// `NotConnected` too when the session has no room: nobody could be asked.
pub async fn poll_session_room(app: &App, session: &StoredSession) -> Result<RoomReadResult, RoomPollError> {
    let Some(room) = &session.session.room else { return Err(RoomPollError::NotConnected) };
    let organization = &session.organization_id;
    let servers = ConnectedServers::of(app, organization).await?;
    let answer = servers.participants(app, room).await;
    let mut write = app.store.write().await?;
    servers.save_health(&mut write).await?;
    write.commit().await?;
    let answer = answer?;
    let asked_at = app.now();
    let people = RosterEvidence::new(room, &answer.participants, asked_at).people_count;
    let is_saved =
        is_due(session, asked_at) && save_roster(app, organization, room, &answer, asked_at).await?;
    let participants = u64::try_from(people).unwrap_or(u64::MAX);
    Ok(RoomReadResult { asked_at, participants, evidence_added: u64::from(is_saved) })
}

/// In the credit window, or after it and not settled: then somebody may still be there, or have presence left
/// open.
fn is_due(one: &StoredSession, now: Timestamp) -> bool {
    let window = one.session.widest_credit_window();
    window.from <= now && (now < window.to || !one.settled)
}

/// Asks about these rooms, some at once, and saves every answer as it comes.
async fn poll_rooms(
    app: &App,
    rooms: BTreeSet<(String, String)>,
    connected: &BTreeMap<String, Option<Arc<ConnectedServers>>>,
    mut outcomes: RoomPollOutcomes,
) -> Result<RoomPollOutcomes, RoomPollError> {
    let mut asking = JoinSet::new();
    let mut rooms = rooms.into_iter();
    loop {
        while asking.len() < MAX_CONCURRENT_ROOMS
            && let Some((organization, room)) = rooms.next()
        {
            let Some(Some(servers)) = connected.get(&organization).cloned() else {
                outcomes.entry(organization).or_default().failed += 1;
                continue;
            };
            let mut read = app.store.read().await?;
            if read.has_recent_roster(&organization, &room, app.now(), min_roster_interval(app)).await? {
                outcomes.entry(organization).or_default().skipped += 1;
                continue;
            }
            drop(read);
            let app = app.clone();
            asking.spawn(async move {
                let answer = servers.participants(&app, &room).await;
                (organization, room, answer)
            });
        }
        let Some(answered) = asking.join_next().await else { return Ok(outcomes) };
        let Ok((organization, room, answer)) = answered else { continue };
        let outcome = outcomes.entry(organization.clone()).or_default();
        match answer {
            Ok(answer) if save_roster(app, &organization, &room, &answer, app.now()).await? => {
                if !answer.participants.is_empty() {
                    on_entry(app, &organization, &room);
                }
                outcome.asked += 1;
                outcome.participants += answer.participants.len() as u64;
            }
            Ok(_) => outcome.skipped += 1,
            Err(failure) => {
                outcome.failed += 1;
                outcome.problems.add(format!("{organization}: {failure}"));
            }
        }
    }
}

/// Saves an answer as evidence, and which servers have the room; false when another roster was saved less than
/// the least interval ago.
async fn save_roster(
    app: &App,
    organization: &str,
    room: &str,
    answer: &RoomParticipants,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let mut write = app.store.write().await?;
    if !write.claim_roster_turn(organization, room, now, min_roster_interval(app)).await? {
        return Ok(false);
    }
    for server in &answer.found_on {
        write.save_livekit_room(organization, room, server, now).await?;
    }
    write.insert_evidence(&[roster_row(organization, room, &answer.participants, now)]).await?;
    write.commit().await?;
    Ok(true)
}

fn roster_row(organization: &str, room: &str, participants: &[Value], received_at: Timestamp) -> NewEvidence {
    let roster = RosterEvidence::new(room, participants, received_at);
    NewEvidence {
        organization_id: organization.into(),
        source: Source::Livekit,
        external_id: roster.id.into(),
        digest: roster.digest.into(),
        kind: "roster",
        scope: Some(scope::room(room).into()),
        received_at,
        since: roster.since,
        payload: roster.item.into(),
    }
}

impl RoomPollOutcome {
    /// By name, for the log of runs.
    pub fn counts(&self) -> Counts {
        let RoomPollOutcome { asked, participants, skipped, failed, .. } = *self;
        [("asked", asked), ("participants", participants), ("rested", skipped), ("failed", failed)].into()
    }
}
