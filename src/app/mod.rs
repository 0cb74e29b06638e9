//! The application: each folder carries out one group of use cases on the store and the platform clients. HTTP is in
//! `api`, SQL in `store`.

pub mod access;
mod actor;
pub mod analytics;
pub mod calendar;
pub mod checkin;
pub mod data;
pub mod doctor;
mod error;
pub mod evaluate;
pub mod event;
pub mod ingest;
pub mod installation;
pub mod jobs;
pub mod live;
pub mod livekit;
pub mod meet;
pub mod money;
pub mod notify;
pub mod organization;
pub mod people;
pub mod session;
pub mod subscription;
pub mod timetable;
pub mod venue;

use std::sync::Arc;

use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::clock::Clock;
use crate::config::Config;
use crate::domain::time::Timestamp;
use crate::ids::IdGenerator;
use crate::sources;
use crate::sources::livekit::twirp::LivekitHttp;
use crate::sources::meet::MeetClient;
use crate::store::Store;

use self::access::TokenUses;
pub use self::actor::ActorContext;
use self::calendar::FeedLimit;
pub use self::error::Error;
use self::ingest::Ingest;
use self::installation::open_error::OpenError;
use self::installation::secrets::InstallationSecrets;
pub use self::installation::start::StartError;
use self::jobs::heartbeat::Heartbeat;
use self::live::LiveHub;
use self::livekit::keys::LivekitKeys;
use self::livekit::rooms::entered_rooms::EnteredRooms;
use self::meet::UnknownAccounts;
use self::notify::send::senders::Senders;
use self::session::resync::RateLimiter;

/// The application: everything that an operation may need. Cheap to clone.
#[derive(Clone, Debug)]
pub struct App {
    pub store: Store,
    pub clock: Arc<dyn Clock>,
    pub ids: IdGenerator,
    pub config: Arc<Config>,
    pub secrets: InstallationSecrets,
    /// Stores evidence.
    pub ingest: Ingest,
    /// The key pairs that LiveKit webhooks are verified with.
    pub livekit_keys: LivekitKeys,
    /// The client for LiveKit servers.
    pub livekit: LivekitHttp,
    /// Rooms that somebody came into, to be closed again where they were closed.
    pub entered_rooms: EnteredRooms,
    /// When the scheduler last ticked.
    pub heartbeat: Heartbeat,
    /// The client for Google Meet.
    pub meet: MeetClient,
    /// Google accounts that no directory knew when last asked.
    pub unknown_accounts: UnknownAccounts,
    /// Limits how often people may have a platform asked.
    pub resync_limiter: RateLimiter,
    /// API tokens and logins of browsers whose use in this minute is stored already.
    pub token_uses: TokenUses,
    /// Limits how often calendar feeds are read.
    pub feed_limit: FeedLimit,
    /// Who watches which sessions.
    pub live: LiveHub,
    /// What sends mails, notifications to browsers and webhooks.
    pub senders: Senders,
    /// Cancelled when the process is told to stop; every loop listens to it.
    pub shutdown: CancellationToken,
    /// Tasks that outlive a request; the process waits for them before it ends.
    pub tasks: TaskTracker,
}

impl App {
    /// The application over an open, migrated store, with the given clock and ids.
    pub async fn with_store(
        store: Store,
        config: Config,
        clock: Arc<dyn Clock>,
        ids: IdGenerator,
    ) -> Result<App, OpenError> {
        let secrets = InstallationSecrets::load(&store, &ids, &config.secrets).await?;
        let (shutdown, tasks) = (CancellationToken::new(), TaskTracker::new());
        Ok(App {
            live: LiveHub::new(store.clone(), clock.clone(), shutdown.clone(), tasks.clone()),
            ingest: Ingest::start(store.clone()),
            livekit_keys: LivekitKeys::new(store.clone(), secrets.clone()),
            livekit: LivekitHttp::new(clock.clone()),
            entered_rooms: EnteredRooms::default(),
            resync_limiter: RateLimiter::default(),
            feed_limit: FeedLimit::default(),
            senders: Senders::new(&config, &secrets)?,
            token_uses: TokenUses::default(),
            unknown_accounts: UnknownAccounts::default(),
            meet: MeetClient::new(
                meet::client_settings::settings(&config.google),
                clock.clone(),
                ids.clone(),
                sources::meet::tokio_sleep(),
            ),
            store,
            clock,
            ids,
            config: Arc::new(config),
            secrets,
            heartbeat: Heartbeat::default(),
            shutdown,
            tasks,
        })
    }

    /// The present instant.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// A new id, made now.
    pub fn new_id(&self) -> String {
        self.ids.new_id(self.now())
    }
}
