//! Work of the processor alone, off the threads that answer: judging a crowded room takes as long as it takes, and
//! health checks and webhooks are answered meanwhile.
//!
//! Only so much of it runs at once. What callers ask for has places of its own, so that however much is asked for, the
//! evaluator goes on.

use std::sync::LazyLock;

use tokio::sync::{Semaphore, SemaphorePermit};

use crate::store::StoreError;
use crate::store::installation::unreadable::Unreadable;

/// For whom something is worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OffloadPool {
    /// Somebody who waits for an answer.
    Request,
    /// What is to be stored.
    Background,
}

/// The work broke off; the log has the panic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("working it out broke off")]
pub struct OffloadPanicked;

impl OffloadPanicked {
    /// The same as a failure of the store: something in this table of an organisation cannot be worked with.
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

/// Fewer than there are places, so that what takes long does not hold up what does not.
static SLOW_REQUEST_SLOTS: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(cores().div_ceil(2)));

/// A turn at working out what takes long for somebody who waits. Take it before a snapshot is opened: connections to the
/// database are few, and whoever waits in line shall hold none.
pub async fn slow_request_slot() -> Option<SemaphorePermit<'static>> {
    // It is never closed.
    SLOW_REQUEST_SLOTS.acquire().await.ok()
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(2, usize::from)
}

/// Runs `work` on a thread where nobody waits for an answer.
///
/// # Errors
/// `BrokeOff` when it panics.
pub async fn offload<T: Send + 'static>(
    pool: OffloadPool,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, OffloadPanicked> {
    let places: &'static Semaphore = match pool {
        OffloadPool::Request => &REQUEST_SLOTS,
        OffloadPool::Background => &BACKGROUND_SLOTS,
    };
    let place = places.acquire().await.map_err(|_| OffloadPanicked)?;
    // The place goes with the work, which runs on even if nobody waits for it any more.
    let done = tokio::task::spawn_blocking(move || {
        let done = work();
        drop(place);
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
    async fn only_so_much_runs_at_once_and_a_panic_gives_its_place_back() {
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
