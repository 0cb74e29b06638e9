//! Passwords: Argon2id, off the async threads, a few at a time, and at the same cost for people who do not exist.

use std::sync::LazyLock;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Deserializer};
use tokio::sync::Semaphore;

/// Each hash takes 19 MiB and one core for about 20 ms.
static HASH_SLOTS: Semaphore = Semaphore::const_new(4);

/// Verified against when there is no password, so that it takes the same time; no password fits.
static DUMMY_HASH: LazyLock<String> = LazyLock::new(|| hash_blocking("nobody"));

const MIN_CHARACTERS: usize = 8;
/// Longest password, in bytes.
pub const MAX_BYTES: usize = 1_024;

/// A password that somebody sets: 8 characters to 1,024 bytes, any of them.
#[derive(Clone, Debug)]
pub struct NewPassword(SecretString);

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a password has at least {MIN_CHARACTERS} characters and at most {MAX_BYTES} bytes")]
pub struct PasswordLengthError;

impl NewPassword {
    pub fn parse(text: String) -> Result<NewPassword, PasswordLengthError> {
        let fits = text.chars().count() >= MIN_CHARACTERS && text.len() <= MAX_BYTES;
        if fits { Ok(NewPassword(text.into())) } else { Err(PasswordLengthError) }
    }

    /// The PHC text to store.
    pub async fn hash(self) -> String {
        with_hash_slot(move || hash_blocking(self.0.expose_secret())).await
    }
}

impl<'de> Deserialize<'de> for NewPassword {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        NewPassword::parse(String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

/// Whether `password` is the one `hash` was made of. Takes as long when there is no hash.
pub async fn verify(password: SecretString, hash: Option<String>) -> bool {
    with_hash_slot(move || {
        let known = hash.is_some();
        let text = hash.unwrap_or_else(|| DUMMY_HASH.clone());
        let verified = PasswordHash::new(&text).is_ok_and(|hash| {
            Argon2::default().verify_password(password.expose_secret().as_bytes(), &hash).is_ok()
        });
        verified && known
    })
    .await
}

async fn with_hash_slot<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let _turn = HASH_SLOTS.acquire().await.expect("the semaphore is never closed");
    tokio::task::spawn_blocking(work).await.expect("hashing does not panic and is not cancelled")
}

/// Argon2id with the crate's defaults, which are OWASP's: 19 MiB, two passes, one lane.
fn hash_blocking(password: &str) -> String {
    let hashed = Argon2::default().hash_password(password.as_bytes());
    hashed.expect("the default parameters are valid and the system gives a salt").to_string()
}
