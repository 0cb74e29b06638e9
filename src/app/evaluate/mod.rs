//! Evidence → stored reports and lines: what changed is judged again, and what time alone decides is looked at when
//! it is due. `follow` does so by itself; whoever reads, reads what is stored.
//!
//! Judging reads one snapshot and writes one transaction after it. In between the world may move on: an evaluation is
//! stored only over the session and the bindings it was made of, and takes away only the marks it saw. Whatever comes
//! between keeps its mark and is judged in the next round.

mod batch;
mod counts;
mod difference;
mod evaluator;
mod evidence_bounds;
mod leases;
mod next_evaluation;
pub mod offload;
pub mod recompute;
mod save;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::time::Duration;

use super::App;
use crate::app::evaluate::leases::EvaluationLeases;

use crate::app::evaluate::offload::OffloadPool;
use crate::domain::access::Scope;
use crate::domain::evidence::scope;
use crate::domain::session::{Platform, SessionPlace};
use crate::domain::time::{SECOND, Span, Timestamp};
use crate::store::evaluation::dirty_scopes::DirtyScope;
use crate::store::installation::unreadable::Unreadable;
use crate::store::session::{DueCursor, OverlapFilter, SessionFilter, StoredSession};
use crate::store::{Read, StoreError, instant, micros};

pub use crate::app::evaluate::batch::{EvaluationBatch, EvaluationResult, HoldReason, evaluate_batch};
pub use crate::app::evaluate::counts::EvaluationCounts;
pub use crate::app::evaluate::difference::{Difference, differences};
pub use crate::app::evaluate::evaluator::{Evaluator, start_evaluator};
pub use crate::app::evaluate::save::next_status;
pub(super) use crate::app::evaluate::save::{save_batch as chunk_kept, to_stored};

/// Scopes, or due sessions, taken up at once.
const PAGE_SIZE: i64 = 256;
/// Sessions judged on one ground and stored in one transaction. More would hold up those who write beside.
pub(super) const CHUNK_SIZE: usize = 64;
/// What tells of an instant cannot change a settled session that was over so long before: no call lasts for weeks, and
/// Meet forgets its records after 30 days.
const LATE_EVIDENCE_LIMIT: i64 = 40 * DAY;
const DAY: i64 = 24 * 60 * 60 * SECOND;

/// The same of one session, in milliseconds. In a LiveKit room a connection that begins more than `staleAfterSeconds`
/// after the window takes no part, and each row about one tells of its beginning. A settled session has nobody left
/// whom anything later could close, but one who stayed on past the window; two days are given for those.
fn late_evidence_limit(one: &StoredSession) -> i64 {
    let policy = &one.session.policy;
    match one.session.platform {
        Platform::Livekit => {
            (policy.overrun_credit + 2 * policy.stale_after + 2 * DAY).min(LATE_EVIDENCE_LIMIT)
        }
        Platform::Meet | Platform::Onsite => LATE_EVIDENCE_LIMIT,
    }
}

/// The body of the job `sessions`, the net under the evaluator: judges everything with evidence that no stored report
/// has seen, then everything that is due, of one organisation or of all; by organisation.
pub async fn evaluate_waiting_of(
    app: &App,
    only: Option<&str>,
) -> Result<BTreeMap<String, EvaluationCounts>, StoreError> {
    evaluate_waiting(app, only, &mut EvaluationLeases::for_job()).await
}

/// The same for all, added up.
pub async fn evaluate_all_waiting(app: &App) -> Result<EvaluationCounts, StoreError> {
    Ok(evaluate_waiting_of(app, None).await?.into_values().sum())
}

/// Judges everything that waits, of one organisation or of all; by organisation.
async fn evaluate_waiting(
    app: &App,
    only: Option<&str>,
    leases: &mut EvaluationLeases,
) -> Result<BTreeMap<String, EvaluationCounts>, StoreError> {
    let as_of = app.now();
    let mut rounds = BTreeMap::new();
    evaluate_dirty(app, only, as_of, leases, &mut rounds).await?;
    evaluate_due(app, only, as_of, leases, &mut rounds).await?;
    Ok(rounds)
}

/// Judges what the marks lead to. Organisations take turns, so that none waits for all the news of another.
async fn evaluate_dirty(
    app: &App,
    only: Option<&str>,
    as_of: Timestamp,
    leases: &mut EvaluationLeases,
    rounds: &mut BTreeMap<String, EvaluationCounts>,
) -> Result<(), StoreError> {
    let organizations = match only {
        Some(only) => vec![only.to_owned()],
        None => app.store.read().await?.list_dirty_organizations(as_of).await?,
    };
    let mut waiting: VecDeque<DirtyScope> = organizations.into_iter().map(before_first).collect();
    while let Some(after) = waiting.pop_front()
        && !app.shutdown.is_cancelled()
    {
        let organization = &after.organization_id;
        let mut marks = app.store.read().await?.list_dirty_scopes(Some(&after), as_of, PAGE_SIZE).await?;
        marks.retain(|mark| mark.organization_id == *organization);
        let Some(last) = marks.last().cloned() else { continue };
        marks.retain(|mark| !leases.skips_scope(mark));
        if marks.is_empty() {
            waiting.push_back(last);
        } else if leases.claim(app, organization).await? {
            let turn = evaluate_dirty_scopes(app, organization, &marks, as_of, leases).await;
            leases.release(app, organization).await?;
            rounds.entry(organization.clone()).or_default().add(turn?);
            waiting.push_back(last);
        }
    }
    Ok(())
}

/// Before all marks of an organisation.
fn before_first(organization_id: String) -> DirtyScope {
    DirtyScope { organization_id, scope: String::new(), mark: 0, since: 0, waiting_since: 0 }
}

/// One organisation's turn: some of its marks.
async fn evaluate_dirty_scopes(
    app: &App,
    organization: &str,
    dirty: &[DirtyScope],
    as_of: Timestamp,
    leases: &mut EvaluationLeases,
) -> Result<EvaluationCounts, StoreError> {
    let mut read = app.store.read().await?;
    let sessions = sessions_of_scopes(&mut read, organization, dirty).await?;
    let unread = unreadable_sessions(&read, organization);
    drop(read);
    if !unread.is_empty() {
        // The marks will be gone; whoever can read these finds them due.
        let mut write = app.store.write().await?;
        let ids: Vec<&str> = unread.iter().map(String::as_str).collect();
        write.make_sessions_due(organization, &ids, as_of).await?;
        write.commit().await?;
    }
    evaluate_and_save(app, organization, sessions, dirty, as_of, leases).await
}

/// Judges what time alone decides.
async fn evaluate_due(
    app: &App,
    only: Option<&str>,
    as_of: Timestamp,
    leases: &mut EvaluationLeases,
    rounds: &mut BTreeMap<String, EvaluationCounts>,
) -> Result<(), StoreError> {
    let mut after: Option<DueCursor> = None;
    loop {
        let mut due =
            app.store.read().await?.list_due_sessions(only, as_of, after.as_ref(), PAGE_SIZE).await?;
        due.sessions.retain(|one| !leases.skips_session(one));
        let mut by_organization: BTreeMap<String, Vec<StoredSession>> = BTreeMap::new();
        for session in due.sessions {
            by_organization.entry(session.organization_id.clone()).or_default().push(session);
        }
        for (organization, sessions) in by_organization {
            if app.shutdown.is_cancelled() || !leases.claim(app, &organization).await? {
                continue;
            }
            let done = evaluate_and_save(app, &organization, sessions, &[], as_of, leases).await;
            leases.release(app, &organization).await?;
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
const CHANGE_TIMEOUT: Duration = Duration::from_secs(3);
/// A change of more scopes is left to the evaluator: nobody waits for a whole month.
const MAX_CHANGE_SCOPES: usize = 64;

/// Judges what a change that was just committed concerns, by organisation and scope, so that whoever made it finds it
/// judged in what they read next. The change stands whatever comes of this; what is left, the evaluator does.
pub async fn evaluate_change(app: &App, scopes: &[(String, String)]) {
    if scopes.is_empty() || scopes.len() > MAX_CHANGE_SCOPES {
        return;
    }
    let mut by_organization: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (organization, scope) in scopes {
        by_organization.entry(organization).or_default().push(scope);
    }
    let judging = async {
        let _turn = offload::slow_request_slot().await;
        for (organization, scopes) in by_organization {
            let as_of = app.now();
            let marks = app.store.read().await?.find_dirty_scopes(organization, &scopes).await?;
            evaluate_dirty_scopes(app, organization, &marks, as_of, &mut EvaluationLeases::for_job()).await?;
        }
        Ok::<_, StoreError>(())
    };
    match tokio::time::timeout(CHANGE_TIMEOUT, judging).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::warn!(%error, "a change is judged later"),
        Err(_) => tracing::debug!("a change takes longer to judge than its author waits"),
    }
}

/// Sessions of the organisation that could not be read in this snapshot.
fn unreadable_sessions(read: &Read, organization: &str) -> Vec<String> {
    let ours = |one: &&Unreadable| one.table == "sessions" && one.organization_id == organization;
    read.unreadable_rows().iter().filter(ours).map(|one| one.row.clone()).collect()
}

/// Judges these sessions now, and stores what was found. For whoever has just changed something about them.
pub async fn evaluate_now(
    app: &App,
    organization: &str,
    ids: &[&str],
) -> Result<EvaluationCounts, StoreError> {
    let as_of = app.now();
    let mut round = EvaluationCounts::default();
    // Overtaken ones are read and judged anew; a second time they are left to the job.
    for _ in 0..2 {
        let sessions = app.store.read().await?.find_sessions(organization, ids).await?;
        round = evaluate_and_save(app, organization, sessions, &[], as_of, &mut EvaluationLeases::for_job())
            .await?;
        if round.overtaken == 0 {
            break;
        }
    }
    Ok(round)
}

/// One session with what is to be said of it as of an instant, in the snapshot of `read`; nothing is stored.
pub async fn evaluate_as_of(
    read: &mut Read,
    organization: &str,
    id: &str,
    as_of: Timestamp,
) -> Result<Option<EvaluationResult>, StoreError> {
    let Some(session) = read.find_session(organization, id).await? else { return Ok(None) };
    Ok(evaluate_batch(read, organization, vec![session], as_of, OffloadPool::Request).await?.results.pop())
}

/// Sessions that what changed about these scopes, and tells of nothing before `since`, may concern.
pub async fn sessions_affected_by(
    read: &mut Read,
    organization: &str,
    scopes: &[&str],
    since: Timestamp,
) -> Result<Vec<StoredSession>, StoreError> {
    let mut marks = read.find_dirty_scopes(organization, scopes).await?;
    for mark in &mut marks {
        mark.since = mark.since.min(micros(since));
    }
    sessions_of_scopes(read, organization, &marks).await
}

/// Sessions that the evidence of these scopes may concern.
async fn sessions_of_scopes(
    read: &mut Read,
    organization: &str,
    dirty: &[DirtyScope],
) -> Result<Vec<StoredSession>, StoreError> {
    let (mut places, mut ids) = (Vec::new(), Vec::new());
    let mut found: BTreeMap<String, StoredSession> = BTreeMap::new();
    let mut keep = |sessions: Vec<StoredSession>| {
        found.extend(sessions.into_iter().map(|one| (one.session.id.clone(), one)));
    };
    let mut since: BTreeMap<&str, Timestamp> = BTreeMap::new();
    for one in dirty {
        let at = instant(one.mark);
        match one.scope.split_once(':') {
            Some(("room", name)) => places.push(SessionPlace::Room(name)),
            Some(("space", name)) => places.push(SessionPlace::Space(name)),
            Some(("session", id)) => ids.push(id),
            // Whoever visits may be expected in any session of about that time.
            Some(("venue", _)) => {
                let starting = Span::new(at.plus(-2 * DAY), at.plus(DAY));
                let filter = SessionFilter { starting, ..SessionFilter::default() };
                let whole = Scope::whole_organization(organization);
                keep(read.list_sessions(&whole, filter, None, i64::MAX).await?);
            }
            _ => {}
        }
        since.insert(&one.scope, instant(one.since));
    }
    keep(read.find_sessions(organization, &ids).await?);
    let earliest = since.values().min().map_or(Timestamp::MIN, |since| since.plus(-LATE_EVIDENCE_LIMIT));
    let which = OverlapFilter { overlapping: Span::new(earliest, Timestamp::MAX), or_unsettled: true };
    let at_places = read.list_sessions_at(organization, &places, which).await?;
    let may_change = |one: &StoredSession| {
        let earliest =
            one.session.evidence_scopes().filter_map(|scope| since.get(scope.as_str()).copied()).min();
        !one.settled
            || earliest.is_some_and(|earliest| one.session.end >= earliest.plus(-late_evidence_limit(one)))
    };
    keep(at_places.into_iter().filter(may_change).collect());
    Ok(found.into_values().collect())
}

/// Judges and stores sessions of one organisation, chunk by chunk, and takes away the marks that led to them.
async fn evaluate_and_save(
    app: &App,
    organization: &str,
    sessions: Vec<StoredSession>,
    dirty: &[DirtyScope],
    as_of: Timestamp,
    leases: &mut EvaluationLeases,
) -> Result<EvaluationCounts, StoreError> {
    let mut round = EvaluationCounts::default();
    let (mut undone, mut failed): (BTreeSet<String>, BTreeSet<String>) = Default::default();
    let mut chunks: Vec<Vec<StoredSession>> =
        sessions.chunks(CHUNK_SIZE).map(<[StoredSession]>::to_vec).collect();
    while let Some(chunk) = chunks.pop() {
        let scopes: Vec<String> = chunk.iter().flat_map(|one| one.session.evidence_scopes()).collect();
        match evaluate_and_save_chunk(app, organization, chunk.clone(), as_of).await {
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
    leases.remember_failures(dirty, &sessions, &failed);
    metrics::counter!("rollcall_evaluations_total").increment(round.evaluated);
    // Those of visits lead to sessions that they do not name, so they stay when anything was left undone.
    let all = undone.is_empty();
    let seen: Vec<DirtyScope> = dirty
        .iter()
        .filter(|mark| all || !(undone.contains(&mark.scope) || mark.scope.starts_with(&scope::venue(""))))
        .cloned()
        .collect();
    if !seen.is_empty() {
        let mut write = app.store.write().await?;
        write.clear_dirty(&seen).await?;
        write.commit().await?;
        let now = app.now();
        for mark in &seen {
            let lag = now.since(instant(mark.waiting_since)).max(0) as f64 / SECOND as f64;
            metrics::histogram!("rollcall_evaluation_lag_seconds").record(lag);
        }
    }
    Ok(round)
}

async fn evaluate_and_save_chunk(
    app: &App,
    organization: &str,
    chunk: Vec<StoredSession>,
    as_of: Timestamp,
) -> Result<EvaluationCounts, StoreError> {
    let mut read = app.store.read().await?;
    let bench = evaluate_batch(&mut read, organization, chunk, as_of, OffloadPool::Background).await?;
    drop(read);
    save::save_batch(&app.store, organization, &bench, as_of).await
}
