//! Evaluates and saves many sessions of one organisation, chunk by chunk, and clears the dirty scopes that led to them.

use std::collections::BTreeSet;

use super::batch::evaluate_batch;
use super::counts::EvaluationCounts;
use super::leases::EvaluationLeases;
use super::save::save_batch;
use crate::app::App;
use crate::app::evaluate::blocking_pool::OffloadPool;
use crate::domain::time::{SECOND, Timestamp};
use crate::store::evaluation::dirty_scopes::DirtyScope;
use crate::store::session::StoredSession;
use crate::store::{StoreError, instant};

/// Sessions evaluated from one snapshot and saved in one transaction. More would hold up others who write.
pub(super) const CHUNK_SIZE: usize = 64;

/// Evaluates and saves the sessions. A session that cannot be evaluated is logged and counted as failed, and its scopes
/// stay dirty.
pub(super) async fn evaluate_and_save(
    app: &App,
    organization: &str,
    sessions: Vec<StoredSession>,
    dirty: &[DirtyScope],
    as_of: Timestamp,
    leases: &mut EvaluationLeases,
) -> Result<EvaluationCounts, StoreError> {
    let mut counts = EvaluationCounts::default();
    let (mut unfinished, mut failed) = (Vec::new(), BTreeSet::new());
    let mut chunks: Vec<Vec<StoredSession>> =
        sessions.chunks(CHUNK_SIZE).map(<[StoredSession]>::to_vec).collect();
    while let Some(chunk) = chunks.pop() {
        match evaluate_and_save_chunk(app, organization, chunk.clone(), as_of).await {
            Ok(done) => {
                if done.overtaken > 0 {
                    unfinished.extend(chunk);
                }
                counts.add(done);
            }
            Err(error @ (StoreError::Unavailable(_) | StoreError::Migration(_))) => return Err(error),
            // One session that cannot be evaluated must not keep the others of its chunk from it: each is tried alone.
            Err(_) if chunk.len() > 1 => chunks.extend(chunk.into_iter().map(|one| vec![one])),
            Err(error) => {
                tracing::error!(
                    organization.id = organization,
                    session.id = chunk[0].session.id,
                    %error,
                    "a session could not be evaluated"
                );
                if matches!(error, StoreError::Corrupt(_)) {
                    failed.insert(chunk[0].session.id.clone());
                }
                unfinished.extend(chunk);
                counts.failed += 1;
            }
        }
    }
    leases.remember_failures(dirty, &sessions, &failed);
    metrics::counter!("rollcall_evaluations_total").increment(counts.evaluated);
    clear_finished(app, dirty, &unfinished).await?;
    Ok(counts)
}

/// Clears the dirty scopes whose sessions are all evaluated.
async fn clear_finished(
    app: &App,
    dirty: &[DirtyScope],
    unfinished: &[StoredSession],
) -> Result<(), StoreError> {
    let is_finished =
        |one: &&DirtyScope| !unfinished.iter().any(|waiting| waiting.session.depends_on(&one.scope));
    let finished: Vec<DirtyScope> = dirty.iter().filter(is_finished).cloned().collect();
    if finished.is_empty() {
        return Ok(());
    }
    let mut write = app.store.write().await?;
    write.clear_dirty(&finished).await?;
    write.commit().await?;
    let now = app.now();
    for one in &finished {
        let lag = now.since(instant(one.waiting_since)).max(0) as f64 / SECOND as f64;
        metrics::histogram!("rollcall_evaluation_lag_seconds").record(lag);
    }
    Ok(())
}

async fn evaluate_and_save_chunk(
    app: &App,
    organization: &str,
    chunk: Vec<StoredSession>,
    as_of: Timestamp,
) -> Result<EvaluationCounts, StoreError> {
    let mut read = app.store.read().await?;
    let batch = evaluate_batch(&mut read, organization, chunk, as_of, OffloadPool::Background).await?;
    drop(read);
    save_batch(app, organization, &batch, as_of).await
}
