//! Google Meet's REST API v2: access tokens, six calls, paging, retries and quotas. It knows nothing of the store.
//!
//! The API serves users only: every call is made for an organiser, by that person's consent or by a service account
//! acting as that person, and shows that organiser's calls alone. An error is never an empty answer.

mod calls;
mod error;
mod quota;
pub mod resource;
mod token;
mod transport;

use std::collections::HashMap;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use secrecy::SecretString;

use crate::clock::Clock;
use crate::ids::IdGenerator;

pub use self::error::MeetError;
pub use self::token::OauthConsent;
use self::token::TokenSlot;
use crate::sources::meet::quota::QuotaPacer;

/// Lets an application read every record of the organiser's calls.
pub const SCOPE_READONLY: &str = "https://www.googleapis.com/auth/meetings.space.readonly";
/// Lets an application make spaces, and read what happens in them.
pub const SCOPE_CREATED: &str = "https://www.googleapis.com/auth/meetings.space.created";

/// Lets an application ask the organiser's directory for e-mail addresses.
pub const SCOPE_DIRECTORY: &str = "https://www.googleapis.com/auth/admin.directory.user.readonly";

/// How the client waits. The product sleeps; a test moves its clock.
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

/// In whose name a call is made.
#[derive(Clone, Debug)]
pub struct Organizer {
    /// The account's e-mail address.
    pub email: String,
    pub credential: Credential,
}

/// What proves that the organiser, or the organiser's administrator, consented.
#[derive(Clone, Debug)]
pub enum Credential {
    Consent {
        client_id: String,
        client_secret: SecretString,
        refresh_token: SecretString,
    },
    /// Acts as the organiser by domain-wide delegation.
    ServiceAccount(ServiceAccountKey),
}

/// What matters of the key file that Google gives for a service account.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct ServiceAccountKey {
    pub client_email: String,
    pub private_key_id: Option<String>,
    pub private_key: SecretString,
}

impl Credential {
    /// The Cloud project whose quota is spent, by a name of it.
    fn project(&self) -> &str {
        match self {
            Credential::Consent { client_id, .. } => client_id,
            Credential::ServiceAccount(account) => &account.client_email,
        }
    }
}

/// The client. Cheap to clone; clones share tokens and quotas.
#[derive(Clone)]
pub struct MeetClient(Arc<MeetClientInner>);

struct MeetClientInner {
    http: reqwest::Client,
    settings: MeetClientSettings,
    clock: Arc<dyn Clock>,
    ids: IdGenerator,
    sleep: SleepFn,
    quota: Mutex<QuotaPacer>,
    tokens: Mutex<HashMap<(String, String), TokenSlot>>,
}

impl MeetClient {
    /// A client that asks nothing yet.
    pub fn new(
        settings: MeetClientSettings,
        clock: Arc<dyn Clock>,
        ids: IdGenerator,
        pause: SleepFn,
    ) -> MeetClient {
        // The program does this when it starts; whoever uses the library alone must not be surprised by a panic.
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
