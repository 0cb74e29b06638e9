//! The key pairs that webhooks are verified with, kept in memory.
//!
//! A change made by this process is seen at once, one made by another replica within `FRESH`; a key nobody knows yet
//! is looked up before its delivery is refused, since a refused delivery never comes again.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use secrecy::ExposeSecret;
use tokio::sync::Mutex;
use tokio::time::{Instant, sleep_until};

use super::secrets::{Secrets, SecretsError};
use crate::domain::time::Timestamp;
use crate::sources::livekit::verify::{Keyring, Refusal, verify};
use crate::store::livekit_server::LivekitKey;
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
    ring: RwLock<Arc<Keyring>>,
    /// When the present ring was asked for.
    asked: Mutex<Option<Instant>>,
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

    /// Whose server signed this delivery: the organisation's id.
    pub async fn verify(
        &self,
        authorization: &str,
        body: &[u8],
        now: Timestamp,
    ) -> Result<Arc<str>, NotVerified> {
        self.refresh_if_stale().await;
        let attempt =
            |ring: &Keyring| verify(ring, authorization, body, now).map(|key| key.organization_id.clone());
        match attempt(&self.ring()) {
            Err(Refusal::UnknownKey(_)) => {
                self.refresh_since(Instant::now()).await?;
                Ok(attempt(&self.ring())?)
            }
            answer => Ok(answer?),
        }
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
        let mut ring = Keyring::default();
        for key in keys {
            match open(&self.0.secrets, &key) {
                Ok(secret) => {
                    ring.insert(&key.api_key, secret.expose_secret(), &key.organization_id, key.retired_at);
                }
                Err(error) => tracing::error!(%error, "a LiveKit key cannot be used"),
            }
        }
        *self.0.ring.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(ring);
        Ok(())
    }

    fn ring(&self) -> Arc<Keyring> {
        self.0.ring.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// What a pair's secret is sealed under: it opens in no other row.
pub(super) fn place(api_key: &str) -> String {
    format!("livekit_keys/{api_key}")
}

/// Opens a pair's secret.
pub(super) fn open(secrets: &Secrets, key: &LivekitKey) -> Result<secrecy::SecretString, SecretsError> {
    secrets.decrypt(&place(&key.api_key), &key.sealed_secret)
}
