//! The address of a feed. It is a random secret, stored as its SHA-256 to be found by and encrypted to be shown again.
//! It lasts until its person makes a new one; a new password changes nothing about it.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::app::{ActorContext, App, Error};
use crate::store::calendar::feeds::CalendarFeed;
use crate::store::{Read, Write};

/// Where feeds are read, under the server's address.
pub const FEEDS_PATH: &str = "/calendar/";
/// What the address ends with, by which programs know what it is.
pub const FEED_SUFFIX: &str = ".ics";

/// The whole address of a feed.
pub fn url(app: &App, secret: &SecretString) -> String {
    format!("{}{FEEDS_PATH}{}{FEED_SUFFIX}", app.config.server.address(), secret.expose_secret())
}

/// The secret of a person's feed, if they have one that opens with this installation's key.
pub async fn find(
    app: &App,
    read: &mut Read,
    organization: &str,
    person: &str,
) -> Result<Option<SecretString>, Error> {
    let Some(feed) = read.find_calendar_feed_of(organization, person).await? else { return Ok(None) };
    Ok(app.secrets.decrypt(&encryption_context(organization, person), &feed.sealed_secret).ok())
}

/// The secret of the actor's own feed, which is made where there is none. The caller commits.
pub async fn find_or_make(app: &App, write: &mut Write, actor: &ActorContext) -> Result<SecretString, Error> {
    let (organization, person) = (actor.organization(), owner(actor)?);
    if let Some(secret) = find(app, write, organization, person).await? {
        return Ok(secret);
    }
    // One that does not open is in nobody's hands to be looked up again.
    let is_unreadable = write.find_calendar_feed_of(organization, person).await?.is_some();
    if is_unreadable {
        return rotate(app, write, actor).await;
    }
    let (feed, secret) = new_feed(app, organization, person);
    if write.insert_calendar_feed(&feed, actor.now).await? {
        record(write, actor, "calendar.made").await?;
        return Ok(secret);
    }
    // Somebody made it at the same moment.
    find(app, write, organization, person).await?.ok_or_else(|| Error::conflict("busy", "Try again."))
}

/// Gives the actor's feed a new secret: the old address is unknown from the commit on. The caller commits.
pub async fn rotate(app: &App, write: &mut Write, actor: &ActorContext) -> Result<SecretString, Error> {
    let (feed, secret) = new_feed(app, actor.organization(), owner(actor)?);
    write.replace_calendar_feed(&feed, actor.now).await?;
    record(write, actor, "calendar.rotated").await?;
    Ok(secret)
}

pub(super) fn hash_secret(secret: &str) -> String {
    hex::encode(Sha256::digest(secret))
}

fn owner(actor: &ActorContext) -> Result<&str, Error> {
    actor.person_id.as_deref().ok_or(Error::NotFound("person"))
}

fn new_feed(app: &App, organization: &str, person: &str) -> (CalendarFeed, SecretString) {
    let secret = SecretString::from(URL_SAFE_NO_PAD.encode(app.ids.random_bytes::<32>()));
    let feed = CalendarFeed {
        organization_id: organization.to_owned(),
        person_id: person.to_owned(),
        secret_hash: hash_secret(secret.expose_secret()),
        sealed_secret: app.secrets.encrypt(&app.ids, &encryption_context(organization, person), &secret),
    };
    (feed, secret)
}

fn encryption_context(organization: &str, person: &str) -> String {
    format!("calendar_feeds/{organization}/{person}")
}

async fn record(write: &mut Write, actor: &ActorContext, action: &str) -> Result<(), Error> {
    let subject = format!("person:{}", owner(actor)?);
    Ok(actor.record_audit(write, action, subject, json!({})).await?)
}
