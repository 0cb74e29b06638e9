//! Stores evidence, before its receipt is acknowledged to anybody. It does not evaluate it.
//!
//! Group commit: callers hand a row over and wait; the writer takes all waiting rows, stores them in one
//! transaction, and answers each caller after the commit. A commit costs one flush of the disk however many rows
//! it carries, so under load the batches grow and the cost of each row shrinks. Where the database can append
//! concurrently, the next batches are stored while one is flushed.

pub mod livekit_webhook;
pub mod manual;

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::{Notify, mpsc, oneshot};
use tokio::task::JoinSet;

use crate::store::evidence::NewEvidence;
use crate::store::{Store, StoreError};

/// Rows that may wait at once. With a commit of some milliseconds this is a second of heavy load; a sender beyond
/// it is better told to send again than kept waiting.
const QUEUE_CAPACITY: usize = 4_096;
/// Rows of one transaction.
const MAX_BATCH_ROWS: usize = 1_024;
/// A batch of this many rows, for each commit that may run at the same time, is not waited for any longer: the
/// fixed cost of a commit is then small, and rows that arrive during one commit make up the next.
const GATHER_ROWS_PER_COMMIT: usize = 16;
/// How long a row waits at most for others to share its commit.
const MAX_GATHER_TIME: Duration = Duration::from_millis(3);
/// Time between two checkpoints. The log of a heavy load grows by some 20 MiB meanwhile.
const CHECKPOINT_INTERVAL: Duration = Duration::from_millis(250);

/// Handle of the writer. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Ingest(mpsc::Sender<QueuedRow>);

#[derive(Debug)]
struct QueuedRow {
    row: NewEvidence,
    /// Gets the result; the caller may have gone.
    reply: oneshot::Sender<Result<(), NotStored>>,
}

/// Nothing was stored; the sender should come again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotStored {
    #[error("too much evidence is waiting to be stored")]
    QueueFull,
    #[error("the evidence could not be stored")]
    Failed,
}

impl Ingest {
    /// Starts the writer. It ends when the last handle is dropped.
    pub fn start(store: Store) -> Ingest {
        let (handle, queue) = mpsc::channel(QUEUE_CAPACITY);
        tokio::spawn(run_writer(store, queue));
        Ingest(handle)
    }

    /// Stores one row; when this returns `Ok` it has survived whatever may happen to the process or its power.
    ///
    /// # Errors
    /// `NotStored`: the caller must not acknowledge it.
    pub async fn store(&self, row: NewEvidence) -> Result<(), NotStored> {
        let (told, answer) = oneshot::channel();
        self.0.try_send(QueuedRow { row, reply: told }).map_err(|_| NotStored::QueueFull)?;
        answer.await.unwrap_or(Err(NotStored::Failed))
    }
}

async fn run_writer(store: Store, mut queue: mpsc::Receiver<QueuedRow>) {
    let stored = Arc::new(Notify::new());
    // Dropped, and so stopped, when this function ends.
    let mut beside = JoinSet::new();
    beside.spawn(checkpoint(store.clone(), stored.clone()));
    let mut commits = JoinSet::new();
    let mut last = LastBatch { rows: 0, took: Duration::ZERO };
    loop {
        let mut batch = Vec::with_capacity(MAX_BATCH_ROWS);
        if queue.recv_many(&mut batch, MAX_BATCH_ROWS).await == 0 {
            break;
        }
        fill_batch(&mut queue, &mut batch, last, GATHER_ROWS_PER_COMMIT * store.append_concurrency()).await;
        commits.spawn(commit_batch(store.clone(), batch, stored.clone()));
        while let Some(done) = commits.try_join_next() {
            last = done.unwrap_or(last);
        }
        if commits.len() == store.append_concurrency() {
            last = commits.join_next().await.and_then(Result::ok).unwrap_or(last);
        }
    }
    commits.join_all().await;
}

/// Stores a batch and answers all who wait for it.
async fn commit_batch(store: Store, batch: Vec<QueuedRow>, stored: Arc<Notify>) -> LastBatch {
    let (rows, told): (Vec<_>, Vec<_>) = batch.into_iter().map(|one| (one.row, one.reply)).unzip();
    let begun = Instant::now();
    let result = store.append_evidence(&rows).await;
    let last = LastBatch { rows: rows.len(), took: begun.elapsed() };
    match result {
        Ok(()) => {
            metrics::histogram!("rollcall_ingest_batch_rows").record(rows.len() as f64);
            metrics::histogram!("rollcall_ingest_commit_seconds").record(last.took.as_secs_f64());
            told.into_iter().for_each(|told| _ = told.send(Ok(())));
            stored.notify_one();
        }
        // If one row is refused by the database, the others must still be stored: each is tried alone.
        Err(StoreError::Driver(_)) if rows.len() > 1 => {
            for (row, told) in rows.into_iter().zip(told) {
                _ = told.send(store.append_evidence(&[row]).await.map_err(not_stored));
            }
        }
        Err(error) => {
            let answer = Err(not_stored(error));
            told.into_iter().for_each(|told| _ = told.send(answer));
        }
    }
    last
}

/// Size and duration of the batch before.
#[derive(Clone, Copy)]
struct LastBatch {
    rows: usize,
    took: Duration,
}

/// Waits until the batch has as many rows as the last one: senders that were just answered send their next event
/// now, and one commit of them costs less than two. It waits no longer than the last commit took, and after a
/// batch of one row not at all.
async fn fill_batch(
    queue: &mut mpsc::Receiver<QueuedRow>,
    batch: &mut Vec<QueuedRow>,
    last: LastBatch,
    enough: usize,
) {
    let until = tokio::time::Instant::now() + last.took.min(MAX_GATHER_TIME);
    while batch.len() < last.rows.min(enough) {
        let room = MAX_BATCH_ROWS - batch.len();
        match tokio::time::timeout_at(until, queue.recv_many(batch, room)).await {
            Ok(came) if came > 0 => {}
            _ => break,
        }
    }
}

/// Checkpoints the database's write-ahead log while rows are stored, so that it stays short.
async fn checkpoint(store: Store, stored: Arc<Notify>) {
    loop {
        stored.notified().await;
        tokio::time::sleep(CHECKPOINT_INTERVAL).await;
        if let Err(error) = store.checkpoint().await {
            tracing::warn!(%error, "the database's log could not be carried over; it grows meanwhile");
        }
    }
}

fn not_stored(error: StoreError) -> NotStored {
    tracing::error!(%error, "evidence could not be stored");
    NotStored::Failed
}
