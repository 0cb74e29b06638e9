//! The evaluator: follows what is stored, by itself.
//!
//! Whoever commits a mark in this process rings a bell (`store::marked`); marks of other replicas, and what has come due,
//! are found by looking a few times a second. A short pause gathers a burst, which then costs one evaluation of each
//! session, and under load that never ends the pause has an end.

use std::time::Duration;

use tokio::sync::watch;
use tokio::time::{Instant, sleep, timeout_at};

use super::counts::EvaluationCounts;
use super::leases::EvaluationLeases;
use super::run::evaluate_waiting;
use crate::app::App;
use crate::domain::time::SECOND;
use crate::store::StoreError;
use crate::store::evaluation::dirty_scopes::PendingEvaluation;

/// How long nothing must have come for a burst to be over.
const BURST_GAP: Duration = Duration::from_millis(50);
/// How long a burst is gathered at most.
const MAX_BURST_TIME: Duration = Duration::from_millis(400);
/// How often it is looked for what others marked.
const POLL_INTERVAL: Duration = Duration::from_millis(300);
/// After a failure the database gets some rest.
const RETRY_DELAY: Duration = Duration::from_secs(1);

/// One replica's evaluator.
#[derive(Debug)]
pub struct Evaluator {
    app: App,
    leases: EvaluationLeases,
    dirty_signal: watch::Receiver<u64>,
}

/// Follows until `app.shutdown`, among `app.tasks`.
pub fn start_evaluator(app: &App) {
    app.tasks.spawn(Evaluator::new(app).run());
}

impl Evaluator {
    pub fn new(app: &App) -> Evaluator {
        Evaluator {
            app: app.clone(),
            leases: EvaluationLeases::for_replica(app),
            dirty_signal: app.store.subscribe_dirty(),
        }
    }

    /// Judges everything that waits now.
    pub async fn evaluate_waiting(&mut self) -> Result<EvaluationCounts, StoreError> {
        self.dirty_signal.mark_unchanged();
        Ok(evaluate_waiting(&self.app, None, &mut self.leases).await?.into_values().sum())
    }

    async fn run(mut self) {
        let shutdown = self.app.shutdown.clone();
        // What a process before this one left is not waited for.
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

    /// Returns when a burst is over, or has lasted long enough.
    async fn wait_for_burst_end(&mut self) {
        let end = Instant::now() + MAX_BURST_TIME;
        while Instant::now() < end
            && let Ok(Ok(())) =
                timeout_at((Instant::now() + BURST_GAP).min(end), self.dirty_signal.changed()).await
        {}
    }

    /// Judges what waits, if anything does; says how long to sleep unless somebody marks something.
    async fn evaluate_if_waiting(&mut self) -> Result<Duration, StoreError> {
        let before = self.read_outlook().await?;
        let now = self.app.now();
        if !before.is_dirty && before.due_at.is_none_or(|due| due > now) {
            return Ok(self.until_due(before));
        }
        let began = Instant::now();
        let round = self.evaluate_waiting().await?;
        let after = self.read_outlook().await?;
        // What another replica is at, or nobody can read or evaluate, still waits: no reason to look without a pause.
        let rest = if round.evaluated == 0 { POLL_INTERVAL } else { began.elapsed().min(POLL_INTERVAL) };
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
