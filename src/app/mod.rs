//! What Rollcall does, one verb per file. No HTTP and no SQL in here.

mod act;
pub mod audit;
pub mod bind;
mod error;
pub mod evaluate;
pub mod export;
pub mod heartbeat;
pub mod households;
pub mod identities;
pub mod ingest;
pub mod jobs;
pub mod livekit_keys;
pub mod livekit_server;
pub mod login;
pub mod logs;
pub mod maintain;
pub mod meet;
pub mod money;
pub mod organizations;
pub mod password;
pub mod people;
pub mod problems;
pub mod rates;
pub mod receive_webhook;
pub mod recompute;
pub mod resync;
pub mod roster;
pub mod secrets;
pub mod session;
pub mod state;
pub mod tally;
pub mod token;
pub mod unmatched;

use std::sync::Arc;

use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::clock::{Clock, SystemClock};
use crate::config::{Config, Database};
use crate::domain::time::Timestamp;
use crate::ids::Ids;
use crate::sources;
use crate::sources::meet::Meet;
use crate::store::{Store, StoreError, Synchronous};

pub use self::act::Act;
pub use self::error::Error;
use self::heartbeat::Heartbeat;
use self::ingest::Ingest;
use self::livekit_keys::LivekitKeys;

use self::secrets::{Secrets, SecretsError};

/// Everything an operation may need. Cheap to clone.
#[derive(Clone, Debug)]
pub struct App {
    pub store: Store,
    pub clock: Arc<dyn Clock>,
    pub ids: Ids,
    pub config: Arc<Config>,
    pub secrets: Secrets,
    /// Where evidence becomes durable.
    pub ingest: Ingest,
    /// What LiveKit's deliveries are verified with.
    pub livekit_keys: LivekitKeys,
    /// When the scheduler last looked at its jobs.
    pub heartbeat: Heartbeat,
    /// Google Meet, asked in the name of connected organisers.
    pub meet: Meet,
    /// Accounts that no directory knew a while ago.
    pub unknown_to_directory: meet::directory::Unknown,
    /// When people last had a platform asked.
    pub asked: resync::Asked,
    /// Cancelled when the process is told to stop; whoever loops listens to it.
    pub shutdown: CancellationToken,
    /// Work that outlives a request; the process waits for it before it ends.
    pub tasks: TaskTracker,
}

/// Why the application could not come up.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Secrets(#[from] SecretsError),
}

impl App {
    /// Opens the database of `config`, migrates it, and makes the installation's secrets on the first start.
    pub async fn start(config: Config) -> Result<App, StartError> {
        let Database { url, max_connections, sqlite_synchronous, .. } = &config.database;
        let store = Store::open_with(url, *max_connections, *sqlite_synchronous).await?;
        if *sqlite_synchronous != Synchronous::Full {
            tracing::warn!(
                "database.sqlite_synchronous is not full: a power cut will take acknowledged evidence away"
            );
        }
        if config.database.migrate_on_start {
            store.migrate().await?;
        }
        App::over(store, config, Arc::new(SystemClock), Ids::random()).await
    }

    /// The same over an open, migrated store, with the given clock and ids.
    pub async fn over(
        store: Store,
        config: Config,
        clock: Arc<dyn Clock>,
        ids: Ids,
    ) -> Result<App, StartError> {
        let secrets = Secrets::load(&store, &ids, &config.secrets).await?;
        Ok(App {
            ingest: Ingest::start(store.clone()),
            livekit_keys: LivekitKeys::new(store.clone(), secrets.clone()),
            asked: resync::Asked::default(),
            unknown_to_directory: meet::directory::Unknown::default(),
            meet: Meet::new(
                meet::settings(&config.google),
                clock.clone(),
                ids.clone(),
                sources::meet::sleep(),
            ),
            store,
            clock,
            ids,
            config: Arc::new(config),
            secrets,
            heartbeat: Heartbeat::default(),
            shutdown: CancellationToken::new(),
            tasks: TaskTracker::new(),
        })
    }

    /// The present instant.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// A new id, made now.
    pub fn new_id(&self) -> String {
        self.ids.make(self.now())
    }
}
