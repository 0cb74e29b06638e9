//! Binds platform identities to people by a manual statement. A binding applies to past sessions too: every
//! session where the identity was seen is evaluated again.

use serde_json::json;

use crate::app::actor::ActorContext;
use crate::app::ingest::manual::record_manual_statement;
use crate::app::session::overrides::forbid_own_report;
use crate::app::{Error, evaluate};
use crate::domain::evaluation::inputs::merge_bindings;
use crate::domain::evidence::manual::Bind;
use crate::domain::evidence::{Evidence, scope};
use crate::domain::people::{Identity, IdentityBindings, IdentityOwner, Source};
use crate::domain::time::Timestamp;
use crate::store::{Read, StoreError, Write};

/// One identity, and whose it is; `None`: it belongs to nobody of the organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    pub identity: Identity,
    pub person: Option<String>,
}

/// Binds identities that were seen in the organisation, all of them or none; every session they may have been seen in is
/// evaluated anew. Gives the number of those sessions.
///
/// # Errors
/// Not found for an identity that was never seen here; 403 `own_report` where it is to be the author's, or is theirs
/// and is to be somebody else's or nobody's; 422 `unknown_person`, `no_author`.
pub async fn bind_identities(
    write: &mut Write,
    actor: &ActorContext,
    bindings: &[Binding],
) -> Result<u64, Error> {
    let author = actor.person_id.clone();
    let author = author.ok_or_else(|| Error::refused("no_author", "A bind needs somebody who says it."))?;
    let organization = actor.organization();
    let mut scopes: Vec<String> = Vec::new();
    let held = current_bindings(write, organization, bindings).await?;
    for Binding { identity, person } in bindings {
        if !write.was_identity_seen(organization, identity).await? {
            return Err(Error::NotFound("unmatched identity"));
        }
        if let IdentityOwner::Person(holder) = held.owner_of(identity) {
            forbid_own_report(&author, &holder)?;
        }
        if let Some(person) = person {
            forbid_own_report(&author, person)?;
        }
        if let Some(person) = person
            && write.find_person(organization, person).await?.is_none()
        {
            return Err(Error::refused("unknown_person", "There is no such person."));
        }
        let statement = Bind {
            source: identity.source,
            value: identity.value.clone(),
            person_id: person.clone(),
            author: author.clone(),
        };
        let evidence = record_manual_statement(write, actor, &statement).await?;
        scopes.extend(write.mark_identity_dirty(organization, identity, actor.now).await?);
        let subject = format!("identity:{}:{}", identity.source, identity.value);
        let detail = json!({"personId": person, "evidence": evidence});
        actor.record_audit(write, "identity.bound", subject, detail).await?;
    }
    let scopes: Vec<&str> = scopes.iter().map(String::as_str).collect();
    let sessions = evaluate::sessions_affected_by(write, organization, &scopes, Timestamp::MIN).await?;
    Ok(sessions.len() as u64)
}

/// States that a visitor from another organisation, who enters rooms under their own id, is nobody here: else they would be
/// somebody unknown, whose presence could be anybody's. Said once.
pub async fn bind_visitor(write: &mut Write, actor: &ActorContext, visitor: &str) -> Result<(), Error> {
    let identity = Identity { source: Source::Livekit, value: visitor.to_owned() };
    let binding = Binding { identity: identity.clone(), person: None };
    let held = current_bindings(write, actor.organization(), &[binding]).await?;
    if held.owner_of(&identity) == IdentityOwner::Nobody {
        return Ok(());
    }
    let Identity { source, value } = identity;
    let statement = Bind { source, value, person_id: None, author: visitor.to_owned() };
    record_manual_statement(write, actor, &statement).await?;
    Ok(())
}

/// Whose these identities are so far: by the identities of people, and by the binds stated since.
async fn current_bindings(
    read: &mut Read,
    organization: &str,
    asked: &[Binding],
) -> Result<IdentityBindings, StoreError> {
    let identities: Vec<&Identity> = asked.iter().map(|one| &one.identity).collect();
    let written = read.find_identities(organization, &identities).await?;
    let said = read.evidence_about(organization, &[scope::IDENTITIES], Timestamp::MAX).await?;
    let said: Vec<Evidence> =
        said.iter().filter_map(|item| Evidence::parse(&serde_json::from_str(item).ok()?).ok()).collect();
    Ok(merge_bindings(written, &said.iter().collect::<Vec<_>>()))
}
