//! Runs CPU-bound work on blocking threads, so that health checks and webhooks stay responsive.
//!
//! Requests and background evaluation have separate concurrency limits, so that neither starves the other.

use std::sync::LazyLock;

use tokio::sync::{Semaphore, SemaphorePermit};

use crate::store::StoreError;
use crate::store::installation::unreadable_rows::Unreadable;

/// Which of the two limits a piece of work counts towards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OffloadPool {
    /// Work that a request waits for.
    Request,
    /// Background evaluation.
    Background,
}

/// The work panicked; the log has the message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("working it out broke off")]
pub struct OffloadPanicked;

impl OffloadPanicked {
    /// The same as an error of the store: something in this table of an organisation cannot be worked with.
    pub fn into_store_error(self, organization: &str, table: &str) -> StoreError {
        StoreError::Corrupt(Box::new(Unreadable {
            organization_id: organization.to_owned(),
            table: table.to_owned(),
            row: String::new(),
            column: String::new(),
            found: self.to_string(),
        }))
    }
}

static REQUEST_SLOTS: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(cores()));
static BACKGROUND_SLOTS: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(cores()));

/// Long computations may use only half of the request slots, so that short ones always find a free slot.
static SLOW_REQUEST_SLOTS: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(cores().div_ceil(2)));

/// A slot for a long computation that a request waits for. Take it before a snapshot is opened: database
/// connections are few, and whoever waits for a slot shall hold none.
pub async fn slow_request_slot() -> Option<SemaphorePermit<'static>> {
    // It is never closed.
    SLOW_REQUEST_SLOTS.acquire().await.ok()
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(2, usize::from)
}

/// Runs `work` on a blocking thread, when a slot of its pool is free.
///
/// # Errors
/// `OffloadPanicked` when it panics.
pub async fn offload<T: Send + 'static>(
    pool: OffloadPool,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, OffloadPanicked> {
    let slots: &'static Semaphore = match pool {
        OffloadPool::Request => &REQUEST_SLOTS,
        OffloadPool::Background => &BACKGROUND_SLOTS,
    };
    let slot = slots.acquire().await.map_err(|_| OffloadPanicked)?;
    // The slot is held by the work itself, which runs on even if nobody waits for it any more.
    let done = tokio::task::spawn_blocking(move || {
        let done = work();
        drop(slot);
        done
    });
    done.await.map_err(|_| OffloadPanicked)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::mpsc;

    use super::*;

    /// On one thread: work that ran there would wait for itself.
    #[tokio::test(flavor = "current_thread")]
    async fn whoever_answers_goes_on_meanwhile() {
        let (say, hear) = mpsc::channel();
        let working = tokio::spawn(offload(OffloadPool::Request, move || hear.recv().is_ok()));
        tokio::task::yield_now().await;
        say.send(()).expect("it listens");
        assert_eq!(working.await.expect("it ends"), Ok(true));
    }

    #[tokio::test(flavor = "current_thread")]
    async fn only_so_much_runs_at_once_and_a_panic_gives_its_slot_back() {
        static AT_WORK: AtomicUsize = AtomicUsize::new(0);
        let most = cores();
        let work = move || {
            assert!(AT_WORK.fetch_add(1, Ordering::SeqCst) < most, "too many at once");
            std::thread::yield_now();
            AT_WORK.fetch_sub(1, Ordering::SeqCst);
        };
        let all: Vec<_> =
            (0..most * 20).map(|_| tokio::spawn(offload(OffloadPool::Background, work))).collect();
        for one in all {
            assert_eq!(one.await.expect("it ends"), Ok(()));
        }
        for _ in 0..=most {
            assert_eq!(
                offload(OffloadPool::Background, || panic!("as a mistake of ours does")).await,
                Err::<(), _>(OffloadPanicked)
            );
        }
        assert_eq!(offload(OffloadPool::Background, || 1).await, Ok(1));
    }
}
