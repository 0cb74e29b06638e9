//! Rates: adding and removing one. The sessions that a rate prices become dirty, so that their lines are
//! calculated again.

use serde_json::json;

use crate::app::{ActorContext, Error};
use crate::domain::access::Scope;
use crate::domain::money::rate::{Rate, RateScope};
use crate::domain::money::written_rate::rate_text;
use crate::domain::time::calendar::midnight;
use crate::domain::time::{Span, Timestamp};
use crate::store::money::held_lines::MissingRate;
use crate::store::money::rates::StoredRate;
use crate::store::{Read, Write};

/// Adds a rate. A second one of the same kind, scope and date is refused, since it would not be clear which is
/// valid.
pub async fn add(write: &mut Write, actor: &ActorContext, rate: Rate) -> Result<StoredRate, Error> {
    if let RateScope::Person(person) = &rate.scope
        && write.find_person(actor.organization(), person).await?.is_none()
    {
        return Err(Error::refused("unknown_person", "There is no such person."));
    }
    let stored = StoredRate { id: actor.new_id(), rate, created_at: actor.now };
    write.insert_rate(actor.organization(), &stored).await.map_err(|error| {
        let detail = "There is a rate of this kind and scope from this date on already.";
        Error::from_unique_violation(error, "valid_from", "rate_exists", detail)
    })?;
    mark_priced_sessions_dirty(write, actor, &stored.rate).await?;
    actor
        .record_audit(write, "rate.created", format!("rate:{}", stored.id), audit_detail(&stored.rate))
        .await?;
    Ok(stored)
}

/// Removes a rate.
pub async fn remove(write: &mut Write, actor: &ActorContext, id: &str) -> Result<(), Error> {
    let rates = write.list_rates(actor.organization()).await?;
    let stored = rates.into_iter().find(|stored| stored.id == id);
    if !write.delete_rate(actor.organization(), id).await? {
        return Err(Error::NotFound("rate"));
    }
    let detail = match &stored {
        Some(stored) => {
            mark_priced_sessions_dirty(write, actor, &stored.rate).await?;
            audit_detail(&stored.rate)
        }
        // A rate that cannot be read may have held back any session, so all become dirty.
        None => {
            let always = Span::new(Timestamp::MIN, Timestamp::MAX);
            write.mark_sessions_dirty(actor.organization(), always, actor.now).await?;
            json!({})
        }
    };
    actor.record_audit(write, "rate.deleted", format!("rate:{id}"), detail).await?;
    Ok(())
}

/// How many lines wait for a rate and would be priced by this one.
pub async fn count_waiting_for(read: &mut Read, actor: &ActorContext, rate: &Rate) -> Result<i64, Error> {
    let organization = read.find_organization(actor.organization()).await?;
    let zone = organization.ok_or(Error::NotFound("organisation"))?.time_zone;
    let starting = Span::new(midnight(rate.valid_from, zone), Timestamp::MAX);
    let scope = Scope::whole_organization(actor.organization());
    let waiting = read.list_missing_rates(&scope, rate.kind, starting).await?;
    let is_for = |one: &&MissingRate| match &rate.scope {
        RateScope::Organization => true,
        RateScope::Kind(kind) => *kind == one.session_kind,
        RateScope::Person(person) => *person == one.person_id,
    };
    Ok(waiting.iter().filter(is_for).map(|one| one.lines).sum())
}

/// How many lines are priced by this rate, and would be priced anew without it.
pub async fn count_lines_of(read: &mut Read, organization: &str, rate: &Rate) -> Result<i64, Error> {
    Ok(read.count_lines_of_rate(organization, rate.kind, &rate_text(rate)).await?)
}

/// Marks every session from the rate's first day on as dirty.
async fn mark_priced_sessions_dirty(
    write: &mut Write,
    actor: &ActorContext,
    rate: &Rate,
) -> Result<(), Error> {
    // Locked, so that the time zone, by which the first day is counted, cannot change until the commit.
    let organization = write.lock_organization(actor.organization()).await?;
    let zone = organization.ok_or(Error::NotFound("organisation"))?.time_zone;
    let starting = Span::new(midnight(rate.valid_from, zone), Timestamp::MAX);
    Ok(write.mark_sessions_dirty(actor.organization(), starting, actor.now).await?)
}

fn audit_detail(rate: &Rate) -> serde_json::Value {
    let scope = match &rate.scope {
        RateScope::Organization => json!({}),
        RateScope::Kind(kind) => json!({"kind": kind}),
        RateScope::Person(person) => json!({"personId": person}),
    };
    json!({"for": rate.kind, "scope": scope, "price": rate.price, "validFrom": rate.valid_from})
}
