//! Judges every session again, as of now, whether or not anything about it changed. What was stored must come out
//! again: a difference means that time has passed, or that the rules of the program have changed since.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use tokio::task::JoinHandle;

use super::batch::{EvaluationBatch, evaluate_batch};
use super::difference::{Difference, differences_from_stored};
use super::offload::OffloadPool;
use super::save::save_batch;
use super::save_chunks::CHUNK_SIZE;
use crate::app::App;
use crate::domain::access::Scope;
use crate::domain::money::table::LineKind;
use crate::domain::time::Timestamp;
use crate::store::session::{SessionFilter, StoredSession};
use crate::store::{Store, StoreError};

/// What a run found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecomputeSummary {
    pub sessions: u64,
    /// Reports and lines that differ.
    pub differences: u64,
    /// What all lines of a kind grow by together, in minor units of each currency.
    pub money: BTreeMap<(LineKind, String), i128>,
    /// Changed by somebody else while they were judged, and left to the job.
    pub overtaken: u64,
    /// Left as they are, for something they rest on cannot be read.
    pub held: u64,
}

/// Goes through every organisation, a chunk of sessions at a time, and tells `say` each difference with the
/// organisation it is in. Nothing is stored in a dry run.
pub async fn recompute(
    app: &App,
    is_dry: bool,
    on_difference: impl FnMut(&str, &Difference),
) -> Result<RecomputeSummary, StoreError> {
    recompute_with_progress(app, is_dry, on_difference, |_| {}).await
}

/// The same; `did` hears of how many more sessions were judged.
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
    // While one chunk is judged, the next one is read.
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

/// As of when each session is judged: as of now, or as of when it was judged last where it changes with every second and
/// the job that looks at it is not due yet. One that nobody has judged and that is not due has nothing to be compared.
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

/// Sessions judged, and how they differ from what is stored.
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
    let bench = evaluate_batch(&mut read, &organization, sessions, as_of, OffloadPool::Background).await?;
    let differences = differences_from_stored(&mut read, &organization, &bench.results, as_of).await?;
    Ok(EvaluatedChunk { organization, as_of, batch: bench, differences })
}

/// A panic goes on in whoever waits.
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
    /// Tells what was found in a chunk, and stores it unless the run is dry.
    async fn store_chunk(&mut self, chunk: EvaluatedChunk) -> Result<(), StoreError> {
        let EvaluatedChunk { organization, as_of, batch: mut bench, differences } = chunk;
        self.summary.sessions += bench.results.len() as u64;
        self.summary.held += bench.results.iter().filter(|one| !one.may_be_saved()).count() as u64;
        (self.on_progress)(bench.results.len() as u64);
        self.summary.differences += differences.len() as u64;
        for one in &differences {
            (self.on_difference)(&organization, one);
            if let (Some(kind), Some(currency)) = (one.line, &one.currency) {
                *self.summary.money.entry((kind, currency.clone())).or_default() += one.minor_change;
            }
        }
        if self.is_dry {
            return Ok(());
        }
        let differing: BTreeSet<&str> = differences.iter().map(|one| one.session_id.as_str()).collect();
        for judged in &mut bench.results {
            if differing.contains(judged.session.session.id.as_str()) {
                // Its rows are written again even if somebody changed them behind the digest's back.
                judged.session.evaluation_digest = None;
            }
        }
        self.summary.overtaken += save_batch(&self.app.store, &organization, &bench, as_of).await?.overtaken;
        Ok(())
    }
}
