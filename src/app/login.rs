//! Logging in, and what a login's token says. A token names a person and nothing they may do: roles, activity and
//! password are read anew at every request, so that a change of any of them counts at the next one.

use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::Error;
use super::{App, password};
use crate::domain::time::{SECOND, Timestamp};
use crate::store::people::email_key;

/// How long a login lasts, in milliseconds: twelve hours.
const LIFETIME: i64 = 12 * 3_600 * SECOND;
/// What sets a login's token apart from every other token signed here.
const PURPOSE: &str = "rollcall/login";

/// A fresh login.
#[derive(Clone, Debug)]
pub struct Login {
    pub token: String,
    pub expires_at: Timestamp,
    pub organization: String,
    pub person: String,
}

/// Whom a token names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    aud: String,
    /// Person.
    pub sub: String,
    /// The person's organisation.
    pub org: String,
    /// Of the password it was given for: another password, and the token is worth nothing.
    pub pwd: String,
    iat: i64,
    exp: i64,
}

/// Checks a password. `None`: unknown, wrong, without password or no longer active; which of them is not told.
pub async fn log_in(app: &App, email: &str, password: SecretString) -> Result<Option<Login>, Error> {
    let mut read = app.store.read().await?;
    let found = read.find_login_name(&email_key(email)).await?;
    drop(read);
    let hash = found.as_ref().and_then(|name| name.password_hash.clone());
    let fits = password::fits(password, hash.clone()).await;
    let Some((name, hash)) = found.filter(|name| fits && name.is_active).zip(hash) else { return Ok(None) };
    let (token, expires_at) = issue(app, &name.organization_id, &name.person_id, &hash);
    Ok(Some(Login { token, expires_at, organization: name.organization_id, person: name.person_id }))
}

/// A token for somebody whose password has this hash, and when it ends.
pub fn issue(app: &App, organization: &str, person: &str, hash: &str) -> (String, Timestamp) {
    let now = app.now();
    let expires_at = now.plus(LIFETIME);
    let claims = Claims {
        aud: PURPOSE.to_owned(),
        sub: person.to_owned(),
        org: organization.to_owned(),
        pwd: fingerprint(hash),
        iat: now.millis().div_euclid(SECOND),
        exp: expires_at.millis().div_euclid(SECOND),
    };
    let key = EncodingKey::from_secret(app.secrets.token_key());
    let token =
        encode(&Header::new(Algorithm::HS256), &claims, &key).expect("plain claims under an HMAC key");
    (token, expires_at)
}

/// Reads a token of ours that has not ended.
pub fn read(app: &App, token: &str) -> Option<Claims> {
    let mut validation = Validation::new(Algorithm::HS256);
    validation.set_audience(&[PURPOSE]);
    validation.set_required_spec_claims(&["exp", "aud"]);
    // The library would ask the machine's clock; ours is asked below.
    validation.validate_exp = false;
    let key = DecodingKey::from_secret(app.secrets.token_key());
    let claims = decode::<Claims>(token, &key, &validation).ok()?.claims;
    (app.now().millis() < claims.exp.saturating_mul(SECOND)).then_some(claims)
}

/// A few bytes that change whenever the password is set anew, even to the same one: the hash holds a salt.
pub fn fingerprint(hash: &str) -> String {
    Sha256::digest(hash.as_bytes()).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
