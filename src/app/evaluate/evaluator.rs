//! The background task that evaluates dirty and due sessions.
//!
//! A commit in this process wakes it through a watch channel; changes by other replicas and due times are found
//! by polling every 300 ms. A burst is collected for at most 400 ms, so that each session is evaluated once for
//! it.

use std::time::Duration;

use tokio::sync::watch;
use tokio::time::{Instant, sleep, sleep_until, timeout_at};

use super::counts::EvaluationCounts;
use super::leases::EvaluationLeases;
use super::run::evaluate_waiting;
use crate::app::App;
use crate::domain::time::SECOND;
use crate::store::StoreError;
use crate::store::evaluation::dirty_scopes::PendingEvaluation;

/// A burst is over when nothing was committed for this long.
const BURST_GAP: Duration = Duration::from_millis(50);
/// How long a burst is collected at most.
const MAX_BURST_TIME: Duration = Duration::from_millis(400);
/// Half the time is left to those who scan and ask: an evaluation rests as long as the last one took, but no longer than
/// this. At the doors of an event of ten thousand each one takes seconds.
const MAX_REST: Duration = Duration::from_secs(2);
/// How often the changes of other replicas are looked for.
const POLL_INTERVAL: Duration = Duration::from_millis(300);
/// Pause after a failure, so that a database in trouble is not asked without a pause.
const RETRY_DELAY: Duration = Duration::from_secs(1);

/// One replica's evaluator.
#[derive(Debug)]
pub struct Evaluator {
    app: App,
    leases: EvaluationLeases,
    dirty_signal: watch::Receiver<u64>,
    /// When it has rested from the last evaluation.
    rested_at: Instant,
}

/// Starts it among `app.tasks`; it runs until `app.shutdown`.
pub fn start_evaluator(app: &App) {
    app.tasks.spawn(Evaluator::new(app).run());
}

impl Evaluator {
    pub fn new(app: &App) -> Evaluator {
        Evaluator {
            app: app.clone(),
            leases: EvaluationLeases::for_replica(app),
            dirty_signal: app.store.subscribe_dirty(),
            rested_at: Instant::now(),
        }
    }

    /// Evaluates everything that waits now.
    pub async fn evaluate_waiting(&mut self) -> Result<EvaluationCounts, StoreError> {
        self.dirty_signal.mark_unchanged();
        Ok(evaluate_waiting(&self.app, None, &mut self.leases).await?.into_values().sum())
    }

    async fn run(mut self) {
        let shutdown = self.app.shutdown.clone();
        // The first time without a pause: an earlier process may have left work.
        let mut pause = Duration::ZERO;
        loop {
            tokio::select! {
                () = shutdown.cancelled() => return,
                () = sleep(pause) => {}
                Ok(()) = self.dirty_signal.changed() => self.wait_for_burst_end().await,
            }
            pause = match self.evaluate_if_waiting().await {
                Ok(pause) => pause,
                Err(error) => {
                    tracing::warn!(%error, "the evaluator could not look at what waits");
                    RETRY_DELAY
                }
            };
        }
    }

    /// Returns when a burst is over, or has lasted long enough, and the last evaluation is rested from.
    async fn wait_for_burst_end(&mut self) {
        let end = Instant::now() + MAX_BURST_TIME;
        while Instant::now() < end
            && let Ok(Ok(())) =
                timeout_at((Instant::now() + BURST_GAP).min(end), self.dirty_signal.changed()).await
        {}
        sleep_until(self.rested_at).await;
    }

    /// Evaluates what waits, if anything does; gives how long to sleep unless a commit wakes it.
    async fn evaluate_if_waiting(&mut self) -> Result<Duration, StoreError> {
        let before = self.read_outlook().await?;
        let now = self.app.now();
        if !before.is_dirty && before.due_at.is_none_or(|due| due > now) {
            return Ok(self.until_due(before));
        }
        let began = Instant::now();
        let counts = self.evaluate_waiting().await?;
        self.rested_at = Instant::now() + began.elapsed().min(MAX_REST);
        let after = self.read_outlook().await?;
        // Work that another replica holds or that fails stays pending; if nothing was evaluated, wait a
        // full poll interval instead of looping.
        let rest = if counts.evaluated == 0 { POLL_INTERVAL } else { began.elapsed().min(POLL_INTERVAL) };
        Ok(self.until_due(after).max(BURST_GAP).max(rest))
    }

    async fn read_outlook(&self) -> Result<PendingEvaluation, StoreError> {
        let now = self.app.now();
        let outlook = self.app.store.read().await?.pending_evaluation(now).await?;
        let waits = outlook.waiting_since.map_or(0, |since| now.since(since).max(0));
        metrics::gauge!("rollcall_evaluation_waiting_seconds").set(waits as f64 / SECOND as f64);
        Ok(outlook)
    }

    fn until_due(&self, outlook: PendingEvaluation) -> Duration {
        let millis = outlook.due_at.map_or(i64::MAX, |due| due.since(self.app.now()));
        Duration::from_millis(u64::try_from(millis).unwrap_or(0)).min(POLL_INTERVAL)
    }
}
