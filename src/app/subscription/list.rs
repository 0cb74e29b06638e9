//! Subscriptions as they are shown: with names, with the ledger, and those of some people with what asks for attention.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::app::Error;
use crate::domain::access::Scope;
use crate::store::Read;
use crate::store::session::StoredSession;
use crate::store::subscription::entries::StoredEntry;
use crate::store::subscription::listing::SubscriptionFilter;
use crate::store::subscription::packages::Package;
use crate::store::subscription::subscriptions::StoredSubscription;
use crate::store::subscription::unscheduled::{UnscheduledFilter, UnscheduledSession};

/// A subscription with the names of whom and what it is of.
#[derive(Clone, Debug)]
pub struct ListedSubscription {
    pub stored: StoredSubscription,
    pub person_name: Option<String>,
    pub package_name: Option<String>,
}

impl ListedSubscription {
    pub fn id(&self) -> &str {
        &self.stored.account.subscription.id
    }

    /// Whether its last day is over.
    pub fn has_ended(&self, today: NaiveDate) -> bool {
        self.stored.lapsed_at.is_some() || self.stored.account.subscription.has_ended(today)
    }

    /// Whether one or none is left, and it has not ended.
    pub fn is_low(&self, today: NaiveDate) -> bool {
        !self.has_ended(today) && self.stored.account.balance.is_low()
    }
}

/// A subscription with its ledger.
#[derive(Clone, Debug)]
pub struct SubscriptionLedger {
    pub listed: ListedSubscription,
    /// In the order they were written.
    pub entries: Vec<StoredEntry>,
    /// The sessions that entries name, as far as they can be read.
    pub sessions: BTreeMap<String, StoredSession>,
    /// Drawn from it, without a time yet.
    pub unscheduled: Vec<UnscheduledSession>,
    /// Of the people who corrected it, and of teachers.
    pub names: BTreeMap<String, String>,
}

/// The subscriptions in reach that pass the filter, newest first; at most `limit`.
pub async fn list(
    read: &mut Read,
    scope: &Scope,
    filter: &SubscriptionFilter<'_>,
    limit: i64,
) -> Result<Vec<ListedSubscription>, Error> {
    let found = read.list_subscriptions(scope, filter, limit).await?;
    with_names(read, scope, found).await
}

/// One person's subscriptions in reach, newest first; at most `limit`.
pub async fn of_person(
    read: &mut Read,
    scope: &Scope,
    person: &str,
    limit: i64,
) -> Result<Vec<ListedSubscription>, Error> {
    let filter = SubscriptionFilter { person: Some(person), ..SubscriptionFilter::default() };
    list(read, scope, &filter, limit).await
}

/// One subscription in reach.
///
/// # Errors
/// Not found for an id nobody has here; forbidden for one of somebody else.
pub async fn find(read: &mut Read, scope: &Scope, id: &str) -> Result<ListedSubscription, Error> {
    let found = read.find_subscription(scope.organization(), id).await?;
    let found = found.ok_or(Error::NotFound("subscription"))?;
    let person = &found.account.subscription.person;
    if scope.own_rows().is_some_and(|own| !own.people.contains(person)) {
        return Err(Error::OUT_OF_SCOPE);
    }
    let named = with_names(read, scope, vec![found]).await?;
    named.into_iter().next().ok_or(Error::NotFound("subscription"))
}

/// One subscription in reach, with its ledger.
///
/// # Errors
/// Those of `find`.
pub async fn ledger(read: &mut Read, scope: &Scope, id: &str) -> Result<SubscriptionLedger, Error> {
    let listed = find(read, scope, id).await?;
    let organization = scope.organization();
    let entries = read.list_entries(organization, id).await?;
    let sessions: BTreeSet<&str> = entries.iter().filter_map(|one| one.entry.session_id.as_deref()).collect();
    let sessions = read.find_sessions(organization, &Vec::from_iter(sessions)).await?;
    let whole = Scope::whole_organization(organization);
    let drawn = UnscheduledFilter { subscription: Some(id), ..UnscheduledFilter::default() };
    let unscheduled = read.list_unscheduled(&whole, &drawn, i64::MAX).await?;
    let mut people: BTreeSet<&str> = unscheduled.iter().map(|one| one.teacher.as_str()).collect();
    people.extend(entries.iter().filter_map(|one| one.entry.actor_id.as_deref()));
    people.extend(sessions.iter().filter_map(|one| one.session.teacher.as_deref()));
    let names = read.people_names(organization, &people).await?;
    let sessions = sessions.into_iter().map(|one| (one.session.id.clone(), one)).collect();
    Ok(SubscriptionLedger { listed, entries, sessions, unscheduled, names })
}

/// All packages, by name.
pub async fn packages(read: &mut Read, organization: &str) -> Result<Vec<Package>, Error> {
    let mut all = read.list_packages(organization, "", i64::MAX).await?;
    all.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
    Ok(all)
}

async fn with_names(
    read: &mut Read,
    scope: &Scope,
    found: Vec<StoredSubscription>,
) -> Result<Vec<ListedSubscription>, Error> {
    let organization = scope.organization();
    let people: BTreeSet<&str> = found.iter().map(|one| one.account.subscription.person.as_str()).collect();
    let names = read.people_names(organization, &people).await?;
    let mut packages: BTreeMap<String, String> = BTreeMap::new();
    if found.iter().any(|one| one.package_id.is_some()) {
        let all = read.list_packages(organization, "", i64::MAX).await?;
        packages.extend(all.into_iter().map(|one| (one.id, one.name)));
    }
    let listed = found.into_iter().map(|stored| ListedSubscription {
        person_name: names.get(&stored.account.subscription.person).cloned(),
        package_name: stored.package_id.as_ref().and_then(|id| packages.get(id)).cloned(),
        stored,
    });
    Ok(listed.collect())
}
