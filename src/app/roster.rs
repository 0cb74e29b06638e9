//! Asking LiveKit who is in a room: what makes an absence certain, and repairs what lost webhooks left open.
//!
//! A session does not say on which of its organisation's servers its room is, so all of them are asked and a roster is
//! what they say together. If one of them does not answer, nothing is known, and nothing is stored.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::Value;
use tokio::task::JoinSet;

use super::livekit_server::reachable;
use super::problems::Problems;
use super::tally::Counts;
use super::{App, Error};
use crate::domain::evidence::scope;
use crate::domain::person::Source;
use crate::domain::session::Platform;
use crate::domain::time::{SECOND, Timestamp};
use crate::sources::livekit::rooms::{Failure, Rooms, Server};
use crate::sources::livekit::roster::Roster;
use crate::store::StoreError;
use crate::store::evidence::NewEvidence;
use crate::store::sessions::StoredSession;

/// Sessions further than this from now are not asked about, whatever their policy says.
const REACH: i64 = 24 * 60 * 60 * SECOND;
/// An equal roster so soon after the last is not kept when somebody asks; the job's always are.
const A_MOMENT: i64 = 20 * SECOND;
/// Rooms asked about at once.
const AT_ONCE: usize = 16;

impl From<StoreError> for AskError {
    fn from(error: StoreError) -> Self {
        AskError::App(error.into())
    }
}

/// What a round of asking gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Rooms asked about with success; each answer is stored.
    pub asked: u64,
    /// Connections found in them.
    pub participants: u64,
    /// Rooms of which nothing is known, since a server did not answer.
    pub failed: u64,
    /// Why.
    pub problems: Problems,
}

/// Why a room could not be asked about.
#[derive(Debug, thiserror::Error)]
pub enum AskError {
    /// The organisation has connected no server, or no key of it is valid any more.
    #[error("no LiveKit server is connected")]
    NotConnected,
    #[error(transparent)]
    Failure(#[from] Failure),
    #[error(transparent)]
    App(#[from] Error),
}

/// Rounds, each in the organisation of its rooms.
pub type Rounds = BTreeMap<String, Round>;

/// The body of the job `livekit_roster`: asks about every room of sessions in their credit window or not settled
/// since, of one organisation or of all.
pub async fn ask_due_of(app: &App, only: Option<&str>) -> Result<Rounds, AskError> {
    let now = app.now();
    let sessions = app.store.read().await?.list_sessions_around(Platform::Livekit, now, REACH, REACH).await?;
    let in_reach = |one: &StoredSession| only.is_none_or(|only| only == one.organization_id);
    let due = sessions.iter().filter(|one| in_reach(one) && is_due(one, now));
    // Neighbours in one room are asked about once.
    let rooms: BTreeSet<(String, String)> =
        due.filter_map(|one| Some((one.organization_id.clone(), one.session.room.clone()?))).collect();
    let mut servers = BTreeMap::new();
    let mut rounds = Rounds::new();
    for (organization, _) in &rooms {
        if !servers.contains_key(organization) {
            let connected = connected(app, organization).await.map(Arc::new);
            let problems = &mut rounds.entry(organization.clone()).or_default().problems;
            let told = connected.inspect_err(|error| problems.add(format!("{organization}: {error}")));
            servers.insert(organization.clone(), told.ok());
        }
    }
    ask_all(app, rooms, servers, rounds).await
}

/// The same for all, added up.
pub async fn ask_due(app: &App) -> Result<Round, AskError> {
    let rounds = ask_due_of(app, None).await?;
    Ok(rounds.into_values().fold(Round::default(), |mut sum, round| {
        sum.asked += round.asked;
        sum.participants += round.participants;
        sum.failed += round.failed;
        sum.problems.extend(round.problems);
        sum
    }))
}

/// What asking about one session gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    pub asked_at: Timestamp,
    /// Different identities of people in the room; a recorder is nobody.
    pub participants: u64,
    pub evidence_added: u64,
}

/// Asks about the room of one session now, because somebody wants to know. Nothing is judged here. What is found is
/// kept while it can still matter to the session: once that is over and settled, the room tells of others.
///
/// # Errors
/// `NotConnected` too when the session has no room: nobody could be asked.
pub async fn ask_about(app: &App, session: &StoredSession) -> Result<Found, AskError> {
    let Some(room) = &session.session.room else { return Err(AskError::NotConnected) };
    let servers = connected(app, &session.organization_id).await?;
    let participants = everywhere(&servers, room).await?;
    let asked_at = app.now();
    let people = Roster::new(room, &participants, asked_at).people;
    let row = row(&session.organization_id, room, &participants, asked_at);
    let keep = is_due(session, asked_at) && !was_just_seen(app, room, &row).await?;
    if keep {
        store(app, row).await?;
    }
    let participants = u64::try_from(people).unwrap_or(u64::MAX);
    Ok(Found { asked_at, participants, evidence_added: u64::from(keep) })
}

/// Whether the room's last evidence is a roster of a moment ago that says the same: asking twice is no news.
async fn was_just_seen(app: &App, room: &str, new: &NewEvidence) -> Result<bool, StoreError> {
    let scope = scope::room(room);
    let mut read = app.store.read().await?;
    let newest = read.newest_evidence_about(&new.organization_id, &scope).await?;
    Ok(newest.is_some_and(|(digest, at)| *digest == *new.digest && new.received_at.since(at) < A_MOMENT))
}

/// In the credit window, or after it and not settled: then somebody may still be there, or seem to be.
fn is_due(one: &StoredSession, now: Timestamp) -> bool {
    let policy = &one.session.policy;
    let opens = one.session.start.plus(-policy.early_credit);
    let closes = one.session.end.plus(policy.overrun_credit);
    opens <= now && (now < closes || !one.settled)
}

/// Asks about these rooms, some at once, and stores every answer as it comes. An organisation whose server cannot be
/// reached is not asked on: the others must not wait for it.
async fn ask_all(
    app: &App,
    rooms: BTreeSet<(String, String)>,
    mut servers: BTreeMap<String, Option<Arc<Vec<Rooms>>>>,
    mut rounds: Rounds,
) -> Result<Rounds, AskError> {
    let mut asking = JoinSet::new();
    let mut rooms = rooms.into_iter();
    loop {
        while asking.len() < AT_ONCE
            && let Some((organization, room)) = rooms.next()
        {
            let Some(Some(servers)) = servers.get(&organization).cloned() else {
                rounds.entry(organization).or_default().failed += 1;
                continue;
            };
            asking.spawn(async move {
                let answer = everywhere(&servers, &room).await;
                (organization, room, answer)
            });
        }
        let Some(answered) = asking.join_next().await else { return Ok(rounds) };
        let Ok((organization, room, answer)) = answered else { continue };
        let round = rounds.entry(organization.clone()).or_default();
        match answer {
            Ok(participants) => {
                round.asked += 1;
                round.participants += participants.len() as u64;
                store(app, row(&organization, &room, &participants, app.now())).await?;
            }
            Err(failure) => {
                round.failed += 1;
                round.problems.add(format!("{organization}: {failure}"));
                if matches!(failure, Failure::Unavailable(_)) {
                    servers.insert(organization, None);
                }
            }
        }
    }
}

async fn store(app: &App, row: NewEvidence) -> Result<(), StoreError> {
    let mut write = app.store.write().await?;
    write.insert_evidence(&[row]).await?;
    write.commit().await
}

async fn connected(app: &App, organization: &str) -> Result<Vec<Rooms>, AskError> {
    let servers: Vec<Server> = reachable(app, organization).await?;
    if servers.is_empty() {
        return Err(AskError::NotConnected);
    }
    Ok(servers.iter().map(Rooms::of).collect())
}

/// Who is in rooms of this name, on all servers together.
async fn everywhere(servers: &[Rooms], room: &str) -> Result<Vec<Value>, Failure> {
    let mut all = Vec::new();
    for server in servers {
        all.extend(server.participants(room).await?);
    }
    Ok(all)
}

fn row(organization: &str, room: &str, participants: &[Value], received_at: Timestamp) -> NewEvidence {
    let roster = Roster::new(room, participants, received_at);
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

impl Round {
    /// By word, for the log of runs.
    pub fn counts(&self) -> Counts {
        [("asked", self.asked), ("participants", self.participants), ("failed", self.failed)].into()
    }
}
