//! Evaluates every session again, whether or not anything about it changed, and compares the result with what is
//! stored. A difference means that the rules of the program have changed since.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use tokio::task::JoinHandle;

use super::batch::{EvaluationBatch, evaluate_batch};
use super::difference::{Difference, DifferentRow, differences_from_stored};
use super::save::save_batch;
use super::save_chunks::CHUNK_SIZE;
use crate::app::App;
use crate::app::evaluate::blocking_pool::OffloadPool;
use crate::domain::access::Scope;
use crate::domain::money::charge_pay_table::LineKind;
use crate::domain::time::Timestamp;
use crate::store::session::{SessionFilter, StoredSession};
use crate::store::{Store, StoreError};

/// Result of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecomputeSummary {
    pub sessions: u64,
    /// Reports and lines that differ.
    pub differences: u64,
    /// What all lines of a kind grow by together, in minor units of each currency.
    pub money: BTreeMap<(LineKind, String), i128>,
    /// Sessions changed by somebody else during the evaluation; the job evaluates them.
    pub overtaken: u64,
    /// Sessions left as they are, because something they depend on cannot be read.
    pub held: u64,
}

/// Goes through every organisation, a chunk of sessions at a time, and gives each difference with its
/// organisation to `on_difference`. Nothing is stored in a dry run.
pub async fn recompute(
    app: &App,
    is_dry: bool,
    on_difference: impl FnMut(&str, &Difference),
) -> Result<RecomputeSummary, StoreError> {
    recompute_with_progress(app, is_dry, on_difference, |_| {}).await
}

/// The same; `on_progress` is told how many more sessions were evaluated.
pub async fn recompute_with_progress(
    app: &App,
    is_dry: bool,
    mut on_difference: impl FnMut(&str, &Difference),
    mut on_progress: impl FnMut(u64),
) -> Result<RecomputeSummary, StoreError> {
    let as_of = app.now();
    let mut run = RecomputeRun {
        app,
        is_dry,
        on_difference: &mut on_difference,
        on_progress: &mut on_progress,
        summary: RecomputeSummary::default(),
    };
    // While one chunk is evaluated, the next one is read.
    let mut at_work: VecDeque<JoinHandle<Result<EvaluatedChunk, StoreError>>> = VecDeque::new();
    let mut organization = String::new();
    while let Some(next) = app.store.read().await?.list_organization_ids(&organization, 1).await?.pop() {
        organization = next;
        let scope = Scope::whole_organization(&organization);
        let mut after: Option<(Timestamp, String)> = None;
        loop {
            let mut read = app.store.read().await?;
            let sessions = read
                .list_sessions(&scope, SessionFilter::default(), after.as_ref(), CHUNK_SIZE as i64)
                .await?;
            drop(read);
            let Some(last) = sessions.last() else { break };
            after = Some(last.cursor());
            for (as_of, sessions) in group_by_instant(sessions, as_of) {
                at_work.push_back(tokio::spawn(evaluate_chunk(
                    app.store.clone(),
                    organization.clone(),
                    sessions,
                    as_of,
                )));
                if at_work.len() > 1
                    && let Some(first) = at_work.pop_front()
                {
                    run.store_chunk(join(first).await?).await?;
                }
            }
        }
    }
    for rest in at_work {
        run.store_chunk(join(rest).await?).await?;
    }
    run.summary.money.retain(|_, minor| *minor != 0);
    Ok(run.summary)
}

/// Settled or due sessions are evaluated as of now. Open ones that are not due are evaluated as of their last
/// evaluation, otherwise passing time alone would show as a difference. Sessions never evaluated and not due are
/// skipped.
fn group_by_instant(sessions: Vec<StoredSession>, now: Timestamp) -> BTreeMap<Timestamp, Vec<StoredSession>> {
    let mut instants: BTreeMap<Timestamp, Vec<StoredSession>> = BTreeMap::new();
    for session in sessions {
        let is_due = session.due_at.is_some_and(|due_at| due_at <= now);
        let as_of = if session.settled || is_due { Some(now) } else { session.evaluated_at };
        if let Some(as_of) = as_of {
            instants.entry(as_of).or_default().push(session);
        }
    }
    instants
}

/// A chunk of evaluated sessions, and how they differ from what is stored.
struct EvaluatedChunk {
    organization: String,
    as_of: Timestamp,
    batch: EvaluationBatch,
    differences: Vec<Difference>,
}

async fn evaluate_chunk(
    store: Store,
    organization: String,
    sessions: Vec<StoredSession>,
    as_of: Timestamp,
) -> Result<EvaluatedChunk, StoreError> {
    let mut read = store.read().await?;
    let batch = evaluate_batch(&mut read, &organization, sessions, as_of, OffloadPool::Background).await?;
    let differences = differences_from_stored(&mut read, &organization, &batch.results).await?;
    Ok(EvaluatedChunk { organization, as_of, batch, differences })
}

/// Waits for a chunk; a panic in it is passed on.
async fn join(work: JoinHandle<Result<EvaluatedChunk, StoreError>>) -> Result<EvaluatedChunk, StoreError> {
    work.await.unwrap_or_else(|ended| std::panic::resume_unwind(ended.into_panic()))
}

struct RecomputeRun<'a, Say, Did> {
    app: &'a App,
    is_dry: bool,
    on_difference: &'a mut Say,
    on_progress: &'a mut Did,
    summary: RecomputeSummary,
}

impl<Say: FnMut(&str, &Difference), Did: FnMut(u64)> RecomputeRun<'_, Say, Did> {
    /// Reports the differences of a chunk, and saves it unless the run is dry.
    async fn store_chunk(&mut self, chunk: EvaluatedChunk) -> Result<(), StoreError> {
        let EvaluatedChunk { organization, as_of, mut batch, differences } = chunk;
        self.summary.sessions += batch.results.len() as u64;
        self.summary.held += batch.results.iter().filter(|one| !one.may_be_saved()).count() as u64;
        (self.on_progress)(batch.results.len() as u64);
        self.summary.differences += differences.len() as u64;
        for one in &differences {
            (self.on_difference)(&organization, one);
            if let (DifferentRow::Line(kind), Some(currency)) = (one.row, &one.currency) {
                *self.summary.money.entry((kind, currency.clone())).or_default() += one.minor_change;
            }
        }
        if self.is_dry {
            return Ok(());
        }
        let differing: BTreeSet<&str> = differences.iter().map(|one| one.session_id.as_str()).collect();
        for result in &mut batch.results {
            if differing.contains(result.session.session.id.as_str()) {
                // Without the digest its rows are written again even if only the stored rows were
                // tampered with.
                result.session.evaluation_digest = None;
            }
        }
        self.summary.overtaken += save_batch(self.app, &organization, &batch, as_of).await?.overtaken;
        Ok(())
    }
}
