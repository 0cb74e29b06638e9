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

use crate::app::installation::secrets::{Secrets, SecretsError};
use crate::app::livekit::senders::Sender;
use crate::domain::time::Timestamp;
use crate::sources::livekit::verify::{Keyring, Refusal, claimed_key, verify};
use crate::store::livekit::servers::LivekitKey;
use crate::store::{Store, StoreError};

/// How long another replica's change may stay unseen.
const FRESH: Duration = Duration::from_secs(30);
/// Unknown keys make us ask the database at most this often, whoever sends them.
const PAUSE: Duration = Duration::from_millis(200);

/// Cheap to clone.
#[derive(Clone)]
pub struct LivekitKeys(Arc<Shared>);

struct Shared {
    store: Store,
    secrets: Secrets,
    ring: RwLock<Arc<Ring>>,
    /// When the present ring was asked for.
    asked: Mutex<Option<Instant>>,
}

#[derive(Default)]
struct Ring {
    keys: Keyring,
    /// By API key.
    senders: HashMap<String, Arc<Sender>>,
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
    Refused(#[from] Refusal),
    /// It may be authentic; we cannot tell now.
    #[error("the keys cannot be read: {0}")]
    Unavailable(#[from] StoreError),
}

impl LivekitKeys {
    pub fn new(store: Store, secrets: Secrets) -> LivekitKeys {
        let ring = RwLock::default();
        LivekitKeys(Arc::new(Shared { store, secrets, ring, asked: Mutex::new(None) }))
    }

    /// Which server signed this delivery.
    pub async fn verify(
        &self,
        authorization: &str,
        body: &[u8],
        now: Timestamp,
    ) -> Result<Arc<Sender>, NotVerified> {
        self.refresh_if_stale().await;
        let attempt = |ring: &Ring| {
            let key = verify(&ring.keys, authorization, body, now)?;
            ring.senders
                .get(&*key.api_key)
                .cloned()
                .ok_or_else(|| Refusal::UnknownKey(key.api_key.to_string()))
        };
        match attempt(&self.ring()) {
            Err(Refusal::UnknownKey(_)) => {
                self.refresh_since(Instant::now()).await?;
                Ok(attempt(&self.ring())?)
            }
            answer => Ok(answer?),
        }
    }

    /// Whose key a delivery names, truly or not.
    pub fn claimed(&self, authorization: &str) -> (Option<String>, Option<Arc<Sender>>) {
        let key = claimed_key(authorization);
        let sender = key.as_ref().and_then(|key| self.ring().senders.get(key).cloned());
        (key, sender)
    }

    /// Reads the keys anew; for whoever has just changed them.
    pub async fn refresh(&self) -> Result<(), StoreError> {
        let mut asked = self.0.asked.lock().await;
        self.load(&mut asked).await
    }

    /// One caller at a time refreshes; the others go on with what is there.
    async fn refresh_if_stale(&self) {
        let Ok(mut asked) = self.0.asked.try_lock() else { return };
        if asked.is_none_or(|at| at.elapsed() >= FRESH)
            && let Err(error) = self.load(&mut asked).await
        {
            tracing::warn!(%error, "LiveKit keys could not be read; going on with those known");
        }
    }

    /// Makes sure that the ring was asked for after `moment`. All who wait share one question.
    async fn refresh_since(&self, moment: Instant) -> Result<(), StoreError> {
        let mut asked = self.0.asked.lock().await;
        if let Some(last) = *asked {
            if last >= moment {
                return Ok(());
            }
            sleep_until(last + PAUSE).await;
        }
        self.load(&mut asked).await
    }

    async fn load(&self, asked: &mut Option<Instant>) -> Result<(), StoreError> {
        *asked = Some(Instant::now());
        let keys = self.0.store.read().await?.list_all_livekit_keys().await?;
        let before = self.ring();
        let mut ring = Ring::default();
        for key in &keys {
            match open(&self.0.secrets, key) {
                Ok(secret) => {
                    let secret = secret.expose_secret();
                    ring.keys.insert(&key.api_key, secret, &key.organization_id, key.retired_at);
                    ring.senders.insert(key.api_key.clone(), sender(&before, &ring, &keys, key));
                }
                Err(error) => tracing::error!(%error, "a LiveKit key cannot be used"),
            }
        }
        *self.0.ring.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(ring);
        Ok(())
    }

    fn ring(&self) -> Arc<Ring> {
        self.0.ring.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// The sender behind a key, with what is remembered of it.
fn sender(before: &Ring, new: &Ring, keys: &[LivekitKey], key: &LivekitKey) -> Arc<Sender> {
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
    let made = || Arc::new(Sender::new(&key.organization_id, &key.server_id, is_one_of_several));
    known.cloned().unwrap_or_else(made)
}

/// What a pair's secret is sealed under: it opens in no other row.
pub(crate) fn place(api_key: &str) -> String {
    format!("livekit_keys/{api_key}")
}

/// Opens a pair's secret.
pub(crate) fn open(secrets: &Secrets, key: &LivekitKey) -> Result<secrecy::SecretString, SecretsError> {
    secrets.decrypt(&place(&key.api_key), &key.sealed_secret)
}
