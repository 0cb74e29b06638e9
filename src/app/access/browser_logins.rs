//! Logins of browsers: a random secret in a cookie, stored as its SHA-256. Like the token of a login it names a person and
//! none of their rights. It lasts while it is used, and its secret changes every day.

use std::net::IpAddr;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;

use super::api_tokens::hash_secret;
use super::login::{KNOWN_DEVICE_PERIOD, fingerprint, is_account_of};
use crate::app::{ActorContext, App, Error};
use crate::domain::time::{DAY, SECOND, Timestamp};
use crate::ids::IdGenerator;
use crate::store::access::browser_logins::BrowserLogin;
use crate::store::access::logins::LoginCandidate;
use crate::store::{Read, Write};

/// How long a login lasts after its last use, in milliseconds.
const IDLE_LIFETIME: i64 = 7 * DAY;
/// How long it lasts at most, in milliseconds.
const MAX_LIFETIME: i64 = 30 * DAY;
/// The age at which a secret is replaced, in milliseconds.
const SECRET_LIFETIME: i64 = DAY;
/// How long a replaced secret is still good, in milliseconds: for requests under way, and for other tabs.
const PREVIOUS_SECRET_LIFETIME: i64 = 60 * SECOND;
/// How long a login is kept once it is over, in milliseconds; as long as it tells a known device.
pub const KEPT_AFTER_END: i64 = KNOWN_DEVICE_PERIOD;
/// Longer names of browsers are cut to so many characters.
const MAX_CLIENT_CHARS: usize = 200;

/// Begins a login of somebody whose password was right, and gives its secret. `client` is what the browser calls itself.
pub async fn start(
    write: &mut Write,
    app: &App,
    to: &LoginCandidate,
    client: &str,
    address: Option<IpAddr>,
) -> Result<(BrowserLogin, String), Error> {
    let (now, secret) = (app.now(), new_secret(&app.ids));
    let login = BrowserLogin {
        organization: to.organization_id.clone(),
        id: app.new_id(),
        person: to.person_id.clone(),
        secret_hash: hash_secret(&secret),
        rotated_at: now,
        era: to.era,
        password_fingerprint: fingerprint(&to.password_hash),
        created_at: now,
        last_seen_at: now,
        expires_at: expires_at(now, now),
        ended_at: None,
        client: client.chars().filter(|one| !one.is_control()).take(MAX_CLIENT_CHARS).collect(),
        address: address.map(|address| address.to_string()),
    };
    write.insert_browser_login(&login).await?;
    Ok((login, secret))
}

/// Begins a login of the acting person in the browser in which they have just set a new password, which ended the one they
/// had; in the same transaction. Gives its secret.
pub async fn start_with_new_password(
    write: &mut Write,
    app: &App,
    actor: &ActorContext,
    client: &str,
    address: Option<IpAddr>,
) -> Result<String, Error> {
    let Some(person) = actor.person_id.clone() else { return Err(Error::NotFound("person")) };
    let status = write.find_account_status(actor.organization(), &person).await?;
    let status = status.ok_or(Error::NotFound("person"))?;
    let to = LoginCandidate {
        organization_id: actor.organization().to_owned(),
        organization_name: String::new(),
        person_id: person,
        password_hash: status.password_hash.unwrap_or_default(),
        era: status.era,
    };
    Ok(start(write, app, &to, client, address).await?.1)
}

/// The login of this secret, unless it was ended, has expired, or the secret was replaced a while ago. The caller checks
/// whether era and password of its person are still the login's.
pub async fn find_valid(
    read: &mut Read,
    secret: &str,
    now: Timestamp,
) -> Result<Option<BrowserLogin>, Error> {
    let hash = hash_secret(secret);
    let found = read.find_browser_login(&hash).await?;
    Ok(found.filter(|login| {
        let is_good_secret =
            login.secret_hash == hash || now < login.rotated_at.plus(PREVIOUS_SECRET_LIFETIME);
        login.ended_at.is_none() && now < login.expires_at && is_good_secret
    }))
}

/// Replaces a secret that is a day old, and gives the new one, for the cookie. The old one stays good for a minute. `None`:
/// it is not a day old, or another request has just replaced it.
pub async fn rotate_if_due(app: &App, login: &BrowserLogin) -> Result<Option<String>, Error> {
    let now = app.now();
    if now < login.rotated_at.plus(SECRET_LIFETIME) {
        return Ok(None);
    }
    let secret = new_secret(&app.ids);
    let mut write = app.store.write().await?;
    let was_rotated = write.rotate_browser_login(login, &hash_secret(&secret), now).await?;
    write.commit().await?;
    Ok(was_rotated.then_some(secret))
}

/// Notes that a login was used, which makes it last longer; beside the request and once a minute.
pub fn note_use(app: &App, login: &BrowserLogin) {
    let now = app.now();
    if !app.token_uses.is_first_this_minute(&login.id, now) {
        return;
    }
    let (store, organization, id) = (app.store.clone(), login.organization.clone(), login.id.clone());
    let expires_at = expires_at(login.created_at, now);
    app.tasks.spawn(async move {
        let noted = async {
            let mut write = store.write().await?;
            write.touch_browser_login(&organization, &id, now, expires_at).await?;
            write.commit().await
        };
        if let Err(error) = noted.await {
            tracing::warn!(%error, login.id = id, "the use of a login could not be noted");
        }
    });
}

/// Whether `secret` proves an earlier login with this address: one that has not expired, or did so within the last
/// 90 days, and that was not ended.
pub(super) async fn is_of_known_device(app: &App, secret: &str, email: &str) -> Result<bool, Error> {
    let mut read = app.store.read().await?;
    let Some(login) = read.find_browser_login(&hash_secret(secret)).await? else { return Ok(false) };
    if login.ended_at.is_some() || app.now() >= login.expires_at.plus(KNOWN_DEVICE_PERIOD) {
        return Ok(false);
    }
    is_account_of(&mut read, &login.organization, &login.person, login.era, email).await
}

/// The logins of a person that are alive, the latest used first.
pub async fn list(
    read: &mut Read,
    organization: &str,
    person: &str,
    now: Timestamp,
) -> Result<Vec<BrowserLogin>, Error> {
    Ok(read.list_browser_logins(organization, person, now).await?)
}

/// Ends one of the acting person's own logins: at once, with all its secrets. Ending it again changes nothing; what is
/// somebody else's is not found. The actor acts in their home organisation (`RouteRequest::actor_at_home`).
pub async fn end(write: &mut Write, actor: &ActorContext, id: &str) -> Result<(), Error> {
    let Some(person) = &actor.person_id else { return Err(Error::NotFound("login")) };
    if write.end_browser_login(actor.organization(), person, id, actor.now).await? {
        actor.record_audit(write, "login.ended", format!("login:{id}"), json!({})).await?;
    }
    Ok(())
}

/// "Log out everywhere": ends every login of the acting person in a browser, the present one too. It ends no API token,
/// which is revoked by itself, and no token of `POST /api/v1/logins`, which lasts twelve hours; a new password ends all of
/// them. Says how many it ended.
pub async fn end_all(write: &mut Write, actor: &ActorContext) -> Result<u64, Error> {
    let Some(person) = &actor.person_id else { return Err(Error::NotFound("login")) };
    let ended = write.end_browser_logins(actor.organization(), person, actor.now).await?;
    if ended > 0 {
        let detail = json!({ "count": ended });
        actor.record_audit(write, "logins.ended", format!("person:{person}"), detail).await?;
    }
    Ok(ended)
}

/// When a login ends that began and was last used then.
fn expires_at(created_at: Timestamp, used_at: Timestamp) -> Timestamp {
    used_at.plus(IDLE_LIFETIME).min(created_at.plus(MAX_LIFETIME))
}

fn new_secret(ids: &IdGenerator) -> String {
    URL_SAFE_NO_PAD.encode(ids.random_bytes::<32>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_lasts_a_week_without_use_and_a_month_with_it() {
        let start = Timestamp::from_seconds(1_767_600_000);
        assert_eq!(expires_at(start, start), start.plus(7 * DAY));
        assert_eq!(expires_at(start, start.plus(3 * DAY)), start.plus(10 * DAY));
        assert_eq!(expires_at(start, start.plus(23 * DAY)), start.plus(30 * DAY));
        assert_eq!(expires_at(start, start.plus(29 * DAY)), start.plus(30 * DAY));
    }

    #[test]
    fn no_two_secrets_are_the_same() {
        let ids = IdGenerator::seeded(1);
        let (one, two) = (new_secret(&ids), new_secret(&ids));
        assert_eq!((one.len(), one == two), (43, false));
    }
}
