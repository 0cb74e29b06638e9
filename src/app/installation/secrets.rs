//! The installation's own keys, and the sealing of platform secrets at rest.
//!
//! The keys are made on the first start and kept in the database, so that every replica has them and a restored
//! backup opens what it holds. Who wants them apart from the database sets `secrets.token_key` and
//! `secrets.encryption_key` (or their `…_FILE`), which then stand instead of the stored ones.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD as BASE64;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use secrecy::{ExposeSecret, SecretString};

use crate::config::Key;
use crate::ids::Ids;
use crate::store::{Store, StoreError};

const NONCE: usize = 24;

/// The keys. Cheap to clone; never printed.
#[derive(Clone)]
pub struct Secrets(Arc<Keys>);

struct Keys {
    token: Key,
    encryption: Key,
}

#[derive(Debug, thiserror::Error)]
pub enum SecretsError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the stored installation secret {0:?} is not 64 hexadecimal digits")]
    Unreadable(&'static str),
    /// Sealed under another key, for another place, or damaged.
    #[error("the stored secret of {0} does not open with this installation's encryption key")]
    Sealed(String),
}

impl Secrets {
    /// Those of the configuration; what it leaves out from the database; what is missing there is made.
    pub async fn load(
        store: &Store,
        ids: &Ids,
        config: &crate::config::Secrets,
    ) -> Result<Secrets, SecretsError> {
        let token = stored_unless(config.token_key.clone(), "token_key", store, ids).await?;
        let encryption = stored_unless(config.encryption_key.clone(), "encryption_key", store, ids).await?;
        Ok(Secrets(Arc::new(Keys { token, encryption })))
    }

    /// What logins are signed with.
    pub fn token_key(&self) -> &[u8; 32] {
        self.0.token.bytes()
    }

    /// Seals `plain` so that it opens only with this installation's key and only under the same `place` (for
    /// example `livekit_keys/APIxyz`): a sealed text copied to another row is worth nothing there.
    pub fn encrypt(&self, ids: &Ids, place: &str, plain: &SecretString) -> String {
        let nonce: [u8; NONCE] = ids.bytes();
        let payload = Payload { msg: plain.expose_secret().as_bytes(), aad: place.as_bytes() };
        let sealed = self
            .cipher()
            .encrypt(XNonce::from_slice(&nonce), payload)
            .expect("only a message of 256 GiB is too long for this cipher");
        BASE64.encode([nonce.as_slice(), &sealed].concat())
    }

    /// Opens what `encrypt` sealed under the same `place`.
    pub fn decrypt(&self, place: &str, sealed: &str) -> Result<SecretString, SecretsError> {
        self.open(place, sealed).ok_or_else(|| SecretsError::Sealed(place.to_owned()))
    }

    fn open(&self, place: &str, sealed: &str) -> Option<SecretString> {
        let bytes = BASE64.decode(sealed).ok()?;
        let (nonce, sealed) = bytes.split_at_checked(NONCE)?;
        let payload = Payload { msg: sealed, aad: place.as_bytes() };
        let plain = self.cipher().decrypt(XNonce::from_slice(nonce), payload).ok()?;
        String::from_utf8(plain).ok().map(SecretString::from)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(self.0.encryption.bytes().into())
    }
}

async fn stored_unless(
    configured: Option<Key>,
    name: &'static str,
    store: &Store,
    ids: &Ids,
) -> Result<Key, SecretsError> {
    if let Some(key) = configured {
        return Ok(key);
    }
    let found = store.read().await?.find_installation_secret(name).await?;
    let text = match found {
        Some(text) => text,
        None => {
            // Of replicas that start together the first one's key holds.
            let mut write = store.write().await?;
            let made = Key::from(ids.bytes()).to_hex();
            write.insert_installation_secret(name, &made).await?;
            let kept = write.find_installation_secret(name).await?;
            write.commit().await?;
            kept.unwrap_or(made)
        }
    };
    Key::from_hex(&text).ok_or(SecretsError::Unreadable(name))
}

impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secrets(…)")
    }
}
