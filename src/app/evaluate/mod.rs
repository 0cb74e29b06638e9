//! Evidence → stored reports and lines: what changed is judged again, and what time alone decides is looked at when
//! it is due.
//!
//! Judging reads one snapshot and writes one transaction after it. In between the world may move on: an evaluation is
//! stored only over the session and the bindings it was made of, and takes away only the marks it saw. Whatever comes
//! between keeps its mark and is judged in the next round.

mod differ;
mod judge;
mod keep;
mod participants;

use std::collections::{BTreeMap, BTreeSet};

use super::App;
use super::tally::Counts;
use crate::domain::access::Scope;
use crate::domain::evidence::scope;
use crate::domain::session::Place;
use crate::domain::time::{SECOND, Span, Timestamp};
use crate::store::sessions::{DuePlace, SessionFilter, StoredSession};
use crate::store::unevaluated::Unevaluated;
use crate::store::unreadable::Unreadable;
use crate::store::{Read, StoreError, instant};

pub use self::differ::{Difference, differences};
pub use self::judge::{Bench, Hold, Judged, judge};
pub use self::keep::next_status;
pub(super) use self::keep::{keep as chunk_kept, stored};
pub use self::participants::participants;

/// Scopes, or due sessions, taken up at once.
const BATCH: i64 = 256;
/// Sessions judged on one ground and stored in one transaction. More would hold up those who write beside.
pub(super) const CHUNK: usize = 64;
/// What tells of an instant cannot change a settled session that was over so long before: no connection lasts for
/// weeks, and Meet forgets its records after 30 days.
const REACH: i64 = 40 * DAY;
const DAY: i64 = 24 * 60 * 60 * SECOND;

/// What a round did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Sessions judged.
    pub evaluated: u64,
    /// Of those, with other findings than before.
    pub changed: u64,
    /// Overtaken by a change while they were judged; the next round judges them.
    pub overtaken: u64,
    /// Could not be judged; the log says why.
    pub failed: u64,
}

impl Round {
    fn add(&mut self, other: Round) {
        self.evaluated += other.evaluated;
        self.changed += other.changed;
        self.overtaken += other.overtaken;
        self.failed += other.failed;
    }

    /// By word, for the log of runs.
    pub fn counts(self) -> Counts {
        BTreeMap::from([
            ("evaluated", self.evaluated),
            ("changed", self.changed),
            ("overtaken", self.overtaken),
            ("failed", self.failed),
        ])
    }
}

impl std::iter::Sum for Round {
    fn sum<I: Iterator<Item = Round>>(rounds: I) -> Round {
        rounds.fold(Round::default(), |mut sum, round| {
            sum.add(round);
            sum
        })
    }
}

/// The body of the job `sessions`: judges everything with evidence that no stored report has seen, then everything
/// that is due, of one organisation or of all; by organisation.
pub async fn due_of(app: &App, only: Option<&str>) -> Result<BTreeMap<String, Round>, StoreError> {
    let as_of = app.now();
    let mut rounds = BTreeMap::new();
    marked(app, only, as_of, &mut rounds).await?;
    timed(app, only, as_of, &mut rounds).await?;
    Ok(rounds)
}

/// The same for all, added up.
pub async fn due(app: &App) -> Result<Round, StoreError> {
    Ok(due_of(app, None).await?.into_values().sum())
}

/// The same for one organisation, for whoever is about to read what its evaluations left.
pub async fn catch_up(app: &App, organization: &str) -> Result<Round, StoreError> {
    Ok(due_of(app, Some(organization)).await?.into_values().sum())
}

/// Judges what the marks lead to, of one organisation or of all.
async fn marked(
    app: &App,
    only: Option<&str>,
    as_of: Timestamp,
    rounds: &mut BTreeMap<String, Round>,
) -> Result<(), StoreError> {
    let beginning = |organization: &str| Unevaluated {
        organization_id: organization.to_owned(),
        scope: String::new(),
        mark: 0,
        since: 0,
    };
    let mut after: Option<Unevaluated> = only.map(beginning);
    loop {
        let mut marks = app.store.read().await?.list_unevaluated(after.as_ref(), as_of, BATCH).await?;
        marks.retain(|mark| only.is_none_or(|only| only == mark.organization_id));
        for of_one in marks.chunk_by(|a, b| a.organization_id == b.organization_id) {
            let organization = &of_one[0].organization_id;
            let mut read = app.store.read().await?;
            let sessions = concerned(&mut read, organization, of_one).await?;
            let unread = unread_sessions(&read, organization);
            drop(read);
            if !unread.is_empty() {
                // The marks will be gone; whoever can read these finds them due.
                let mut write = app.store.write().await?;
                let ids: Vec<&str> = unread.iter().map(String::as_str).collect();
                write.make_due(organization, &ids, as_of).await?;
                write.commit().await?;
            }
            let done = sessions_of(app, organization, sessions, of_one, as_of).await?;
            rounds.entry(organization.clone()).or_default().add(done);
        }
        match marks.last() {
            Some(last) => after = Some(last.clone()),
            None => return Ok(()),
        }
    }
}

/// Judges what time alone decides, of one organisation or of all.
async fn timed(
    app: &App,
    only: Option<&str>,
    as_of: Timestamp,
    rounds: &mut BTreeMap<String, Round>,
) -> Result<(), StoreError> {
    let mut after: Option<DuePlace> = None;
    loop {
        let due = app.store.read().await?.list_due_sessions(only, as_of, after.as_ref(), BATCH).await?;
        let mut by_organization: BTreeMap<String, Vec<StoredSession>> = BTreeMap::new();
        for session in due.sessions {
            by_organization.entry(session.organization_id.clone()).or_default().push(session);
        }
        for (organization, sessions) in by_organization {
            let done = sessions_of(app, &organization, sessions, &[], as_of).await?;
            rounds.entry(organization).or_default().add(done);
        }
        // Each is looked at once in a run: those that could not be judged keep nobody else from it.
        match due.next {
            Some(next) => after = Some(next),
            None => return Ok(()),
        }
    }
}

/// Sessions of the organisation that could not be read in this snapshot.
fn unread_sessions(read: &Read, organization: &str) -> Vec<String> {
    let ours = |one: &&Unreadable| one.table == "sessions" && one.organization_id == organization;
    read.unread().iter().filter(ours).map(|one| one.row.clone()).collect()
}

/// Judges these sessions now, and stores what was found. For whoever has just changed something about them.
pub async fn now(app: &App, organization: &str, ids: &[&str]) -> Result<Round, StoreError> {
    let as_of = app.now();
    let mut round = Round::default();
    // Overtaken ones are read and judged anew; a second time they are left to the job.
    for _ in 0..2 {
        let sessions = app.store.read().await?.find_sessions(organization, ids).await?;
        round = sessions_of(app, organization, sessions, &[], as_of).await?;
        if round.overtaken == 0 {
            break;
        }
    }
    Ok(round)
}

/// One session with what is to be said of it as of an instant, in the snapshot of `read`; nothing is stored.
pub async fn view(
    read: &mut Read,
    organization: &str,
    id: &str,
    as_of: Timestamp,
) -> Result<Option<Judged>, StoreError> {
    let Some(session) = read.find_session(organization, id).await? else { return Ok(None) };
    Ok(judge(read, organization, vec![session], as_of).await?.judged.pop())
}

/// Sessions that the evidence of these scopes may concern.
async fn concerned(
    read: &mut Read,
    organization: &str,
    marks: &[Unevaluated],
) -> Result<Vec<StoredSession>, StoreError> {
    let (mut places, mut ids) = (Vec::new(), Vec::new());
    let mut found: BTreeMap<String, StoredSession> = BTreeMap::new();
    let mut keep = |sessions: Vec<StoredSession>| {
        found.extend(sessions.into_iter().map(|one| (one.session.id.clone(), one)));
    };
    let mut since: BTreeMap<&str, Timestamp> = BTreeMap::new();
    for one in marks {
        let at = instant(one.mark);
        match one.scope.split_once(':') {
            Some(("room", name)) => places.push(Place::Room(name)),
            Some(("space", name)) => places.push(Place::Space(name)),
            Some(("session", id)) => ids.push(id),
            // Whoever visits may be expected in any session of about that time.
            Some(("venue", _)) => {
                let starting = Span::new(at.plus(-2 * DAY), at.plus(DAY));
                let filter = SessionFilter { starting, ..SessionFilter::default() };
                let whole = Scope::whole(organization);
                keep(read.list_sessions(&whole, filter, None, i64::MAX).await?);
            }
            _ => {}
        }
        since.insert(&one.scope, instant(one.since));
    }
    keep(read.find_sessions(organization, &ids).await?);
    let at_places = read.list_sessions_at(organization, &places).await?;
    let may_change = |one: &StoredSession| {
        let earliest = one.session.scopes().filter_map(|scope| since.get(scope.as_str()).copied()).min();
        !one.settled || earliest.is_some_and(|earliest| one.session.end >= earliest.plus(-REACH))
    };
    keep(at_places.into_iter().filter(may_change).collect());
    Ok(found.into_values().collect())
}

/// Judges and stores sessions of one organisation, chunk by chunk, and takes away the marks that led to them.
async fn sessions_of(
    app: &App,
    organization: &str,
    sessions: Vec<StoredSession>,
    marks: &[Unevaluated],
    as_of: Timestamp,
) -> Result<Round, StoreError> {
    let mut round = Round::default();
    let mut undone: BTreeSet<String> = BTreeSet::new();
    let mut chunks: Vec<Vec<StoredSession>> = sessions.chunks(CHUNK).map(<[StoredSession]>::to_vec).collect();
    while let Some(chunk) = chunks.pop() {
        let scopes: Vec<String> = chunk.iter().flat_map(|one| one.session.scopes()).collect();
        match chunk_of(app, organization, chunk.clone(), as_of).await {
            Ok(done) => {
                if done.overtaken > 0 {
                    undone.extend(scopes);
                }
                round.add(done);
            }
            Err(error @ (StoreError::Unavailable(_) | StoreError::Migration(_))) => return Err(error),
            // One session that cannot be judged must not keep the others from it: each is tried alone.
            Err(_) if chunk.len() > 1 => chunks.extend(chunk.into_iter().map(|one| vec![one])),
            Err(error) => {
                tracing::error!(
                    organization.id = organization,
                    session.id = chunk[0].session.id,
                    %error,
                    "a session could not be evaluated"
                );
                undone.extend(scopes);
                round.failed += 1;
            }
        }
    }
    // Those of visits lead to sessions that they do not name, so they stay when anything was left undone.
    let all = undone.is_empty();
    let seen: Vec<Unevaluated> = marks
        .iter()
        .filter(|mark| all || !(undone.contains(&mark.scope) || mark.scope.starts_with(&scope::venue(""))))
        .cloned()
        .collect();
    if !seen.is_empty() {
        let mut write = app.store.write().await?;
        write.delete_marks(&seen).await?;
        write.commit().await?;
    }
    Ok(round)
}

async fn chunk_of(
    app: &App,
    organization: &str,
    chunk: Vec<StoredSession>,
    as_of: Timestamp,
) -> Result<Round, StoreError> {
    let mut read = app.store.read().await?;
    let bench = judge(&mut read, organization, chunk, as_of).await?;
    drop(read);
    keep::keep(&app.store, organization, &bench, as_of).await
}
