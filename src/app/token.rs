//! API tokens: opaque, kept as their SHA-256, shown once.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{Act, App, Error};
use crate::domain::naming::Name;
use crate::domain::time::{SECOND, Timestamp};
use crate::store::logins::ApiToken;
use crate::store::{Read, Write};

/// What every token begins with, so that one is recognised wherever it turns up.
pub const PREFIX: &str = "rc_";

/// A last use is remembered to the minute, in milliseconds.
const MINUTE: i64 = 60 * SECOND;

/// The token of this secret and its organisation, if it is alive.
pub async fn find(
    read: &mut Read,
    secret: &str,
    now: Timestamp,
) -> Result<Option<(String, ApiToken)>, Error> {
    if !secret.starts_with(PREFIX) {
        return Ok(None);
    }
    let found = read.find_api_token(&hash(secret)).await?;
    Ok(found.filter(|(_, token)| {
        token.revoked_at.is_none() && token.expires_at.is_none_or(|expires_at| now < expires_at)
    }))
}

/// Notes that a token was used, beside the request and at most once a minute.
pub fn note_use(app: &App, organization: &str, token: &ApiToken) {
    let now = app.now();
    if token.last_used_at.is_some_and(|last| now.since(last) < MINUTE) {
        return;
    }
    let (store, organization, id) = (app.store.clone(), organization.to_owned(), token.id.clone());
    app.tasks.spawn(async move {
        let noted = async {
            let mut write = store.write().await?;
            write.touch_api_token(&organization, &id, now).await?;
            write.commit().await
        };
        if let Err(error) = noted.await {
            tracing::warn!(%error, token.id = id, "the use of a token could not be noted");
        }
    });
}

/// Makes a token for the acting person; the secret is given back once and kept by nobody.
pub async fn create(
    write: &mut Write,
    act: &Act,
    person: &str,
    name: Name,
    expires_at: Option<Timestamp>,
) -> Result<(ApiToken, String), Error> {
    if expires_at.is_some_and(|expires_at| expires_at <= act.now) {
        return Err(Error::refused("already_expired", "A token must end in the future."));
    }
    let secret = format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(act.ids.bytes::<32>()));
    let token = ApiToken {
        id: act.new_id(),
        person: person.to_owned(),
        name: name.into_inner(),
        created_at: act.now,
        expires_at,
        last_used_at: None,
        revoked_at: None,
    };
    write.insert_api_token(act.organization(), &token, &hash(&secret)).await?;
    let detail = json!({"name": token.name, "expiresAt": token.expires_at});
    act.record(write, "token.created", format!("token:{}", token.id), detail).await?;
    Ok((token, secret))
}

/// Ends one of the acting person's tokens. Ending it again changes nothing.
pub async fn revoke(write: &mut Write, act: &Act, person: &str, id: &str) -> Result<(), Error> {
    let token = write.find_api_token_by_id(act.organization(), id).await?.ok_or(Error::NotFound("token"))?;
    if token.person != person {
        return Err(super::people::NOT_YOURS);
    }
    if write.revoke_api_token(act.organization(), id, act.now).await? {
        act.record(write, "token.revoked", format!("token:{id}"), json!({})).await?;
    }
    Ok(())
}

fn hash(secret: &str) -> String {
    Sha256::digest(secret.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
