//! Logging in, and the tokens of logins. A token names a person but none of their rights: roles, activity and
//! password are read again at every request, so that a change of any of them counts from the next one.

use std::time::Duration;

use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::password;
use crate::app::App;
use crate::app::Error;
use crate::domain::time::{DAY, HOUR, SECOND, Timestamp};
use crate::store::Read;
use crate::store::access::logins::LoginCandidate;
use crate::store::people::email_key;

/// How long a login lasts, in milliseconds: twelve hours.
const LOGIN_LIFETIME: i64 = 12 * HOUR;
/// How long a device is remembered by its last login, in milliseconds.
pub(super) const KNOWN_DEVICE_PERIOD: i64 = 90 * DAY;
/// The audience that tells a login's token from other tokens signed with the same key.
const AUDIENCE: &str = "rollcall/login";
/// In how many organisations a password is tried, since each costs a hash. Who is in more must name one.
const MAX_ORGANIZATIONS: usize = 8;
/// Minimum response time, so that timing does not reveal in how many organisations an address exists. Longer than
/// `MAX_ORGANIZATIONS` hashes take.
const MIN_RESPONSE_TIME: Duration = Duration::from_millis(250);

/// A fresh login.
#[derive(Clone, Debug)]
pub struct Login {
    pub token: String,
    pub expires_at: Timestamp,
    pub organization: String,
    pub person: String,
}

/// Result of an attempt.
#[derive(Clone, Debug)]
pub enum LoginOutcome<T> {
    /// Unknown, wrong, without password or no longer active; the caller is not told which.
    Refused,
    LoggedIn(T),
    /// The password fits in these organisations, by id and name: one must be named.
    ChooseOrganization(Vec<(String, String)>),
}

impl<T> LoginOutcome<T> {
    pub(super) fn map<U>(self, to: impl FnOnce(T) -> U) -> LoginOutcome<U> {
        match self {
            LoginOutcome::Refused => LoginOutcome::Refused,
            LoginOutcome::LoggedIn(login) => LoginOutcome::LoggedIn(to(login)),
            LoginOutcome::ChooseOrganization(several) => LoginOutcome::ChooseOrganization(several),
        }
    }
}

/// The claims of a login token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoginClaims {
    aud: String,
    /// Person.
    pub sub: String,
    /// The person's organisation.
    pub org: String,
    /// Fingerprint of the password at the login; the token ends when the password changes.
    pub pwd: String,
    /// The person's era at the login; the token ends when the era changes. Versions of the program without
    /// eras write and read none, so that both may run side by side.
    #[serde(default)]
    pub era: i64,
    iat: i64,
    exp: i64,
}

/// Checks a password, in one organisation or wherever the address is known. It holds nobody back: `login_attempt` does.
pub(super) async fn check_password(
    app: &App,
    email: &str,
    password: &SecretString,
    organization: Option<&str>,
) -> Result<LoginOutcome<LoginCandidate>, Error> {
    let (outcome, ()) =
        tokio::join!(find_fitting(app, email, password, organization), tokio::time::sleep(MIN_RESPONSE_TIME));
    outcome
}

async fn find_fitting(
    app: &App,
    email: &str,
    password: &SecretString,
    organization: Option<&str>,
) -> Result<LoginOutcome<LoginCandidate>, Error> {
    let mut read = app.store.read().await?;
    let limit = i64::try_from(MAX_ORGANIZATIONS).unwrap_or(i64::MAX);
    let candidates = read.login_candidates(&email_key(email), organization, limit).await?;
    drop(read);
    if candidates.is_empty() {
        // The same work as for somebody who is in one organisation, so that timing does not show the
        // difference.
        password::verify(password.clone(), None).await;
    }
    let mut fitting = Vec::new();
    for candidate in candidates {
        if password::verify(password.clone(), Some(candidate.password_hash.clone())).await {
            fitting.push(candidate);
        }
    }
    Ok(match &fitting[..] {
        [] => LoginOutcome::Refused,
        [only] => LoginOutcome::LoggedIn(only.clone()),
        several => LoginOutcome::ChooseOrganization(
            several.iter().map(|one| (one.organization_id.clone(), one.organization_name.clone())).collect(),
        ),
    })
}

pub(super) fn login_for(app: &App, to: &LoginCandidate) -> Login {
    let (token, expires_at) = issue(app, &to.organization_id, &to.person_id, &to.password_hash, to.era);
    Login { token, expires_at, organization: to.organization_id.clone(), person: to.person_id.clone() }
}

/// A token for somebody whose password has this hash, in this era, and when it ends.
pub fn issue(app: &App, organization: &str, person: &str, hash: &str, era: i64) -> (String, Timestamp) {
    let now = app.now();
    let expires_at = now.plus(LOGIN_LIFETIME);
    let claims = LoginClaims {
        aud: AUDIENCE.to_owned(),
        sub: person.to_owned(),
        org: organization.to_owned(),
        pwd: fingerprint(hash),
        era,
        iat: now.millis().div_euclid(SECOND),
        exp: expires_at.millis().div_euclid(SECOND),
    };
    let key = EncodingKey::from_secret(app.secrets.token_key());
    let token =
        encode(&Header::new(Algorithm::HS256), &claims, &key).expect("plain claims under an HMAC key");
    (token, expires_at)
}

/// Verifies a token that has not expired.
pub fn verify_token(app: &App, token: &str) -> Option<LoginClaims> {
    let claims = verify_token_ignoring_expiry(app, token)?;
    (app.now().millis() < claims.exp.saturating_mul(SECOND)).then_some(claims)
}

/// Whether `token` proves an earlier login with this address: one that has not expired, or did so within the last
/// 90 days, and that was not ended.
pub(super) async fn is_of_known_device(app: &App, token: &str, email: &str) -> Result<bool, Error> {
    let Some(claims) = verify_token_ignoring_expiry(app, token) else { return Ok(false) };
    if app.now().millis() >= claims.exp.saturating_mul(SECOND).saturating_add(KNOWN_DEVICE_PERIOD) {
        return Ok(false);
    }
    let mut read = app.store.read().await?;
    is_account_of(&mut read, &claims.org, &claims.sub, claims.era, email).await
}

/// Whether this person has the address, is active and still in this era.
pub(super) async fn is_account_of(
    read: &mut Read,
    organization: &str,
    person: &str,
    era: i64,
    email: &str,
) -> Result<bool, Error> {
    let known = read.find_person_by_email(organization, &email_key(email)).await?;
    if known.as_deref() != Some(person) {
        return Ok(false);
    }
    let status = read.find_account_status(organization, person).await?;
    Ok(status.is_some_and(|status| status.is_active && status.era == era))
}

/// Verifies a token, whether it has expired or not.
fn verify_token_ignoring_expiry(app: &App, token: &str) -> Option<LoginClaims> {
    let mut validation = Validation::new(Algorithm::HS256);
    validation.set_audience(&[AUDIENCE]);
    validation.set_required_spec_claims(&["exp", "aud"]);
    // The library would use the machine's clock; the callers check `exp` by the application's clock.
    validation.validate_exp = false;
    let key = DecodingKey::from_secret(app.secrets.token_key());
    decode::<LoginClaims>(token, &key, &validation).ok().map(|token| token.claims)
}

/// A few bytes that change whenever the password is set anew, even to the same one: the hash holds a salt.
pub fn fingerprint(hash: &str) -> String {
    hex::encode(&Sha256::digest(hash.as_bytes())[..8])
}
