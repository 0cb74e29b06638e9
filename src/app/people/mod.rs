//! People of an organisation: adding and changing them, their households, and which platform identities are theirs.
//! Logging in is in `access`.

pub mod bind;
pub mod households;
pub mod identities;
pub mod import;
pub mod name_lookup;
pub mod preferences;
pub mod search;
pub mod unmatched;

use std::collections::BTreeSet;

use serde_json::json;

use super::{ActorContext, Error};
use crate::domain::access::Scope;
use crate::domain::people::validated_text::{Email, Name};
use crate::domain::people::{Identity, Role, Source};
use crate::store::people::Person;
use crate::store::{Read, StoreError, Write};

/// Somebody to be added.
#[derive(Clone, Debug)]
pub struct NewPerson {
    pub name: Name,
    pub email: Option<Email>,
    pub roles: BTreeSet<Role>,
    pub household: Option<String>,
}

/// What is to be changed of somebody; `None` leaves it as it is.
#[derive(Clone, Debug, Default)]
pub struct PersonChange {
    pub name: Option<Name>,
    /// `Some(None)` takes the address away.
    pub email: Option<Option<Email>>,
    pub roles: Option<BTreeSet<Role>>,
    pub household: Option<Option<String>>,
    pub is_active: Option<bool>,
}

/// One person within the scope. A teacher reaches the people on the rosters of their own sessions.
pub async fn find(read: &mut Read, scope: &Scope, id: &str) -> Result<Person, Error> {
    let person = read.find_person(scope.organization(), id).await?.ok_or(Error::NotFound("person"))?;
    let met = match scope.own_rows().and_then(|own| own.teacher.as_deref()) {
        Some(teacher) if !scope.covers_person(id) => {
            read.is_student_of(scope.organization(), teacher, id).await?
        }
        _ => false,
    };
    if scope.covers_person(id) || met { Ok(person) } else { Err(Error::OUT_OF_SCOPE) }
}

/// Adds a person and makes their id their LiveKit identity: it is what join tokens carry.
pub async fn add(write: &mut Write, actor: &ActorContext, new: NewPerson) -> Result<Person, Error> {
    check_superadmin_rights(actor, &new.roles)?;
    check_household(write, actor, new.household.as_deref()).await?;
    let person = Person {
        id: actor.new_id(),
        name: new.name.into_inner(),
        email: new.email.map(Email::into_inner),
        household: new.household,
        roles: new.roles,
        has_password: false,
        is_active: true,
        created_at: actor.now,
    };
    write.insert_person(actor.organization(), &person).await.map_err(email_taken)?;
    let identity = Identity { source: Source::Livekit, value: person.id.clone() };
    write.insert_identity(actor.organization(), &identity, &person.id, actor.now).await?;
    actor.record_audit(write, "person.created", subject(&person.id), audit_detail(&person)).await?;
    Ok(person)
}

/// Changes a person. Nobody deactivates themselves, and only a superadmin touches one.
pub async fn change(
    write: &mut Write,
    actor: &ActorContext,
    id: &str,
    change: PersonChange,
) -> Result<Person, Error> {
    find(write, &actor.scope, id).await?;
    let mut after = write.lock_person(actor.organization(), id).await?.ok_or(Error::NotFound("person"))?;
    let before = after.clone();
    check_superadmin_rights(actor, &before.roles)?;
    if let Some(name) = change.name {
        after.name = name.into_inner();
    }
    if let Some(email) = change.email {
        after.email = email.map(Email::into_inner);
    }
    if let Some(roles) = change.roles {
        check_superadmin_rights(actor, &roles)?;
        after.roles = roles;
    }
    if let Some(household) = change.household {
        check_household(write, actor, household.as_deref()).await?;
        after.household = household;
    }
    if let Some(is_active) = change.is_active {
        if !is_active && actor.person_id.as_deref() == Some(id) {
            return Err(Error::conflict("own_account", "Nobody can deactivate their own account."));
        }
        after.is_active = is_active;
        if !is_active {
            // Ended for good: being active again gives back none of the logins and tokens.
            write.revoke_access(actor.organization(), id, actor.now).await?;
        }
    }
    if after != before {
        write.update_person(actor.organization(), &after).await.map_err(email_taken)?;
        let detail = json!({"before": audit_detail(&before), "after": audit_detail(&after)});
        actor.record_audit(write, "person.changed", subject(id), detail).await?;
    }
    Ok(after.into_inner())
}

/// Sets somebody's password; every login and token of theirs ends. Only a superadmin sets a superadmin's, their
/// own included: a token that acts as their admin must not become them.
pub async fn set_password(
    write: &mut Write,
    actor: &ActorContext,
    id: &str,
    hash: &str,
) -> Result<(), Error> {
    let person = find(write, &actor.scope, id).await?;
    check_superadmin_rights(actor, &person.roles)?;
    write.set_password_hash(actor.organization(), id, hash).await?;
    write.revoke_access(actor.organization(), id, actor.now).await?;
    actor.record_audit(write, "person.password_set", subject(id), json!({})).await?;
    Ok(())
}

/// Only a superadmin makes one, changes one, or sets one's password: an organisation's admin must not become more
/// than that by way of a superadmin who is at home there.
fn check_superadmin_rights(actor: &ActorContext, roles: &BTreeSet<Role>) -> Result<(), Error> {
    if roles.contains(&Role::Superadmin) && !actor.is_superadmin {
        return Err(Error::Forbidden("Only a superadmin may do this."));
    }
    Ok(())
}

async fn check_household(
    read: &mut Read,
    actor: &ActorContext,
    household: Option<&str>,
) -> Result<(), Error> {
    let Some(household) = household else { return Ok(()) };
    match read.find_household(actor.organization(), household).await? {
        Some(_) => Ok(()),
        None => Err(Error::refused("unknown_household", "There is no such household.")),
    }
}

fn email_taken(error: StoreError) -> Error {
    Error::from_unique_violation(
        error,
        "email",
        "email_taken",
        "This e-mail address belongs to somebody already.",
    )
}

fn subject(id: &str) -> String {
    format!("person:{id}")
}

fn audit_detail(person: &Person) -> serde_json::Value {
    json!({
        "name": person.name,
        "email": person.email,
        "roles": person.roles,
        "householdId": person.household,
        "isActive": person.is_active,
    })
}
