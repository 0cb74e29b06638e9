//! Hears of the sessions that other processes over the same PostgreSQL database change.
//!
//! Every process hears of its own changes in this way too, so that there is one way and one order. SQLite has one
//! process, whose commits tell it at once.

use std::future::pending;
use std::time::Duration;

use sqlx::PgPool;
use sqlx::postgres::{PgListener, PgPoolOptions};
use tokio::sync::broadcast;
use tokio::time::{sleep, timeout};

use crate::store::database::pool::Store;
use crate::store::database::session_changes::{SessionChangeNotifier, SessionSignal, decode};

/// The channel of `pg_notify`; the statement in `transaction.rs` names it too.
const CHANNEL: &str = "rollcall_live";
/// After so long without a word it is looked whether the connection still lives.
const SILENCE: Duration = Duration::from_secs(30);
/// How long PostgreSQL may take to answer that.
const PING_TIMEOUT: Duration = Duration::from_secs(10);
/// Pause before the next attempt to connect.
const RECONNECT_DELAY: Duration = Duration::from_secs(1);

impl Store {
    /// The changes of sessions that this process hears of from now on. Those by other processes only while
    /// `listen_for_session_changes` runs, and on PostgreSQL its own too.
    pub fn subscribe_session_changes(&self) -> broadcast::Receiver<SessionSignal> {
        self.session_change_notifier().subscribe()
    }

    /// Listens until it is dropped, on a connection of its own beside the pool's, and connects anew when that is lost.
    /// Each time it has begun to listen, `Missed` says that what came before went unheard. On SQLite there is nothing
    /// to listen to.
    pub async fn listen_for_session_changes(&self) {
        let Store::Postgres(pool, _, _, notifier) = self else { return pending().await };
        loop {
            if let Err(error) = listen(pool, notifier).await {
                tracing::warn!(%error, "changes of other replicas cannot be heard");
            }
            sleep(RECONNECT_DELAY).await;
        }
    }
}

/// Returns when the connection is lost.
async fn listen(pool: &PgPool, notifier: &SessionChangeNotifier) -> Result<(), sqlx::Error> {
    let own = PgPoolOptions::new().max_connections(1).max_lifetime(None).idle_timeout(None);
    let own = own.connect_lazy_with((*pool.connect_options()).clone());
    let mut listener = PgListener::connect_with(&own).await?;
    // Connecting anew is done here, so that no loss goes unnoticed.
    listener.eager_reconnect(false);
    listener.listen(CHANNEL).await?;
    notifier.notify(SessionSignal::Missed);
    loop {
        match timeout(SILENCE, listener.try_recv()).await {
            Ok(Ok(Some(told))) => notifier.notify(decode(told.payload())),
            Ok(Ok(None)) => return Ok(()),
            Ok(Err(error)) => return Err(error),
            Err(_) => {
                let answered = timeout(PING_TIMEOUT, sqlx::query("SELECT 1").execute(&mut listener)).await;
                answered.map_err(|_| sqlx::Error::PoolTimedOut)??;
            }
        }
    }
}
