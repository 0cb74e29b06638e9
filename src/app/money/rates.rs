//! Rates: adding one, taking one away. Lines of open periods follow; a line of a closed one keeps what it was.

use serde_json::json;

use crate::app::{Act, Error};
use crate::domain::money::period::midnight;
use crate::domain::money::rate::{Rate, Scope};
use crate::domain::time::{Span, Timestamp};
use crate::store::Write;
use crate::store::money::rates::StoredRate;

/// Adds a rate. Two of one kind, scope and date are refused: nobody could say which holds.
pub async fn add(write: &mut Write, act: &Act, rate: Rate) -> Result<StoredRate, Error> {
    if let Scope::Person(person) = &rate.scope
        && write.find_person(act.organization(), person).await?.is_none()
    {
        return Err(Error::refused("unknown_person", "There is no such person."));
    }
    let stored = StoredRate { id: act.new_id(), rate, created_at: act.now };
    write.insert_rate(act.organization(), &stored).await.map_err(|error| {
        let detail = "There is a rate of this kind and scope from this date on already.";
        Error::or_taken(error, "valid_from", "rate_exists", detail)
    })?;
    mark(write, act, &stored.rate).await?;
    act.record(write, "rate.created", format!("rate:{}", stored.id), shown(&stored.rate)).await?;
    Ok(stored)
}

/// Takes a rate away.
pub async fn remove(write: &mut Write, act: &Act, id: &str) -> Result<(), Error> {
    let rates = write.list_rates(act.organization()).await?;
    let stored = rates.into_iter().find(|stored| stored.id == id);
    if !write.delete_rate(act.organization(), id).await? {
        return Err(Error::NotFound("rate"));
    }
    let detail = match &stored {
        Some(stored) => {
            mark(write, act, &stored.rate).await?;
            shown(&stored.rate)
        }
        // One that cannot be read held back whatever it may have been for.
        None => {
            let always = Span::new(Timestamp::MIN, Timestamp::MAX);
            write.mark_sessions(act.organization(), always, act.now).await?;
            json!({})
        }
    };
    act.record(write, "rate.deleted", format!("rate:{id}"), detail).await?;
    Ok(())
}

/// The lines of every session from the rate's first day on are to be written again.
async fn mark(write: &mut Write, act: &Act, rate: &Rate) -> Result<(), Error> {
    // Held, so that its zone is the one its days are counted by until this is done.
    let organization = write.hold_organization(act.organization()).await?;
    let zone = organization.ok_or(Error::NotFound("organisation"))?.time_zone;
    let starting = Span::new(midnight(rate.valid_from, zone), Timestamp::MAX);
    Ok(write.mark_sessions(act.organization(), starting, act.now).await?)
}

fn shown(rate: &Rate) -> serde_json::Value {
    let scope = match &rate.scope {
        Scope::Organization => json!({}),
        Scope::Kind(kind) => json!({"kind": kind}),
        Scope::Person(person) => json!({"personId": person}),
    };
    json!({"for": rate.kind, "scope": scope, "price": rate.per, "validFrom": rate.valid_from})
}
