//! Households: adding, changing, and which one is whose.

use serde_json::json;

use crate::app::{ActorContext, Error};
use crate::domain::access::Scope;
use crate::domain::people::validated_text::Name;
use crate::store::people::households::Household;
use crate::store::{Read, Write};

/// What is to be changed; `None` leaves it as it is.
#[derive(Clone, Debug, Default)]
pub struct HouseholdChange {
    pub name: Option<Name>,
    /// `Some(None)`: nobody pays.
    pub payer: Option<Option<String>>,
}

/// One household in reach. Where the scope is the caller's own, theirs are those they belong to or pay for.
pub async fn find(read: &mut Read, scope: &Scope, caller: &str, id: &str) -> Result<Household, Error> {
    let found = read.find_household(scope.organization(), id).await?.ok_or(Error::NotFound("household"))?;
    if scope.own_rows().is_none() {
        return Ok(found);
    }
    let own = read.households_of(scope.organization(), caller).await?;
    if own.contains(&found) { Ok(found) } else { Err(Error::OUT_OF_SCOPE) }
}

/// The household of this name, made where there is none yet, and whether it was.
///
/// # Errors
/// 422 `unknown_household` where several are called so.
pub async fn find_or_add(
    write: &mut Write,
    actor: &ActorContext,
    name: Name,
) -> Result<(Household, bool), Error> {
    let mut named = write.households_named(actor.organization(), &[name.as_str()]).await?;
    match (named.pop(), named.is_empty()) {
        (None, _) => Ok((add(write, actor, name, None).await?, true)),
        (Some(only), true) => Ok((only, false)),
        (Some(_), false) => {
            let detail = "Several households are called so: give them names that tell them apart first.";
            Err(Error::refused("unknown_household", detail))
        }
    }
}

/// Adds a household.
pub async fn add(
    write: &mut Write,
    actor: &ActorContext,
    name: Name,
    payer: Option<String>,
) -> Result<Household, Error> {
    check_payer(write, actor, payer.as_deref()).await?;
    let household = Household { id: actor.new_id(), name: name.into_inner(), payer, created_at: actor.now };
    write.insert_household(actor.organization(), &household).await?;
    actor.record_audit(write, "household.created", subject(&household.id), audit_detail(&household)).await?;
    Ok(household)
}

/// Changes a household.
pub async fn change(
    write: &mut Write,
    actor: &ActorContext,
    id: &str,
    change: HouseholdChange,
) -> Result<Household, Error> {
    let held = write.lock_household(actor.organization(), id).await?;
    let mut after = held.ok_or(Error::NotFound("household"))?;
    let before = after.clone();
    if let Some(name) = change.name {
        after.name = name.into_inner();
    }
    if let Some(payer) = change.payer {
        check_payer(write, actor, payer.as_deref()).await?;
        after.payer = payer;
    }
    if after != before {
        write.update_household(actor.organization(), &after).await?;
        let detail = json!({"before": audit_detail(&before), "after": audit_detail(&after)});
        actor.record_audit(write, "household.changed", subject(id), detail).await?;
    }
    Ok(after.into_inner())
}

async fn check_payer(read: &mut Read, actor: &ActorContext, payer: Option<&str>) -> Result<(), Error> {
    let Some(payer) = payer else { return Ok(()) };
    match read.find_person(actor.organization(), payer).await? {
        Some(_) => Ok(()),
        None => Err(Error::refused("unknown_person", "There is no such person to pay.")),
    }
}

fn subject(id: &str) -> String {
    format!("household:{id}")
}

fn audit_detail(household: &Household) -> serde_json::Value {
    json!({"name": household.name, "payerId": household.payer})
}
