//! The evaluator: follows what is stored, by itself.
//!
//! Whoever commits a mark in this process rings a bell (`store::marked`); marks of other replicas, and what has come due,
//! are found by looking a few times a second. A short pause gathers a burst, which then costs one evaluation of each
//! session, and under load that never ends the pause has an end.

use std::time::Duration;

use tokio::sync::watch;
use tokio::time::{Instant, sleep, timeout_at};

use super::{Round, look};
use crate::app::App;
use crate::app::evaluate::claims::Turns;
use crate::domain::time::SECOND;
use crate::store::StoreError;
use crate::store::evaluation::dirty_scopes::Outlook;

/// How long nothing must have come for a burst to be over.
const QUIET: Duration = Duration::from_millis(50);
/// How long a burst is gathered at most.
const LONGEST_GATHERING: Duration = Duration::from_millis(400);
/// How often it is looked for what others marked.
const LOOK_AGAIN: Duration = Duration::from_millis(300);
/// After a failure the database gets some rest.
const REST: Duration = Duration::from_secs(1);

/// One replica's evaluator.
#[derive(Debug)]
pub struct Evaluator {
    app: App,
    turns: Turns,
    marks: watch::Receiver<u64>,
}

/// Follows until `app.shutdown`, among `app.tasks`.
pub fn follow(app: &App) {
    app.tasks.spawn(Evaluator::new(app).follow());
}

impl Evaluator {
    pub fn new(app: &App) -> Evaluator {
        Evaluator { app: app.clone(), turns: Turns::of_replica(app), marks: app.store.marks() }
    }

    /// Judges everything that waits now.
    pub async fn round(&mut self) -> Result<Round, StoreError> {
        self.marks.mark_unchanged();
        Ok(look(&self.app, None, &mut self.turns).await?.into_values().sum())
    }

    async fn follow(mut self) {
        let shutdown = self.app.shutdown.clone();
        // What a process before this one left is not waited for.
        let mut pause = Duration::ZERO;
        loop {
            tokio::select! {
                () = shutdown.cancelled() => return,
                () = sleep(pause) => {}
                Ok(()) = self.marks.changed() => self.gather().await,
            }
            pause = match self.look().await {
                Ok(pause) => pause,
                Err(error) => {
                    tracing::warn!(%error, "the evaluator could not look at what waits");
                    REST
                }
            };
        }
    }

    /// Returns when a burst is over, or has lasted long enough.
    async fn gather(&mut self) {
        let end = Instant::now() + LONGEST_GATHERING;
        while Instant::now() < end
            && let Ok(Ok(())) = timeout_at((Instant::now() + QUIET).min(end), self.marks.changed()).await
        {
        }
    }

    /// Judges what waits, if anything does; says how long to sleep unless somebody marks something.
    async fn look(&mut self) -> Result<Duration, StoreError> {
        let before = self.outlook().await?;
        let now = self.app.now();
        if !before.is_marked && before.due_at.is_none_or(|due| due > now) {
            return Ok(self.until_due(before));
        }
        let began = Instant::now();
        let round = self.round().await?;
        let after = self.outlook().await?;
        // What another replica is at, or nobody can read or evaluate, still waits: no reason to look without a pause.
        let rest = if round.evaluated == 0 { LOOK_AGAIN } else { began.elapsed().min(LOOK_AGAIN) };
        Ok(self.until_due(after).max(QUIET).max(rest))
    }

    async fn outlook(&self) -> Result<Outlook, StoreError> {
        let now = self.app.now();
        let outlook = self.app.store.read().await?.outlook(now).await?;
        let waits = outlook.waiting_since.map_or(0, |since| now.since(since).max(0));
        metrics::gauge!("rollcall_evaluation_waiting_seconds").set(waits as f64 / SECOND as f64);
        Ok(outlook)
    }

    fn until_due(&self, outlook: Outlook) -> Duration {
        let millis = outlook.due_at.map_or(i64::MAX, |due| due.since(self.app.now()));
        Duration::from_millis(u64::try_from(millis).unwrap_or(0)).min(LOOK_AGAIN)
    }
}
