//! What sources call people: giving a name to somebody, and taking it away.

use serde_json::json;

use crate::app::session::overrides::not_own;
use crate::app::{Act, Error};
use crate::domain::people::{Identity, Source};
use crate::store::Write;

/// Says whose identity this is. What was seen under it is evaluated again, the past too.
///
/// # Errors
/// 403 `own_report` about oneself; 409 `identity_taken`; 422 `unknown_person`.
pub async fn add(write: &mut Write, act: &Act, identity: &Identity, person: &str) -> Result<(), Error> {
    not_for_oneself(act, person)?;
    if write.find_person(act.organization(), person).await?.is_none() {
        return Err(Error::refused("unknown_person", "There is no such person."));
    }
    if !write.insert_identity(act.organization(), identity, person, act.now).await? {
        return Err(Error::conflict("identity_taken", "This identity belongs to somebody already."));
    }
    act.record(write, "identity.created", format!("person:{person}"), json!(identity)).await?;
    Ok(())
}

/// Takes an identity away from whoever has it, never from oneself. The one that join tokens carry stays.
pub async fn remove(write: &mut Write, act: &Act, identity: &Identity) -> Result<(), Error> {
    let person = write.find_identity(act.organization(), identity).await?;
    let person = person.ok_or(Error::NotFound("identity"))?;
    not_for_oneself(act, &person)?;
    if identity.source == Source::Livekit && identity.value == person {
        return Err(Error::conflict("own_identity", "A person's own id stays theirs: join tokens carry it."));
    }
    write.delete_identity(act.organization(), identity, act.now).await?;
    act.record(write, "identity.deleted", format!("person:{person}"), json!(identity)).await?;
    Ok(())
}

/// What is seen under a name is in the report of whoever has it.
fn not_for_oneself(act: &Act, person: &str) -> Result<(), Error> {
    act.actor.as_deref().map_or(Ok(()), |author| not_own(author, person))
}
