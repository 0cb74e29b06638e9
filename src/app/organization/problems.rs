//! The problems of an organisation: its rows that cannot be decoded.
//!
//! Readers skip a row that cannot be decoded and record it in the store; here those records are saved to the list
//! of problems, and rows that decode again are removed.

use std::collections::BTreeSet;

use crate::app::App;
use crate::app::timetable::holidays::all_days;
use crate::domain::access::Scope;
use crate::store::installation::unreadable_rows::{KnownUnreadable, Unreadable};
use crate::store::people::PeopleFilter;
use crate::store::subscription::listing::SubscriptionFilter;
use crate::store::subscription::unscheduled::UnscheduledFilter;
use crate::store::venue::memberships::MembershipFilter;
use crate::store::{Read, StoreError};

/// How many problems are listed at most. More than this usually have one cause.
const MAX_SHOWN: i64 = 500;

/// Rows of an organisation that cannot be read now, by table and row: those listed before, and those found since.
pub async fn list(app: &App, organization: &str) -> Result<Vec<KnownUnreadable>, StoreError> {
    let mut read = app.store.read().await?;
    read_organization(&mut read, organization).await?;
    let known = read.list_unreadable(organization, None, MAX_SHOWN).await?;
    let mut problems = Vec::new();
    for one in known {
        if read.is_unreadable(&one.unreadable).await? {
            problems.push(one);
        }
    }
    let listed: BTreeSet<Unreadable> = problems.iter().map(|one| one.unreadable.clone()).collect();
    let is_new = |row: &&Unreadable| {
        row.organization_id == organization && !listed.iter().any(|one| one.is_same_cell(row))
    };
    problems.extend(
        read.unreadable_rows()
            .iter()
            .filter(is_new)
            .map(|row| KnownUnreadable { unreadable: row.clone(), since: app.now() }),
    );
    problems.sort_by(|a, b| a.unreadable.cmp(&b.unreadable));
    Ok(problems)
}

/// Adds the rows that this process could not read since the last call to the list, and removes those that can be
/// read again. Gives how many are listed.
pub async fn update_list(app: &App) -> Result<u64, StoreError> {
    let met = app.store.take_unreadable();
    let mut read = app.store.read().await?;
    let known = read.list_all_unreadable().await?;
    let mut gone = Vec::new();
    for one in &known {
        if !met.iter().any(|row| row.is_same_cell(&one.unreadable))
            && !read.is_unreadable(&one.unreadable).await?
        {
            gone.push(one.unreadable.clone());
        }
    }
    drop(read);
    for row in met.iter().filter(|row| !known.iter().any(|one| one.unreadable.is_same_cell(row))) {
        tracing::warn!(organization.id = row.organization_id, %row, "a row is left out");
    }
    if !met.is_empty() || !gone.is_empty() {
        let mut write = app.store.write().await?;
        write.save_unreadable(&met, app.now()).await?;
        write.delete_unreadable(&gone).await?;
        write.commit().await?;
    }
    let listed = app.store.read().await?.list_all_unreadable().await?.len();
    metrics::gauge!("rollcall_unreadable_rows").set(listed as f64);
    Ok(listed as u64)
}

/// Reads the rows of these organisations that no job reads otherwise, so that those which cannot be read are
/// recorded.
pub async fn read_organizations(app: &App, organizations: &[String]) -> Result<(), StoreError> {
    for organization in organizations {
        read_organization(&mut app.store.read().await?, organization).await?;
    }
    Ok(())
}

/// The same of every organisation.
pub async fn read_all_organizations(app: &App) -> Result<(), StoreError> {
    let all = app.store.read().await?.list_organization_ids("", i64::MAX).await?;
    read_organizations(app, &all).await
}

async fn read_organization(read: &mut Read, organization: &str) -> Result<(), StoreError> {
    let looked = match read.find_organization(organization).await {
        Err(StoreError::Corrupt(_)) => Ok(None),
        looked => looked,
    };
    looked?;
    let everybody = PeopleFilter { limit: i64::MAX, ..PeopleFilter::default() };
    read.list_people(&Scope::whole_organization(organization), &everybody).await?;
    read.list_rates(organization).await?;
    read.list_packages(organization, "", i64::MAX).await?;
    let whole = Scope::whole_organization(organization);
    read.list_subscriptions(&whole, &SubscriptionFilter::default(), i64::MAX).await?;
    read.list_unscheduled(&whole, &UnscheduledFilter::default(), i64::MAX).await?;
    read.list_venues(organization, "", i64::MAX).await?;
    read.list_memberships(organization, &MembershipFilter::default(), "", i64::MAX).await?;
    let (first_day, last_day) = all_days();
    read.list_holidays(organization, first_day, last_day, i64::MAX).await?;
    read.list_timetables(organization, true, "", i64::MAX).await?;
    read.list_identities(organization, "", None, i64::MAX).await?;
    read.list_google_connections(organization).await?;
    Ok(())
}
