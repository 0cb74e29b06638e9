//! Evaluation for a caller who waits: after a change, of named sessions, or as of an instant without saving.

use std::collections::BTreeMap;
use std::time::Duration;

use super::batch::{EvaluationResult, evaluate_batch};
use super::counts::EvaluationCounts;
use super::leases::EvaluationLeases;
use super::run::evaluate_dirty_scopes;
use super::save_chunks::evaluate_and_save;
use crate::app::App;
use crate::app::evaluate::blocking_pool::{OffloadPool, slow_request_slot};
use crate::domain::time::Timestamp;
use crate::store::{Read, StoreError, Write};

/// How long the author of a change waits until it is evaluated.
const CHANGE_TIMEOUT: Duration = Duration::from_secs(3);
/// A change of more scopes is left to the evaluator: its author would wait too long.
const MAX_CHANGE_SCOPES: usize = 64;

/// Commits a change and evaluates the sessions of the scopes that it made dirty, for up to 3 s, so that what the caller
/// reads next shows the result. `on_committed` runs between the two. The change stands whatever becomes of the
/// evaluation; on a timeout or an error the background evaluator does it.
///
/// # Errors
/// Those of the commit alone.
pub async fn commit_and_evaluate(
    app: &App,
    write: Write,
    on_committed: impl FnOnce(),
) -> Result<(), StoreError> {
    let scopes = write.dirty_scopes().to_vec();
    write.commit().await?;
    on_committed();
    if scopes.is_empty() || scopes.len() > MAX_CHANGE_SCOPES {
        return Ok(());
    }
    match tokio::time::timeout(CHANGE_TIMEOUT, evaluate_scopes(app, &scopes)).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::warn!(%error, "a change is judged later"),
        Err(_) => tracing::debug!("a change takes longer to judge than its author waits"),
    }
    Ok(())
}

/// Evaluates the sessions of these dirty scopes, each an organisation and a scope.
async fn evaluate_scopes(app: &App, scopes: &[(String, String)]) -> Result<(), StoreError> {
    let mut by_organization: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (organization, scope) in scopes {
        by_organization.entry(organization).or_default().push(scope);
    }
    let _slot = slow_request_slot().await;
    for (organization, scopes) in by_organization {
        let as_of = app.now();
        let dirty = app.store.read().await?.find_dirty_scopes(organization, &scopes).await?;
        evaluate_dirty_scopes(app, organization, &dirty, as_of, &mut EvaluationLeases::for_job()).await?;
    }
    Ok(())
}

/// Evaluates these sessions now and saves the result, for a caller who needs it at once.
pub async fn evaluate_now(
    app: &App,
    organization: &str,
    ids: &[&str],
) -> Result<EvaluationCounts, StoreError> {
    let as_of = app.now();
    let mut counts = EvaluationCounts::default();
    // Sessions that changed during the evaluation are evaluated once more; after that they are left to the job.
    for _ in 0..2 {
        let sessions = app.store.read().await?.find_sessions(organization, ids).await?;
        counts = evaluate_and_save(app, organization, sessions, &[], as_of, &mut EvaluationLeases::for_job())
            .await?;
        if counts.overtaken == 0 {
            break;
        }
    }
    Ok(counts)
}

/// Evaluates one session as of an instant, in the snapshot of `read`; nothing is saved. `None`: no such session.
pub async fn evaluate_as_of(
    read: &mut Read,
    organization: &str,
    id: &str,
    as_of: Timestamp,
) -> Result<Option<EvaluationResult>, StoreError> {
    let Some(session) = read.find_session(organization, id).await? else { return Ok(None) };
    Ok(evaluate_batch(read, organization, vec![session], as_of, OffloadPool::Request).await?.results.pop())
}
