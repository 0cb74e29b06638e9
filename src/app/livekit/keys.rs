//! The key pairs that webhooks are verified with, in memory.
//!
//! They are reloaded at once after a change in this process, and at latest after `KEYS_TTL` for changes by other
//! replicas. An unknown key forces a reload before the delivery is refused, because LiveKit does not send a
//! refused delivery again.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use secrecy::ExposeSecret;
use tokio::sync::Mutex;
use tokio::time::{Instant, sleep_until};

use crate::app::installation::secrets::{InstallationSecrets, SecretsError};
use crate::app::livekit::sending_server::SendingServer;
use crate::domain::time::Timestamp;
use crate::sources::livekit::webhook_signature::{WebhookKeyring, WebhookRejection, claimed_key, verify};
use crate::store::livekit::servers::LivekitKey;
use crate::store::{Store, StoreError};

/// After this time the keys are reloaded, for changes by other replicas.
const KEYS_TTL: Duration = Duration::from_secs(30);
/// Deliveries with unknown keys cause a reload at most this often.
const MIN_RELOAD_INTERVAL: Duration = Duration::from_millis(200);

/// Cheap to clone.
#[derive(Clone)]
pub struct LivekitKeys(Arc<LivekitKeysInner>);

struct LivekitKeysInner {
    store: Store,
    secrets: InstallationSecrets,
    snapshot: RwLock<Arc<KeySnapshot>>,
    /// When the load of the present keys began.
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

/// Why the sender of a delivery is not known.
#[derive(Debug, thiserror::Error)]
pub enum NotVerified {
    #[error(transparent)]
    Refused(#[from] WebhookRejection),
    /// It may be authentic; that cannot be told now.
    #[error("the keys cannot be read: {0}")]
    Unavailable(#[from] StoreError),
}

impl LivekitKeys {
    pub fn new(store: Store, secrets: InstallationSecrets) -> LivekitKeys {
        LivekitKeys(Arc::new(LivekitKeysInner {
            store,
            secrets,
            snapshot: RwLock::default(),
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
        let attempt = |known: &KeySnapshot| {
            let key = verify(&known.keys, authorization, body, now)?;
            known
                .senders
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

    /// The key that a delivery names and the server behind it, without proof.
    pub fn claimed_sender(&self, authorization: &str) -> (Option<String>, Option<Arc<SendingServer>>) {
        let key = claimed_key(authorization);
        let sender = key.as_ref().and_then(|key| self.snapshot().senders.get(key).cloned());
        (key, sender)
    }

    /// Reloads the keys after they were changed.
    pub async fn refresh(&self) -> Result<(), StoreError> {
        let mut loaded_at = self.0.loaded_at.lock().await;
        self.load(&mut loaded_at).await
    }

    /// One caller at a time reloads; the others go on with the keys that are there.
    async fn refresh_if_stale(&self) {
        let Ok(mut loaded_at) = self.0.loaded_at.try_lock() else { return };
        if loaded_at.is_none_or(|at| at.elapsed() >= KEYS_TTL)
            && let Err(error) = self.load(&mut loaded_at).await
        {
            tracing::warn!(%error, "LiveKit keys could not be read; going on with those known");
        }
    }

    /// Makes sure that the load of the keys began after `moment`. All callers who wait share one load.
    async fn refresh_unless_loaded_since(&self, moment: Instant) -> Result<(), StoreError> {
        let mut loaded_at = self.0.loaded_at.lock().await;
        if let Some(last) = *loaded_at {
            if last >= moment {
                return Ok(());
            }
            sleep_until(last + MIN_RELOAD_INTERVAL).await;
        }
        self.load(&mut loaded_at).await
    }

    async fn load(&self, loaded_at: &mut Option<Instant>) -> Result<(), StoreError> {
        *loaded_at = Some(Instant::now());
        let keys = self.0.store.read().await?.list_all_livekit_keys().await?;
        let before = self.snapshot();
        let mut new = KeySnapshot::default();
        for key in &keys {
            match decrypt_secret(&self.0.secrets, key) {
                Ok(secret) => {
                    let secret = secret.expose_secret();
                    new.keys.insert(&key.api_key, secret, &key.organization_id, key.retired_at);
                    new.senders.insert(key.api_key.clone(), sender_for_key(&before, &new, &keys, key));
                }
                Err(error) => tracing::error!(%error, "a LiveKit key cannot be used"),
            }
        }
        *self.0.snapshot.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(new);
        Ok(())
    }

    fn snapshot(&self) -> Arc<KeySnapshot> {
        self.0.snapshot.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// The server behind a key: the known one with its state, or a new one.
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

/// The context that a pair's secret is encrypted with: it cannot be decrypted in another row.
pub(crate) fn encryption_context(api_key: &str) -> String {
    format!("livekit_keys/{api_key}")
}

/// Decrypts a pair's secret.
pub(crate) fn decrypt_secret(
    secrets: &InstallationSecrets,
    key: &LivekitKey,
) -> Result<secrecy::SecretString, SecretsError> {
    secrets.decrypt(&encryption_context(&key.api_key), &key.sealed_secret)
}
