//! Evidence → stored reports and lines: what changed is judged again, and what time alone decides is looked at when
//! it is due. `follow` does so by itself; whoever reads, reads what is stored.
//!
//! Judging reads one snapshot and writes one transaction after it. In between the world may move on: an evaluation is
//! stored only over the session and the bindings it was made of, and takes away only the marks it saw. Whatever comes
//! between keeps its mark and is judged in the next round.

mod batch;
mod bounds;
mod claims;
mod counts;
mod differences;
mod evaluator;
mod next_look;
pub mod offload;
mod participants;
pub mod recompute;
mod save;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::time::Duration;

use super::App;
use crate::app::evaluate::claims::Turns;

use crate::app::evaluate::offload::For;
use crate::domain::access::Scope;
use crate::domain::evidence::scope;
use crate::domain::session::{Place, Platform};
use crate::domain::time::{SECOND, Span, Timestamp};
use crate::store::evaluation::dirty_scopes::Unevaluated;
use crate::store::installation::unreadable::Unreadable;
use crate::store::session::{At, DuePlace, SessionFilter, StoredSession};
use crate::store::{Read, StoreError, instant, micros};

pub use self::participants::participants;
pub use crate::app::evaluate::batch::{Bench, Hold, Judged, judge};
pub use crate::app::evaluate::counts::Round;
pub use crate::app::evaluate::differences::{Difference, differences};
pub use crate::app::evaluate::evaluator::{Evaluator, follow};
pub use crate::app::evaluate::save::next_status;
pub(super) use crate::app::evaluate::save::{keep as chunk_kept, stored};

/// Scopes, or due sessions, taken up at once.
const BATCH: i64 = 256;
/// Sessions judged on one ground and stored in one transaction. More would hold up those who write beside.
pub(super) const CHUNK: usize = 64;
/// What tells of an instant cannot change a settled session that was over so long before: no call lasts for weeks, and
/// Meet forgets its records after 30 days.
const REACH: i64 = 40 * DAY;
const DAY: i64 = 24 * 60 * 60 * SECOND;

/// The same of one session, in milliseconds. In a LiveKit room a connection that begins more than `staleAfterSeconds`
/// after the window takes no part, and each row about one tells of its beginning. A settled session has nobody left
/// whom anything later could close, but one who stayed on past the window; two days are given for those.
fn reach(one: &StoredSession) -> i64 {
    let policy = &one.session.policy;
    match one.session.platform {
        Platform::Livekit => (policy.overrun_credit + 2 * policy.stale_after + 2 * DAY).min(REACH),
        Platform::Meet | Platform::Onsite => REACH,
    }
}

/// The body of the job `sessions`, the net under the evaluator: judges everything with evidence that no stored report
/// has seen, then everything that is due, of one organisation or of all; by organisation.
pub async fn due_of(app: &App, only: Option<&str>) -> Result<BTreeMap<String, Round>, StoreError> {
    look(app, only, &mut Turns::of_job()).await
}

/// The same for all, added up.
pub async fn due(app: &App) -> Result<Round, StoreError> {
    Ok(due_of(app, None).await?.into_values().sum())
}

/// Judges everything that waits, of one organisation or of all; by organisation.
async fn look(
    app: &App,
    only: Option<&str>,
    turns: &mut Turns,
) -> Result<BTreeMap<String, Round>, StoreError> {
    let as_of = app.now();
    let mut rounds = BTreeMap::new();
    marked(app, only, as_of, turns, &mut rounds).await?;
    timed(app, only, as_of, turns, &mut rounds).await?;
    Ok(rounds)
}

/// Judges what the marks lead to. Organisations take turns, so that none waits for all the news of another.
async fn marked(
    app: &App,
    only: Option<&str>,
    as_of: Timestamp,
    turns: &mut Turns,
    rounds: &mut BTreeMap<String, Round>,
) -> Result<(), StoreError> {
    let organizations = match only {
        Some(only) => vec![only.to_owned()],
        None => app.store.read().await?.list_marked_organizations(as_of).await?,
    };
    let mut waiting: VecDeque<Unevaluated> = organizations.into_iter().map(beginning).collect();
    while let Some(after) = waiting.pop_front()
        && !app.shutdown.is_cancelled()
    {
        let organization = &after.organization_id;
        let mut marks = app.store.read().await?.list_unevaluated(Some(&after), as_of, BATCH).await?;
        marks.retain(|mark| mark.organization_id == *organization);
        let Some(last) = marks.last().cloned() else { continue };
        marks.retain(|mark| !turns.spares_mark(mark));
        if marks.is_empty() {
            waiting.push_back(last);
        } else if turns.begin(app, organization).await? {
            let turn = marks_of(app, organization, &marks, as_of, turns).await;
            turns.end(app, organization).await?;
            rounds.entry(organization.clone()).or_default().add(turn?);
            waiting.push_back(last);
        }
    }
    Ok(())
}

/// Before all marks of an organisation.
fn beginning(organization_id: String) -> Unevaluated {
    Unevaluated { organization_id, scope: String::new(), mark: 0, since: 0, waiting_since: 0 }
}

/// One organisation's turn: some of its marks.
async fn marks_of(
    app: &App,
    organization: &str,
    marks: &[Unevaluated],
    as_of: Timestamp,
    turns: &mut Turns,
) -> Result<Round, StoreError> {
    let mut read = app.store.read().await?;
    let sessions = concerned(&mut read, organization, marks).await?;
    let unread = unread_sessions(&read, organization);
    drop(read);
    if !unread.is_empty() {
        // The marks will be gone; whoever can read these finds them due.
        let mut write = app.store.write().await?;
        let ids: Vec<&str> = unread.iter().map(String::as_str).collect();
        write.make_due(organization, &ids, as_of).await?;
        write.commit().await?;
    }
    sessions_of(app, organization, sessions, marks, as_of, turns).await
}

/// Judges what time alone decides.
async fn timed(
    app: &App,
    only: Option<&str>,
    as_of: Timestamp,
    turns: &mut Turns,
    rounds: &mut BTreeMap<String, Round>,
) -> Result<(), StoreError> {
    let mut after: Option<DuePlace> = None;
    loop {
        let mut due = app.store.read().await?.list_due_sessions(only, as_of, after.as_ref(), BATCH).await?;
        due.sessions.retain(|one| !turns.spares(one));
        let mut by_organization: BTreeMap<String, Vec<StoredSession>> = BTreeMap::new();
        for session in due.sessions {
            by_organization.entry(session.organization_id.clone()).or_default().push(session);
        }
        for (organization, sessions) in by_organization {
            if app.shutdown.is_cancelled() || !turns.begin(app, &organization).await? {
                continue;
            }
            let done = sessions_of(app, &organization, sessions, &[], as_of, turns).await;
            turns.end(app, &organization).await?;
            rounds.entry(organization).or_default().add(done?);
        }
        // Each is looked at once in a run: those that could not be judged keep nobody else from it.
        match due.next {
            Some(next) => after = Some(next),
            None => return Ok(()),
        }
    }
}

/// How long whoever made a change waits to see it judged.
const PATIENCE: Duration = Duration::from_secs(3);
/// A change of more scopes is left to the evaluator: nobody waits for a whole month.
const MOST_SCOPES: usize = 64;

/// Judges what a change that was just committed concerns, by organisation and scope, so that whoever made it finds it
/// judged in what they read next. The change stands whatever comes of this; what is left, the evaluator does.
pub async fn soon(app: &App, scopes: &[(String, String)]) {
    if scopes.is_empty() || scopes.len() > MOST_SCOPES {
        return;
    }
    let mut by_organization: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (organization, scope) in scopes {
        by_organization.entry(organization).or_default().push(scope);
    }
    let judging = async {
        let _turn = offload::turn().await;
        for (organization, scopes) in by_organization {
            let as_of = app.now();
            let marks = app.store.read().await?.find_unevaluated(organization, &scopes).await?;
            marks_of(app, organization, &marks, as_of, &mut Turns::of_job()).await?;
        }
        Ok::<_, StoreError>(())
    };
    match tokio::time::timeout(PATIENCE, judging).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::warn!(%error, "a change is judged later"),
        Err(_) => tracing::debug!("a change takes longer to judge than its author waits"),
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
        round = sessions_of(app, organization, sessions, &[], as_of, &mut Turns::of_job()).await?;
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
    Ok(judge(read, organization, vec![session], as_of, For::Caller).await?.judged.pop())
}

/// Sessions that what changed about these scopes, and tells of nothing before `since`, may concern.
pub async fn concerned_by(
    read: &mut Read,
    organization: &str,
    scopes: &[&str],
    since: Timestamp,
) -> Result<Vec<StoredSession>, StoreError> {
    let mut marks = read.find_unevaluated(organization, scopes).await?;
    for mark in &mut marks {
        mark.since = mark.since.min(micros(since));
    }
    concerned(read, organization, &marks).await
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
    let earliest = since.values().min().map_or(Timestamp::MIN, |since| since.plus(-REACH));
    let which = At { overlapping: Span::new(earliest, Timestamp::MAX), or_unsettled: true };
    let at_places = read.list_sessions_at(organization, &places, which).await?;
    let may_change = |one: &StoredSession| {
        let earliest = one.session.scopes().filter_map(|scope| since.get(scope.as_str()).copied()).min();
        !one.settled || earliest.is_some_and(|earliest| one.session.end >= earliest.plus(-reach(one)))
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
    turns: &mut Turns,
) -> Result<Round, StoreError> {
    let mut round = Round::default();
    let (mut undone, mut failed): (BTreeSet<String>, BTreeSet<String>) = Default::default();
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
                if matches!(error, StoreError::Corrupt(_)) {
                    failed.insert(chunk[0].session.id.clone());
                }
                round.failed += 1;
            }
        }
    }
    turns.tried(marks, &sessions, &failed);
    metrics::counter!("rollcall_evaluations_total").increment(round.evaluated);
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
        let now = app.now();
        for mark in &seen {
            let lag = now.since(instant(mark.waiting_since)).max(0) as f64 / SECOND as f64;
            metrics::histogram!("rollcall_evaluation_lag_seconds").record(lag);
        }
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
    let bench = judge(&mut read, organization, chunk, as_of, For::Store).await?;
    drop(read);
    save::keep(&app.store, organization, &bench, as_of).await
}
