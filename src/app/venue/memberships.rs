//! Memberships: adding and changing one, and listing them with names.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::app::{ActorContext, Error};
use crate::domain::checkin::membership::{MembershipState, MembershipStatus};
use crate::domain::people::Role;
use crate::store::venue::memberships::{Membership, MembershipFilter};
use crate::store::{Read, Write};

/// A membership to be added.
#[derive(Clone, Debug)]
pub struct NewMembership {
    pub person: String,
    pub state: MembershipState,
}

/// What is to be changed; `None` leaves it as it is.
#[derive(Clone, Debug, Default)]
pub struct MembershipChange {
    pub person: Option<String>,
    pub plan: Option<String>,
    /// `Some(None)`: every venue.
    pub venue: Option<Option<String>>,
    pub valid_from: Option<NaiveDate>,
    /// `Some(None)`: without an end.
    pub valid_until: Option<Option<NaiveDate>>,
    pub status: Option<MembershipStatus>,
}

/// A membership with the names of whom and what it is of.
#[derive(Clone, Debug)]
pub struct ListedMembership {
    pub membership: Membership,
    pub person_name: Option<String>,
    pub plan_name: Option<String>,
    /// `None` too where it is for every venue.
    pub venue_name: Option<String>,
}

/// Adds a membership.
///
/// # Errors
/// 422 `unknown_person`, `not_a_student`, `unknown_plan`, `unknown_venue`, `invalid_days`.
pub async fn add(write: &mut Write, actor: &ActorContext, new: NewMembership) -> Result<Membership, Error> {
    let organization = actor.organization();
    check_person(write, organization, &new.person).await?;
    check_plan(write, organization, &new.state.plan).await?;
    check_venue(write, organization, new.state.venue.as_deref()).await?;
    check_days(&new.state)?;
    let NewMembership { person, state } = new;
    let membership = Membership { id: actor.new_id(), person_id: person, state, created_at: actor.now };
    write.insert_membership(organization, &membership).await?;
    let detail = audit_detail(&membership);
    actor.record_audit(write, "membership.created", subject(&membership.id), detail).await?;
    Ok(membership)
}

/// Changes a membership, from now on: scans of before are judged by what it was.
///
/// # Errors
/// As for adding one; what stays as it is is not checked again.
pub async fn change(
    write: &mut Write,
    actor: &ActorContext,
    id: &str,
    change: MembershipChange,
) -> Result<Membership, Error> {
    let organization = actor.organization();
    let held = write.lock_membership(organization, id).await?;
    let mut after = held.ok_or(Error::NotFound("membership"))?;
    let before = after.clone();
    if let Some(person) = change.person.filter(|person| *person != before.person_id) {
        check_person(write, organization, &person).await?;
        after.person_id = person;
    }
    if let Some(plan) = change.plan.filter(|plan| *plan != before.state.plan) {
        check_plan(write, organization, &plan).await?;
        after.state.plan = plan;
    }
    if let Some(venue) = change.venue.filter(|venue| *venue != before.state.venue) {
        check_venue(write, organization, venue.as_deref()).await?;
        after.state.venue = venue;
    }
    let state = &mut after.state;
    state.valid_from = change.valid_from.unwrap_or(state.valid_from);
    state.valid_until = change.valid_until.unwrap_or(state.valid_until);
    state.status = change.status.unwrap_or(state.status);
    check_days(state)?;
    if after != before {
        write.update_membership(organization, &after, actor.now).await?;
        let detail = json!({"before": audit_detail(&before), "after": audit_detail(&after)});
        actor.record_audit(write, "membership.changed", subject(id), detail).await?;
    }
    Ok(after.into_inner())
}

/// Memberships that pass the filter, by id, after the one of this id; at most `limit`.
pub async fn list_with_names(
    read: &mut Read,
    organization: &str,
    filter: &MembershipFilter<'_>,
    after: &str,
    limit: i64,
) -> Result<Vec<ListedMembership>, Error> {
    let found = read.list_memberships(organization, filter, after, limit).await?;
    with_names(read, organization, found).await
}

/// One membership.
///
/// # Errors
/// Not found for an id nobody has here.
pub async fn find_with_names(
    read: &mut Read,
    organization: &str,
    id: &str,
) -> Result<ListedMembership, Error> {
    let found = read.find_membership(organization, id).await?.ok_or(Error::NotFound("membership"))?;
    let named = with_names(read, organization, vec![found]).await?;
    named.into_iter().next().ok_or(Error::NotFound("membership"))
}

async fn with_names(
    read: &mut Read,
    organization: &str,
    found: Vec<Membership>,
) -> Result<Vec<ListedMembership>, Error> {
    let ids: BTreeSet<&str> = found.iter().map(|one| one.person_id.as_str()).collect();
    let people = read.find_people(organization, &ids).await?;
    let people: BTreeMap<String, String> = people.into_iter().map(|one| (one.id, one.name)).collect();
    let plans = read.list_plans(organization, "", i64::MAX).await?;
    let plans: BTreeMap<String, String> = plans.into_iter().map(|one| (one.id, one.name)).collect();
    let venues = read.list_venues(organization, "", i64::MAX).await?;
    let venues: BTreeMap<String, String> = venues.into_iter().map(|one| (one.id, one.name)).collect();
    let with_names = |membership: Membership| ListedMembership {
        person_name: people.get(&membership.person_id).cloned(),
        plan_name: plans.get(&membership.state.plan).cloned(),
        venue_name: membership.state.venue.as_ref().and_then(|id| venues.get(id)).cloned(),
        membership,
    };
    Ok(found.into_iter().map(with_names).collect())
}

async fn check_person(read: &mut Read, organization: &str, id: &str) -> Result<(), Error> {
    let person = read.find_person(organization, id).await?.filter(|person| person.is_active);
    let Some(person) = person else {
        return Err(Error::refused("unknown_person", "There is no such person, or no longer active."));
    };
    if !person.roles.contains(&Role::Student) {
        let detail =
            format!("{} is no student: give them the role before they become a member.", person.name);
        return Err(Error::refused("not_a_student", detail));
    }
    Ok(())
}

async fn check_plan(read: &mut Read, organization: &str, id: &str) -> Result<(), Error> {
    let found = read.find_plan(organization, id).await?;
    found.map(drop).ok_or_else(|| Error::refused("unknown_plan", "There is no such plan."))
}

async fn check_venue(read: &mut Read, organization: &str, id: Option<&str>) -> Result<(), Error> {
    let Some(id) = id else { return Ok(()) };
    let found = read.find_venue(organization, id).await?;
    found.map(drop).ok_or_else(|| Error::refused("unknown_venue", "There is no such venue."))
}

fn check_days(state: &MembershipState) -> Result<(), Error> {
    if state.valid_until.is_some_and(|until| until < state.valid_from) {
        return Err(Error::refused("invalid_days", "The last day is not before the first."));
    }
    Ok(())
}

fn subject(id: &str) -> String {
    format!("membership:{id}")
}

fn audit_detail(one: &Membership) -> Value {
    let MembershipState { plan, venue, valid_from, valid_until, status } = &one.state;
    json!({
        "personId": one.person_id, "planId": plan, "venueId": venue, "validFrom": valid_from,
        "validUntil": valid_until, "status": status,
    })
}
