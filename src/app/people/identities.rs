//! Platform identities of people: adding one to somebody, and taking it away.

use serde_json::json;

use crate::app::session::overrides::forbid_own_report;
use crate::app::{ActorContext, Error};
use crate::domain::people::{Identity, Source};
use crate::store::Write;

/// Gives an identity to a person. Sessions where it was seen are evaluated again, past ones too.
///
/// # Errors
/// 403 `own_report` about oneself; 409 `identity_taken`; 422 `unknown_person`.
pub async fn add(
    write: &mut Write,
    actor: &ActorContext,
    identity: &Identity,
    person: &str,
) -> Result<(), Error> {
    forbid_own_identity(actor, person)?;
    if write.find_person(actor.organization(), person).await?.is_none() {
        return Err(Error::refused("unknown_person", "There is no such person."));
    }
    if !write.insert_identity(actor.organization(), identity, person, actor.now).await? {
        return Err(Error::conflict("identity_taken", "This identity belongs to somebody already."));
    }
    actor.record_audit(write, "identity.created", format!("person:{person}"), json!(identity)).await?;
    Ok(())
}

/// Takes an identity away from its owner, who must not be the author. The one that join tokens carry stays.
pub async fn remove(write: &mut Write, actor: &ActorContext, identity: &Identity) -> Result<(), Error> {
    let person = write.find_identity(actor.organization(), identity).await?;
    let person = person.ok_or(Error::NotFound("identity"))?;
    forbid_own_identity(actor, &person)?;
    if identity.source == Source::Livekit && identity.value == person {
        return Err(Error::conflict("own_identity", "A person's own id stays theirs: join tokens carry it."));
    }
    write.delete_identity(actor.organization(), identity, actor.now).await?;
    actor.record_audit(write, "identity.deleted", format!("person:{person}"), json!(identity)).await?;
    Ok(())
}

/// An identity decides about the report of its owner, so nobody changes their own.
fn forbid_own_identity(actor: &ActorContext, person: &str) -> Result<(), Error> {
    actor.person_id.as_deref().map_or(Ok(()), |author| forbid_own_report(author, person))
}
