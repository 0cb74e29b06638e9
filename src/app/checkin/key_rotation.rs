//! New signing keys. Rotation takes nothing away: what was signed before is read by its own key until that is revoked.

use serde_json::json;

use crate::app::{ActorContext, Error};
use crate::store::checkin::code_keys::CodeKeyNumber;
use crate::store::{Read, StoreError, Write};

/// Every key of an organisation, the oldest first: the first one too, which has no row until it is revoked.
pub async fn list(read: &mut Read, organization: &str) -> Result<Vec<CodeKeyNumber>, Error> {
    let mut keys = read.list_code_keys(organization).await?;
    if keys.iter().all(|one| one.number != 1) {
        let made = read.find_organization(organization).await?.ok_or(Error::NotFound("organisation"))?;
        let first =
            CodeKeyNumber { number: 1, created_at: made.created_at, created_by: None, revoked_at: None };
        keys.insert(0, first);
    }
    Ok(keys)
}

/// Adds a key, with which everything is signed from now on.
pub async fn rotate(write: &mut Write, actor: &ActorContext) -> Result<CodeKeyNumber, Error> {
    let keys = list(write, actor.organization()).await?;
    let newest = keys.last().map_or(1, |one| one.number);
    let number =
        newest.checked_add(1).ok_or_else(|| Error::conflict("conflict", "There are too many keys."))?;
    let key = CodeKeyNumber {
        number,
        created_at: actor.now,
        created_by: actor.person_id.clone(),
        revoked_at: None,
    };
    put(write, actor, &key, "code_key.created").await?;
    Ok(key)
}

/// Revokes a key: every code that was signed with it fails from now on.
///
/// # Errors
/// 409 `last_code_key` for the newest one, which is signed with: rotate first.
pub async fn revoke(write: &mut Write, actor: &ActorContext, number: u16) -> Result<(), Error> {
    let keys = list(write, actor.organization()).await?;
    let found = keys.iter().find(|one| one.number == number).ok_or(Error::NotFound("key"))?;
    if keys.iter().all(|one| one.number <= number) {
        return Err(Error::conflict("last_code_key", "Codes are signed with this key: add a new one first."));
    }
    if found.revoked_at.is_none() {
        let key = CodeKeyNumber { revoked_at: Some(actor.now), ..found.clone() };
        put(write, actor, &key, "code_key.revoked").await?;
    }
    Ok(())
}

async fn put(
    write: &mut Write,
    actor: &ActorContext,
    key: &CodeKeyNumber,
    action: &str,
) -> Result<(), StoreError> {
    write.put_code_key(actor.organization(), key).await?;
    let subject = format!("code_key:{}", key.number);
    actor.record_audit(write, action, subject, json!({"number": key.number})).await
}
