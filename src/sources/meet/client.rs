//! The client: where Google is, how much it may be asked, and what all calls share.

use std::collections::HashMap;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use secrecy::SecretString;

use crate::clock::Clock;
use crate::domain::time::Timestamp;
use crate::ids::IdGenerator;
use crate::sources::meet::quota::QuotaPacer;

/// How the client waits between attempts. The program sleeps; a test moves its clock instead.
pub type SleepFn = Arc<dyn Fn(Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> + Send + Sync>;

/// Sleeps on the machine's clock.
pub fn tokio_sleep() -> SleepFn {
    Arc::new(|time| Box::pin(tokio::time::sleep(time)))
}

/// Where Google is, and how much it may be asked.
#[derive(Clone, Debug)]
pub struct MeetClientSettings {
    /// `https://meet.googleapis.com`
    pub meet_url: String,
    /// `https://oauth2.googleapis.com/token`
    pub token_url: String,
    /// `https://admin.googleapis.com`
    pub directory_url: String,
    /// Longest time for one answer.
    pub timeout: Duration,
    /// Google's limits of reads per minute; the client stays a tenth below them.
    pub reads_per_minute_per_user: u32,
    pub reads_per_minute_per_project: u32,
}

/// The client. Cheap to clone; clones share tokens and quotas.
#[derive(Clone)]
pub struct MeetClient(pub(super) Arc<MeetClientInner>);

pub(super) struct MeetClientInner {
    pub(super) http: reqwest::Client,
    pub(super) settings: MeetClientSettings,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) ids: IdGenerator,
    pub(super) sleep: SleepFn,
    pub(super) quota: Mutex<QuotaPacer>,
    /// By organiser's credential, as `MeetClient::cache_key` names it, and scope.
    pub(super) tokens: Mutex<HashMap<(String, String), TokenSlot>>,
}

/// The token of one organiser and scope, behind a lock that lets one caller renew it.
pub(super) type TokenSlot = Arc<tokio::sync::Mutex<Option<CachedToken>>>;

pub(super) struct CachedToken {
    pub(super) access: SecretString,
    pub(super) renew_at: Timestamp,
}

impl MeetClient {
    /// A client; nothing is requested yet.
    pub fn new(
        settings: MeetClientSettings,
        clock: Arc<dyn Clock>,
        ids: IdGenerator,
        pause: SleepFn,
    ) -> MeetClient {
        // The program does this when it starts; without it, a test that uses the library alone would panic.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder()
            .timeout(settings.timeout)
            .redirect(reqwest::redirect::Policy::none())
            .user_agent(concat!("rollcall/", env!("CARGO_PKG_VERSION")))
            .build()
            .expect("the TLS provider is in place, and everything else is constant");
        let budget =
            QuotaPacer::new(settings.reads_per_minute_per_user, settings.reads_per_minute_per_project);
        MeetClient(Arc::new(MeetClientInner {
            http,
            settings,
            clock,
            ids,
            sleep: pause,
            quota: Mutex::new(budget),
            tokens: Mutex::default(),
        }))
    }
}

impl fmt::Debug for MeetClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Meet").field("settings", &self.0.settings).finish_non_exhaustive()
    }
}
