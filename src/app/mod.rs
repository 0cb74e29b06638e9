//! What Rollcall does, one verb per file. No HTTP and no SQL in here.

pub mod access;
mod actor;
pub mod data;
mod error;
pub mod evaluate;
pub mod ingest;
pub mod installation;
pub mod jobs;
pub mod livekit;
pub mod meet;
pub mod money;
pub mod organization;
pub mod people;
pub mod session;

use std::sync::Arc;

use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::clock::Clock;
use crate::config::Config;
use crate::domain::time::Timestamp;
use crate::ids::Ids;
use crate::sources;
use crate::sources::livekit::client::Client;
use crate::sources::meet::Meet;
use crate::store::Store;

pub use self::error::Error;
use self::ingest::Ingest;
pub use crate::app::actor::Act;
pub use crate::app::installation::start::StartError;
use crate::app::jobs::heartbeat::Heartbeat;
use crate::app::livekit::keys::LivekitKeys;

use crate::app::installation::secrets::Secrets;

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
    /// LiveKit servers, asked with the keys of their connections.
    pub livekit: Client,
    /// When the scheduler last looked at its jobs.
    pub heartbeat: Heartbeat,
    /// Google Meet, asked in the name of connected organisers.
    pub meet: Meet,
    /// Accounts that no directory knew a while ago.
    pub unknown_to_directory: meet::directory::Unknown,
    /// When people last had a platform asked.
    pub asked: session::resync::Asked,
    /// API tokens whose use is noted already.
    pub token_uses: access::token::Uses,
    /// Cancelled when the process is told to stop; whoever loops listens to it.
    pub shutdown: CancellationToken,
    /// Work that outlives a request; the process waits for it before it ends.
    pub tasks: TaskTracker,
}

impl App {
    /// Everything over an open, migrated store, with the given clock and ids.
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
            livekit: Client::new(clock.clone()),
            asked: session::resync::Asked::default(),
            token_uses: access::token::Uses::default(),
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
