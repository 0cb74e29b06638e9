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
mod livekit_lines;
pub mod livekit_proof;
mod livekit_senders;
pub mod livekit_server;
pub mod login;
pub mod logs;
pub mod maintain;
pub mod meant;
pub mod meet;
pub mod money;
pub mod offload;
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
pub mod start;
pub mod state;
pub mod tally;
pub mod token;
pub mod unmatched;
pub mod unreadable;

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

pub use self::act::Act;
pub use self::error::Error;
use self::heartbeat::Heartbeat;
use self::ingest::Ingest;
use self::livekit_keys::LivekitKeys;
pub use self::start::StartError;

use self::secrets::Secrets;

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
    pub asked: resync::Asked,
    /// API tokens whose use is noted already.
    pub token_uses: token::Uses,
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
            asked: resync::Asked::default(),
            token_uses: token::Uses::default(),
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
