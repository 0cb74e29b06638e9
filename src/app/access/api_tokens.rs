//! API tokens: random secrets, stored as their SHA-256 and shown once. A token may do what its person may, or
//! less, until it expires or is revoked, which is final.

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::app::{ActorContext, App, Error};
use crate::domain::people::Role;
use crate::domain::people::validated_text::Name;
use crate::domain::time::{DAY, HOUR, Timestamp};
use crate::store::access::tokens::ApiToken;
use crate::store::{Read, Write};

/// What every token begins with, so that one is recognised wherever it turns up.
pub const TOKEN_PREFIX: &str = "rc_";

/// How long a token lasts when nothing is said, and at most.
const DEFAULT_LIFETIME: i64 = 90 * DAY;
const MAX_LIFETIME: i64 = 366 * DAY;
/// How many tokens somebody may have that are alive.
const MAX_ALIVE: i64 = 20;
/// How many somebody may make within an hour, counting those revoked since.
const MAX_CREATED_PER_HOUR: i64 = 30;

/// What a token is made with.
#[derive(Clone, Debug)]
pub struct NewToken {
    pub name: Name,
    /// Whether it may change nothing.
    pub read_only: bool,
    /// The one role it acts in; `None`: all of its person, whichever they are at the time.
    pub role: Option<Role>,
    /// Without it the token lasts 90 days.
    pub expires_at: Option<Timestamp>,
}

/// For whom a token is made: somebody who is logged in, as of the request.
#[derive(Clone, Copy, Debug)]
pub struct TokenHolder<'a> {
    pub person: &'a str,
    pub roles: &'a BTreeSet<Role>,
    pub era: i64,
}

/// The token of this secret and its organisation, unless it was revoked or has expired. The caller checks
/// whether the era of its person is still the token's.
pub async fn find_valid(
    read: &mut Read,
    secret: &str,
    now: Timestamp,
) -> Result<Option<(String, ApiToken)>, Error> {
    let found = read.find_api_token(&hash_secret(secret)).await?;
    Ok(found.filter(|(_, token)| {
        token.revoked_at.is_none() && token.expires_at.is_none_or(|expires_at| now < expires_at)
    }))
}

/// Notes that a token was used, beside the request and once a minute.
pub fn note_use(app: &App, organization: &str, token: &ApiToken) {
    let now = app.now();
    if !app.token_uses.is_first_this_minute(&token.id, now) {
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

/// Makes a token for the acting person. The secret is returned once and not stored.
pub async fn create(
    write: &mut Write,
    actor: &ActorContext,
    holder: TokenHolder<'_>,
    new: NewToken,
) -> Result<(ApiToken, String), Error> {
    let expires_at = new.expires_at.unwrap_or(actor.now.plus(DEFAULT_LIFETIME));
    if expires_at <= actor.now {
        return Err(Error::refused("already_expired", "A token must end in the future."));
    }
    if expires_at > actor.now.plus(MAX_LIFETIME) {
        return Err(Error::refused("expires_too_late", "A token lasts 366 days at most."));
    }
    if new.role.is_some_and(|role| !holder.roles.contains(&role)) {
        return Err(Error::refused("not_your_role", "A token acts in a role you have."));
    }
    // The era is locked: of several tokens made at once the one beyond the limit is refused, and ending all
    // access ends this one too.
    if write.lock_era(actor.organization(), holder.person).await? != Some(holder.era) {
        return Err(Error::LoginEnded);
    }
    let count =
        write.count_api_tokens(actor.organization(), holder.person, actor.now, actor.now.plus(-HOUR)).await?;
    if count.recent >= MAX_CREATED_PER_HOUR {
        let detail = "You have made many tokens in the last hour. Please wait a while.";
        return Err(Error::TooManyRequests { detail, seconds: 600 });
    }
    if count.alive >= MAX_ALIVE {
        let detail = format!("You have {MAX_ALIVE} tokens already. End one you no longer need.");
        return Err(Error::conflict("too_many_tokens", detail));
    }
    let secret = format!("{TOKEN_PREFIX}{}", URL_SAFE_NO_PAD.encode(actor.ids.random_bytes::<32>()));
    let token = ApiToken {
        id: actor.new_id(),
        person: holder.person.to_owned(),
        name: new.name.into_inner(),
        read_only: new.read_only,
        role: new.role.map(|role| role.as_str().to_owned()),
        era: holder.era,
        created_at: actor.now,
        expires_at: Some(expires_at),
        last_used_at: None,
        revoked_at: None,
    };
    write.insert_api_token(actor.organization(), &token, &hash_secret(&secret)).await?;
    let detail = json!({
        "name": token.name,
        "readOnly": token.read_only,
        "role": token.role,
        "expiresAt": token.expires_at,
    });
    actor.record_audit(write, "token.created", format!("token:{}", token.id), detail).await?;
    Ok((token, secret))
}

/// Revokes a token within the scope; a superadmin's only by a superadmin. Revoking it again changes nothing.
pub async fn revoke(write: &mut Write, actor: &ActorContext, id: &str) -> Result<(), Error> {
    let token =
        write.find_api_token_by_id(actor.organization(), id).await?.ok_or(Error::NotFound("token"))?;
    if !actor.scope.covers_person(&token.person) {
        return Err(Error::OUT_OF_SCOPE);
    }
    if actor.person_id.as_deref() != Some(&token.person) && !actor.is_superadmin {
        let owner = write.find_account_status(actor.organization(), &token.person).await?;
        if owner.is_some_and(|owner| owner.roles.contains(&Role::Superadmin)) {
            return Err(Error::Forbidden("Only a superadmin may do this."));
        }
    }
    if write.revoke_api_token(actor.organization(), id, actor.now).await? {
        let detail = json!({"name": token.name, "personId": token.person});
        actor.record_audit(write, "token.revoked", format!("token:{id}"), detail).await?;
    }
    Ok(())
}

pub(super) fn hash_secret(secret: &str) -> String {
    hex::encode(Sha256::digest(secret.as_bytes()))
}
