//! The installation's own keys, and the encryption of platform secrets at rest.
//!
//! The keys are made on the first start and stored in the database, so that every replica has them and a restored
//! backup can be decrypted. To keep them apart from the database, set `secrets.token_key`,
//! `secrets.code_key` and `secrets.encryption_key` (or their `…_FILE`), which then replace the stored ones.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD as BASE64, URL_SAFE_NO_PAD};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use p256::elliptic_curve::sec1::ToEncodedPoint;
use secrecy::{ExposeSecret, SecretString};

use crate::config::SecretKey;
use crate::ids::IdGenerator;
use crate::store::{Store, StoreError};

const NONCE_BYTES: usize = 24;

/// The keys. Cheap to clone; never printed.
#[derive(Clone)]
pub struct InstallationSecrets(Arc<InstallationKeys>);

struct InstallationKeys {
    token: SecretKey,
    code: SecretKey,
    encryption: SecretKey,
    push: SecretKey,
}

#[derive(Debug, thiserror::Error)]
pub enum SecretsError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the stored installation secret {0:?} is not 64 hexadecimal digits")]
    Unreadable(&'static str),
    /// Encrypted with another key or for another context, or damaged.
    #[error("the stored secret of {0} does not open with this installation's encryption key")]
    CannotDecrypt(String),
}

impl InstallationSecrets {
    /// The keys of the configuration; a key it does not set is read from the database, and made there if
    /// missing.
    pub async fn load(
        store: &Store,
        ids: &IdGenerator,
        config: &crate::config::SecretsConfig,
    ) -> Result<InstallationSecrets, SecretsError> {
        let token = configured_or_stored(config.token_key.clone(), "token_key", store, ids).await?;
        let encryption =
            configured_or_stored(config.encryption_key.clone(), "encryption_key", store, ids).await?;
        let code = configured_or_stored(config.code_key.clone(), "code_key", store, ids).await?;
        let push = configured_or_stored(None, "push_key", store, ids).await?;
        if p256::SecretKey::from_slice(push.bytes()).is_err() {
            return Err(SecretsError::Unreadable("push_key"));
        }
        Ok(InstallationSecrets(Arc::new(InstallationKeys { token, code, encryption, push })))
    }

    /// The key that login tokens are signed with.
    pub fn token_key(&self) -> &[u8; 32] {
        self.0.token.bytes()
    }

    /// The key that the keys of codes are derived from.
    pub fn code_key(&self) -> &[u8; 32] {
        self.0.code.bytes()
    }

    /// The private key of P-256 by which push services know this installation (VAPID).
    pub fn push_key(&self) -> &[u8; 32] {
        self.0.push.bytes()
    }

    /// The public key to it, as browsers take it (`applicationServerKey`): an uncompressed point in base64url.
    pub fn push_public_key(&self) -> String {
        let key = p256::SecretKey::from_slice(self.push_key()).expect("it was read when it was loaded");
        URL_SAFE_NO_PAD.encode(key.public_key().to_encoded_point(false).as_bytes())
    }

    /// Encrypts `plain` so that it can be decrypted only with this installation's key and only with the same
    /// `context` (for example `livekit_keys/APIxyz`): a text copied to another row cannot be decrypted there.
    pub fn encrypt(&self, ids: &IdGenerator, context: &str, plain: &SecretString) -> String {
        let nonce: [u8; NONCE_BYTES] = ids.random_bytes();
        let payload = Payload { msg: plain.expose_secret().as_bytes(), aad: context.as_bytes() };
        let sealed = self
            .cipher()
            .encrypt(XNonce::from_slice(&nonce), payload)
            .expect("only a message of 256 GiB is too long for this cipher");
        BASE64.encode([nonce.as_slice(), &sealed].concat())
    }

    /// Decrypts what `encrypt` made with the same `context`.
    pub fn decrypt(&self, context: &str, sealed: &str) -> Result<SecretString, SecretsError> {
        self.try_decrypt(context, sealed).ok_or_else(|| SecretsError::CannotDecrypt(context.to_owned()))
    }

    fn try_decrypt(&self, context: &str, sealed: &str) -> Option<SecretString> {
        let bytes = BASE64.decode(sealed).ok()?;
        let (nonce, sealed) = bytes.split_at_checked(NONCE_BYTES)?;
        let payload = Payload { msg: sealed, aad: context.as_bytes() };
        let plain = self.cipher().decrypt(XNonce::from_slice(nonce), payload).ok()?;
        String::from_utf8(plain).ok().map(SecretString::from)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(self.0.encryption.bytes().into())
    }
}

/// Random bytes that are a key of P-256 too: one in four thousand million is none.
fn new_key(ids: &IdGenerator) -> [u8; 32] {
    loop {
        let bytes = ids.random_bytes();
        if p256::SecretKey::from_slice(&bytes).is_ok() {
            return bytes;
        }
    }
}

async fn configured_or_stored(
    configured: Option<SecretKey>,
    name: &'static str,
    store: &Store,
    ids: &IdGenerator,
) -> Result<SecretKey, SecretsError> {
    if let Some(key) = configured {
        return Ok(key);
    }
    let found = store.read().await?.find_installation_secret(name).await?;
    let text = match found {
        Some(text) => text,
        None => {
            // Of replicas that start together, all use the key that was inserted first.
            let mut write = store.write().await?;
            let made = SecretKey::from(new_key(ids)).to_hex();
            write.insert_installation_secret(name, &made).await?;
            let kept = write.find_installation_secret(name).await?;
            write.commit().await?;
            kept.unwrap_or(made)
        }
    };
    SecretKey::from_hex(&text).ok_or(SecretsError::Unreadable(name))
}

impl std::fmt::Debug for InstallationSecrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secrets(…)")
    }
}
