//! Subscriptions: adding, changing and correcting one.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::earlier::cover_earlier_sessions;
use super::lapse::follow_end;
use super::packages::check_kind;
use super::unscheduled::draw_sessions;
use crate::app::{ActorContext, Error};
use crate::domain::evidence::scope;
use crate::domain::organization::Organization;
use crate::domain::people::validated_text::ReasonText;
use crate::domain::session::Kind;
use crate::domain::subscription::{Balance, EntryCause, MAX_SESSIONS, Subscription, SubscriptionAccount};
use crate::domain::time::calendar::local_date;
use crate::store::evaluation::dirty_scopes::ScopeChange;
use crate::store::subscription::entries::NewEntry;
use crate::store::subscription::packages::Package;
use crate::store::subscription::subscriptions::{Draw, StoredSubscription};
use crate::store::{Read, StoreError, Write};

/// A subscription to be added.
#[derive(Clone, Debug)]
pub struct NewSubscription {
    pub person: String,
    /// What it is made of, unless kind or sessions are said here.
    pub package: Option<String>,
    /// `Some(None)`: every kind.
    pub kind: Option<Option<Kind>>,
    /// Needed without a package.
    pub sessions: Option<i64>,
    pub valid_from: NaiveDate,
    pub valid_until: Option<NaiveDate>,
    /// Its sessions are made at once, without a time.
    pub draw: Option<Draw>,
}

/// What is to be changed; `None` leaves it as it is.
#[derive(Clone, Debug, Default)]
pub struct SubscriptionChange {
    /// Only while nothing was taken from it or drawn.
    pub person: Option<String>,
    /// `Some(None)`: of none. Kind and sessions stay; its sessions last as long as the package says.
    pub package: Option<Option<String>>,
    pub kind: Option<Option<Kind>>,
    pub sessions: Option<i64>,
    pub valid_from: Option<NaiveDate>,
    pub valid_until: Option<Option<NaiveDate>>,
}

/// What came of a change.
#[derive(Clone, Debug)]
pub struct ChangedSubscription {
    pub subscription: StoredSubscription,
    /// Sessions that were over already and that it covers now.
    pub covers_earlier: usize,
}

/// Adds a subscription. Sessions of its time that are over already and that nothing covers are covered by it.
///
/// # Errors
/// 422 `unknown_person`, `unknown_package`, `no_sessions` without a package, `not_lessons`, `invalid_days`,
/// `too_many_sessions`; with a draw `not_a_teacher`.
pub async fn add(
    write: &mut Write,
    actor: &ActorContext,
    new: NewSubscription,
) -> Result<ChangedSubscription, Error> {
    let organization = actor.organization();
    write.lock_subscriptions(organization).await?;
    check_person(write, organization, &new.person).await?;
    let package = find_package(write, organization, new.package.as_deref()).await?;
    let granted = new.sessions.or(package.as_ref().map(|one| one.sessions));
    let granted = granted.ok_or_else(|| {
        Error::refused("no_sessions", "Say how many sessions it has, or name the package it is of.")
    })?;
    let kind = new.kind.unwrap_or_else(|| package.as_ref().and_then(|one| one.kind));
    check_kind(kind)?;
    check_days(new.valid_from, new.valid_until)?;
    let subscription = Subscription {
        id: actor.new_id(),
        person: new.person,
        kind,
        granted,
        valid_from: new.valid_from,
        valid_until: new.valid_until,
        created_at: actor.now,
    };
    let stored = StoredSubscription {
        account: SubscriptionAccount {
            subscription,
            balance: Balance { granted, ..Balance::default() },
            has_lapsed: false,
        },
        package_id: new.package,
        duration_minutes: package.and_then(|one| one.duration_minutes),
        draw: new.draw,
        lapsed_at: None,
    };
    write.insert_subscription(organization, &stored).await?;
    if let Some(draw) = &stored.draw {
        draw_sessions(write, actor, &stored, draw).await?;
    }
    let id = stored.account.subscription.id.clone();
    actor.record_audit(write, "subscription.created", subject(&id), audit_detail(&stored)).await?;
    covered(write, actor, &id).await
}

/// Changes what a subscription is for. What it has covered it covers still; sessions that are over and that nothing
/// covers are covered by it where it is for them now.
///
/// # Errors
/// 409 `sessions_used` for fewer sessions than are used, `subscription_in_use` for another person; 422 `unknown_person`,
/// `unknown_package`, `not_lessons`, `invalid_days`.
pub async fn change(
    write: &mut Write,
    actor: &ActorContext,
    id: &str,
    change: SubscriptionChange,
) -> Result<ChangedSubscription, Error> {
    let organization = actor.organization();
    write.lock_subscriptions(organization).await?;
    let held = write.lock_subscription(organization, id).await?;
    let mut after = held.ok_or(Error::NotFound("subscription"))?;
    let before = after.clone();
    if let Some(person) = change.person.filter(|person| *person != before.account.subscription.person) {
        check_person(write, organization, &person).await?;
        if before.draw.is_some() || !write.list_entries(organization, id).await?.is_empty() {
            let detail = "Sessions were taken from it or drawn: it stays this learner's. Add another one.";
            return Err(Error::conflict("subscription_in_use", detail));
        }
        after.account.subscription.person = person;
    }
    if let Some(package) = change.package.filter(|package| *package != before.package_id) {
        let found = find_package(write, organization, package.as_deref()).await?;
        after.duration_minutes = found.and_then(|one| one.duration_minutes);
        after.package_id = package;
    }
    let subscription = &mut after.account.subscription;
    if let Some(kind) = change.kind {
        check_kind(kind)?;
        subscription.kind = kind;
    }
    subscription.valid_from = change.valid_from.unwrap_or(subscription.valid_from);
    subscription.valid_until = change.valid_until.unwrap_or(subscription.valid_until);
    check_days(subscription.valid_from, subscription.valid_until)?;
    if let Some(sessions) = change.sessions {
        subscription.granted = sessions;
        after.account.balance.granted = sessions;
        if after.account.balance.available() < 0 {
            let used = after.account.balance.used();
            let detail = format!("{used} of its sessions are used already.");
            return Err(Error::conflict("sessions_used", detail));
        }
    }
    if after == before {
        return Ok(ChangedSubscription { subscription: after.into_inner(), covers_earlier: 0 });
    }
    let today = local_date(actor.now, find_organization(write, actor).await?.time_zone);
    follow_end(write, organization, &mut after, today, actor.now).await?;
    let detail = json!({"before": audit_detail(&before), "after": audit_detail(&after)});
    actor.record_audit(write, "subscription.changed", subject(id), detail).await?;
    covered(write, actor, id).await
}

/// Corrects the balance by an entry of its own, with a reason.
///
/// # Errors
/// 409 `nothing_left` when more is taken than is left, `subscription_ended` after the last day; 422
/// `too_many_sessions`, `no_change`.
pub async fn correct(
    write: &mut Write,
    actor: &ActorContext,
    id: &str,
    change: i64,
    reason: ReasonText,
) -> Result<StoredSubscription, Error> {
    let organization = actor.organization();
    let held = write.lock_subscription(organization, id).await?;
    let one = held.ok_or(Error::NotFound("subscription"))?;
    if change == 0 {
        return Err(Error::refused("no_change", "A correction adds sessions or takes some away."));
    }
    if change.abs() > MAX_SESSIONS {
        return Err(too_many_sessions());
    }
    let today = local_date(actor.now, find_organization(write, actor).await?.time_zone);
    if one.lapsed_at.is_some() || one.account.subscription.has_ended(today) {
        let detail = "This subscription has ended. Move its last day first.";
        return Err(Error::conflict("subscription_ended", detail));
    }
    let left = one.account.balance.left();
    if left + change < 0 {
        return Err(Error::conflict("nothing_left", format!("Only {left} are left of this subscription.")));
    }
    let entry = NewEntry {
        subscription_id: id.to_owned(),
        person_id: one.account.subscription.person.clone(),
        session_id: None,
        change,
        cause: EntryCause::Corrected,
        reason: Some(reason.into_inner()),
        actor_id: actor.person_id.clone(),
        at: actor.now,
    };
    write.insert_entry(organization, &entry).await?;
    let detail = json!({"change": change, "reason": entry.reason, "leftBefore": left});
    actor.record_audit(write, "subscription.corrected", subject(id), detail).await?;
    reread(write, organization, id).await
}

/// Covers what is over and nothing covers, and has the lines of that made again.
async fn covered(write: &mut Write, actor: &ActorContext, id: &str) -> Result<ChangedSubscription, Error> {
    let organization = actor.organization();
    let subscription = reread(write, organization, id).await?;
    let earlier = cover_earlier_sessions(write, organization, &subscription, actor.now).await?;
    let sessions = || earlier.covered.iter().chain(&earlier.waiting);
    let scopes: Vec<String> = sessions().map(|one| scope::session(&one.session.id)).collect();
    let changes: Vec<ScopeChange> = sessions()
        .zip(&scopes)
        .map(|(one, scope)| ScopeChange { organization, scope, since: one.session.start })
        .collect();
    if !changes.is_empty() {
        write.mark_dirty(&changes, actor.now).await?;
    }
    let subscription = reread(write, organization, id).await?;
    Ok(ChangedSubscription { subscription, covers_earlier: earlier.covered.len() })
}

async fn reread(read: &mut Read, organization: &str, id: &str) -> Result<StoredSubscription, Error> {
    read.find_subscription(organization, id).await?.ok_or(Error::NotFound("subscription"))
}

async fn find_organization(read: &mut Read, actor: &ActorContext) -> Result<Organization, Error> {
    let found: Result<_, StoreError> = read.find_organization(actor.organization()).await;
    found?.ok_or(Error::NotFound("organisation"))
}

async fn check_person(read: &mut Read, organization: &str, id: &str) -> Result<(), Error> {
    let person = read.find_person(organization, id).await?;
    if !person.is_some_and(|person| person.is_active) {
        return Err(Error::refused("unknown_person", "There is no such person, or no longer active."));
    }
    Ok(())
}

async fn find_package(
    read: &mut Read,
    organization: &str,
    id: Option<&str>,
) -> Result<Option<Package>, Error> {
    let Some(id) = id else { return Ok(None) };
    let found = read.find_package(organization, id).await?;
    found.map(Some).ok_or_else(|| Error::refused("unknown_package", "There is no such package."))
}

fn check_days(from: NaiveDate, until: Option<NaiveDate>) -> Result<(), Error> {
    if until.is_some_and(|until| until < from) {
        return Err(Error::refused("invalid_days", "The last day is not before the first."));
    }
    Ok(())
}

fn too_many_sessions() -> Error {
    Error::refused("too_many_sessions", format!("At most {MAX_SESSIONS} sessions at once."))
}

fn subject(id: &str) -> String {
    format!("subscription:{id}")
}

fn audit_detail(one: &StoredSubscription) -> Value {
    let Subscription { person, kind, granted, valid_from, valid_until, .. } = &one.account.subscription;
    json!({
        "personId": person, "packageId": one.package_id, "kind": kind, "sessions": granted,
        "validFrom": valid_from, "validUntil": valid_until, "draw": one.draw,
    })
}
