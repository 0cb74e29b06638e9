//! One run over everything that waits: first the sessions of dirty scopes, then the sessions that are due.

use std::collections::{BTreeMap, VecDeque};

use super::affected::sessions_of_scopes;
use super::counts::EvaluationCounts;
use super::leases::EvaluationLeases;
use super::save_chunks::evaluate_and_save;
use crate::app::App;
use crate::domain::time::Timestamp;
use crate::store::evaluation::dirty_scopes::DirtyScope;
use crate::store::installation::unreadable_rows::Unreadable;
use crate::store::session::{DueCursor, StoredSession};
use crate::store::{Read, StoreError};

/// Dirty scopes, or due sessions, read at once.
const PAGE_SIZE: i64 = 256;

/// Body of the job `sessions`, the fallback for the evaluator task: evaluates all dirty scopes, then all due sessions, of
/// one organisation or of all, without leases and including sessions that failed before. Counts by organisation.
pub async fn evaluate_waiting_by_organization(
    app: &App,
    only: Option<&str>,
) -> Result<BTreeMap<String, EvaluationCounts>, StoreError> {
    evaluate_waiting(app, only, &mut EvaluationLeases::for_job()).await
}

/// The same for all organisations, added up.
pub async fn evaluate_all_waiting(app: &App) -> Result<EvaluationCounts, StoreError> {
    Ok(evaluate_waiting_by_organization(app, None).await?.into_values().sum())
}

/// Evaluates everything that waits, of one organisation or of all, as these leases allow; counts by organisation.
pub(super) async fn evaluate_waiting(
    app: &App,
    only: Option<&str>,
    leases: &mut EvaluationLeases,
) -> Result<BTreeMap<String, EvaluationCounts>, StoreError> {
    let as_of = app.now();
    let mut counts = BTreeMap::new();
    evaluate_dirty(app, only, as_of, leases, &mut counts).await?;
    evaluate_due(app, only, as_of, leases, &mut counts).await?;
    Ok(counts)
}

/// Evaluates the sessions of all dirty scopes. Round-robin over organisations, one page each, so that a busy one does
/// not delay the others.
async fn evaluate_dirty(
    app: &App,
    only: Option<&str>,
    as_of: Timestamp,
    leases: &mut EvaluationLeases,
    counts: &mut BTreeMap<String, EvaluationCounts>,
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
        let mut dirty = app.store.read().await?.list_dirty_scopes(Some(&after), as_of, PAGE_SIZE).await?;
        dirty.retain(|scope| scope.organization_id == *organization);
        let Some(last) = dirty.last().cloned() else { continue };
        dirty.retain(|scope| !leases.skips_scope(scope));
        if dirty.is_empty() {
            waiting.push_back(last);
        } else if leases.claim(app, organization).await? {
            let page = evaluate_dirty_scopes(app, organization, &dirty, as_of, leases).await;
            leases.release(app, organization).await?;
            counts.entry(organization.clone()).or_default().add(page?);
            waiting.push_back(last);
        }
    }
    Ok(())
}

/// A cursor before all dirty scopes of an organisation.
fn before_first(organization_id: String) -> DirtyScope {
    DirtyScope { organization_id, scope: String::new(), version: 0, since: 0, waiting_since: 0 }
}

/// Evaluates the sessions that these dirty scopes of one organisation concern.
pub(super) async fn evaluate_dirty_scopes(
    app: &App,
    organization: &str,
    dirty: &[DirtyScope],
    as_of: Timestamp,
    leases: &mut EvaluationLeases,
) -> Result<EvaluationCounts, StoreError> {
    let mut read = app.store.read().await?;
    let sessions = sessions_of_scopes(&mut read, organization, dirty).await?;
    let unreadable = unreadable_sessions(&read, organization);
    drop(read);
    if !unreadable.is_empty() {
        // The dirty scopes are about to be cleared, so sessions that cannot be read are set due instead: a process that
        // can read them evaluates them then.
        let mut write = app.store.write().await?;
        let ids: Vec<&str> = unreadable.iter().map(String::as_str).collect();
        write.make_sessions_due(organization, &ids, as_of).await?;
        write.commit().await?;
    }
    evaluate_and_save(app, organization, sessions, dirty, as_of, leases).await
}

/// Sessions of the organisation that could not be read in this snapshot.
fn unreadable_sessions(read: &Read, organization: &str) -> Vec<String> {
    let is_session = |one: &&Unreadable| one.table == "sessions" && one.organization_id == organization;
    read.unreadable_rows().iter().filter(is_session).map(|one| one.row.clone()).collect()
}

/// Evaluates the sessions whose `due_at` has come. Each is tried once in a run, so that one that cannot be evaluated
/// keeps no other from it.
async fn evaluate_due(
    app: &App,
    only: Option<&str>,
    as_of: Timestamp,
    leases: &mut EvaluationLeases,
    counts: &mut BTreeMap<String, EvaluationCounts>,
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
            counts.entry(organization).or_default().add(done?);
        }
        match due.next {
            Some(next) => after = Some(next),
            None => return Ok(()),
        }
    }
}
