//! The task of the hub: hears which sessions changed, loads each once, and publishes it.

use std::collections::BTreeSet;
use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::broadcast::error::RecvError;
use tokio::time::{Instant, sleep_until};
use tokio_util::sync::CancellationToken;

use super::changes_waiting::ChangesWaiting;
use super::live_session::LiveSession;
use super::load::load;
use crate::clock::Clock;
use crate::domain::time::Timestamp;
use crate::store::{SessionSignal, Store, StoreError};

/// Pause before what could not be loaded is tried again.
const RETRY_DELAY: Duration = Duration::from_secs(1);

/// Where what was loaded goes.
pub(super) trait Audience: Send + Sync + 'static {
    /// Whether somebody watches the organisation.
    fn is_watched(&self, organization: &str) -> bool;
    /// Tells the watchers of an organisation of these sessions, as far as what is shown of them is new.
    fn publish(&self, organization: &str, sessions: Vec<LiveSession>);
    /// Tells every watcher to start over.
    fn restart_all(&self);
}

/// Runs until `shutdown`.
pub(super) async fn run(
    audience: impl Audience,
    store: Store,
    clock: Arc<dyn Clock>,
    shutdown: CancellationToken,
) {
    let mut changes = store.subscribe_session_changes();
    let mut listening = std::pin::pin!(store.listen_for_session_changes());
    let mut waiting = ChangesWaiting::default();
    loop {
        let next_due = waiting.next_due();
        let due = async {
            match next_due {
                Some(at) => sleep_until(at).await,
                None => pending().await,
            }
        };
        tokio::select! {
            () = shutdown.cancelled() => return,
            () = &mut listening => {}
            heard = changes.recv() => match heard {
                Ok(SessionSignal::Changed { organization, session }) => {
                    if audience.is_watched(&organization) {
                        waiting.add(organization, session, Instant::now());
                    }
                }
                Ok(SessionSignal::Missed) | Err(RecvError::Lagged(_)) => {
                    waiting.clear();
                    audience.restart_all();
                }
                Err(RecvError::Closed) => return,
            },
            () = due => {
                for (organization, sessions) in waiting.take_due(Instant::now()) {
                    match load_sessions(&store, &organization, &sessions, clock.now()).await {
                        Ok(loaded) => audience.publish(&organization, loaded),
                        Err(error) => {
                            tracing::warn!(organization.id = organization, %error, "changes are told later");
                            let again = Instant::now() + RETRY_DELAY;
                            sessions.iter().for_each(|id| waiting.add_again(&organization, id, again));
                        }
                    }
                }
            }
        }
    }
}

async fn load_sessions(
    store: &Store,
    organization: &str,
    ids: &BTreeSet<String>,
    now: Timestamp,
) -> Result<Vec<LiveSession>, StoreError> {
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let mut read = store.read().await?;
    let sessions = read.find_sessions(organization, &ids).await?;
    load(&mut read, organization, &sessions, now).await
}
