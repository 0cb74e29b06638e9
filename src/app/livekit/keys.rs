//! The key pairs that webhooks are verified with, kept in memory.
//!
//! A change made by this process is seen at once, one made by another replica within `FRESH`; a key nobody knows yet
//! is looked up before its delivery is refused, since a refused delivery never comes again.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use secrecy::ExposeSecret;
use tokio::sync::Mutex;
use tokio::time::{Instant, sleep_until};

use crate::app::installation::secrets::{InstallationSecrets, SecretsError};
use crate::app::livekit::sending_server::SendingServer;
use crate::domain::time::Timestamp;
use crate::sources::livekit::verify::{WebhookKeyring, WebhookRejection, claimed_key, verify};
use crate::store::livekit::servers::LivekitKey;
use crate::store::{Store, StoreError};

/// How long another replica's change may stay unseen.
const KEYS_TTL: Duration = Duration::from_secs(30);
/// Unknown keys make us ask the database at most this often, whoever sends them.
const MIN_RELOAD_INTERVAL: Duration = Duration::from_millis(200);

/// Cheap to clone.
#[derive(Clone)]
pub struct LivekitKeys(Arc<LivekitKeysInner>);

struct LivekitKeysInner {
    store: Store,
    secrets: InstallationSecrets,
    snapshot: RwLock<Arc<KeySnapshot>>,
    /// When the present ring was asked for.
    loaded_at: Mutex<Option<Instant>>,
}

#[derive(Default)]
struct KeySnapshot {
    keys: WebhookKeyring,
    /// By API key.
    senders: HashMap<String, Arc<SendingServer>>,
}

impl std::fmt::Debug for LivekitKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LivekitKeys(…)")
    }
}

/// Why a delivery's sender is not established.
#[derive(Debug, thiserror::Error)]
pub enum NotVerified {
    #[error(transparent)]
    Refused(#[from] WebhookRejection),
    /// It may be authentic; we cannot tell now.
    #[error("the keys cannot be read: {0}")]
    Unavailable(#[from] StoreError),
}

impl LivekitKeys {
    pub fn new(store: Store, secrets: InstallationSecrets) -> LivekitKeys {
        let ring = RwLock::default();
        LivekitKeys(Arc::new(LivekitKeysInner {
            store,
            secrets,
            snapshot: ring,
            loaded_at: Mutex::new(None),
        }))
    }

    /// Which server signed this delivery.
    pub async fn verify(
        &self,
        authorization: &str,
        body: &[u8],
        now: Timestamp,
    ) -> Result<Arc<SendingServer>, NotVerified> {
        self.refresh_if_stale().await;
        let attempt = |ring: &KeySnapshot| {
            let key = verify(&ring.keys, authorization, body, now)?;
            ring.senders
                .get(&*key.api_key)
                .cloned()
                .ok_or_else(|| WebhookRejection::UnknownKey(key.api_key.to_string()))
        };
        match attempt(&self.snapshot()) {
            Err(WebhookRejection::UnknownKey(_)) => {
                self.refresh_unless_loaded_since(Instant::now()).await?;
                Ok(attempt(&self.snapshot())?)
            }
            answer => Ok(answer?),
        }
    }

    /// Whose key a delivery names, truly or not.
    pub fn claimed_sender(&self, authorization: &str) -> (Option<String>, Option<Arc<SendingServer>>) {
        let key = claimed_key(authorization);
        let sender = key.as_ref().and_then(|key| self.snapshot().senders.get(key).cloned());
        (key, sender)
    }

    /// Reads the keys anew; for whoever has just changed them.
    pub async fn refresh(&self) -> Result<(), StoreError> {
        let mut asked = self.0.loaded_at.lock().await;
        self.load(&mut asked).await
    }

    /// One caller at a time refreshes; the others go on with what is there.
    async fn refresh_if_stale(&self) {
        let Ok(mut asked) = self.0.loaded_at.try_lock() else { return };
        if asked.is_none_or(|at| at.elapsed() >= KEYS_TTL)
            && let Err(error) = self.load(&mut asked).await
        {
            tracing::warn!(%error, "LiveKit keys could not be read; going on with those known");
        }
    }

    /// Makes sure that the ring was asked for after `moment`. All who wait share one question.
    async fn refresh_unless_loaded_since(&self, moment: Instant) -> Result<(), StoreError> {
        let mut asked = self.0.loaded_at.lock().await;
        if let Some(last) = *asked {
            if last >= moment {
                return Ok(());
            }
            sleep_until(last + MIN_RELOAD_INTERVAL).await;
        }
        self.load(&mut asked).await
    }

    async fn load(&self, asked: &mut Option<Instant>) -> Result<(), StoreError> {
        *asked = Some(Instant::now());
        let keys = self.0.store.read().await?.list_all_livekit_keys().await?;
        let before = self.snapshot();
        let mut ring = KeySnapshot::default();
        for key in &keys {
            match decrypt_secret(&self.0.secrets, key) {
                Ok(secret) => {
                    let secret = secret.expose_secret();
                    ring.keys.insert(&key.api_key, secret, &key.organization_id, key.retired_at);
                    ring.senders.insert(key.api_key.clone(), sender_for_key(&before, &ring, &keys, key));
                }
                Err(error) => tracing::error!(%error, "a LiveKit key cannot be used"),
            }
        }
        *self.0.snapshot.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(ring);
        Ok(())
    }

    fn snapshot(&self) -> Arc<KeySnapshot> {
        self.0.snapshot.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// The sender behind a key, with what is remembered of it.
fn sender_for_key(
    before: &KeySnapshot,
    new: &KeySnapshot,
    keys: &[LivekitKey],
    key: &LivekitKey,
) -> Arc<SendingServer> {
    let servers: BTreeSet<&str> = keys
        .iter()
        .filter(|other| other.organization_id == key.organization_id)
        .map(|other| other.server_id.as_str())
        .collect();
    let is_one_of_several = servers.len() > 1;
    let known = new.senders.values().chain(before.senders.values()).find(|known| {
        *known.organization_id == *key.organization_id
            && *known.server_id == *key.server_id
            && known.is_one_of_several == is_one_of_several
    });
    let made = || Arc::new(SendingServer::new(&key.organization_id, &key.server_id, is_one_of_several));
    known.cloned().unwrap_or_else(made)
}

/// What a pair's secret is sealed under: it opens in no other row.
pub(crate) fn encryption_context(api_key: &str) -> String {
    format!("livekit_keys/{api_key}")
}

/// Opens a pair's secret.
pub(crate) fn decrypt_secret(
    secrets: &InstallationSecrets,
    key: &LivekitKey,
) -> Result<secrecy::SecretString, SecretsError> {
    secrets.decrypt(&encryption_context(&key.api_key), &key.sealed_secret)
}
