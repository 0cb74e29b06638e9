//! Households: adding, changing, and which one is whose.

use serde_json::json;

use crate::app::people::NOT_YOURS;
use crate::app::{Act, Error};
use crate::domain::access::Scope;
use crate::domain::people::naming::Name;
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
    if scope.own().is_none() {
        return Ok(found);
    }
    let own = read.households_of(scope.organization(), caller).await?;
    if own.contains(&found) { Ok(found) } else { Err(NOT_YOURS) }
}

/// Adds a household.
pub async fn add(
    write: &mut Write,
    act: &Act,
    name: Name,
    payer: Option<String>,
) -> Result<Household, Error> {
    check_payer(write, act, payer.as_deref()).await?;
    let household = Household { id: act.new_id(), name: name.into_inner(), payer, created_at: act.now };
    write.insert_household(act.organization(), &household).await?;
    act.record(write, "household.created", subject(&household.id), shown(&household)).await?;
    Ok(household)
}

/// Changes a household.
pub async fn change(
    write: &mut Write,
    act: &Act,
    id: &str,
    change: HouseholdChange,
) -> Result<Household, Error> {
    let held = write.hold_household(act.organization(), id).await?;
    let mut after = held.ok_or(Error::NotFound("household"))?;
    let before = after.clone();
    if let Some(name) = change.name {
        after.name = name.into_inner();
    }
    if let Some(payer) = change.payer {
        check_payer(write, act, payer.as_deref()).await?;
        after.payer = payer;
    }
    if after != before {
        write.update_household(act.organization(), &after).await?;
        let detail = json!({"before": shown(&before), "after": shown(&after)});
        act.record(write, "household.changed", subject(id), detail).await?;
    }
    Ok(after.into_inner())
}

async fn check_payer(read: &mut Read, act: &Act, payer: Option<&str>) -> Result<(), Error> {
    let Some(payer) = payer else { return Ok(()) };
    match read.find_person(act.organization(), payer).await? {
        Some(_) => Ok(()),
        None => Err(Error::refused("unknown_person", "There is no such person to pay.")),
    }
}

fn subject(id: &str) -> String {
    format!("household:{id}")
}

fn shown(household: &Household) -> serde_json::Value {
    json!({"name": household.name, "payerId": household.payer})
}
