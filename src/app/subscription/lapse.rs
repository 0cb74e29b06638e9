//! What is left of a subscription lapses at the end of its last day, by an entry of its ledger.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::ledger::{write_lapse, zone};
use crate::app::App;
use crate::domain::time::Timestamp;
use crate::domain::time::calendar::{local_date, midnight};
use crate::store::subscription::subscriptions::StoredSubscription;
use crate::store::{Locked, StoreError, Write};

/// Subscriptions that one run looks at in an organisation; the next takes the rest.
const MOST_AT_ONCE: i64 = 500;

/// Lets lapse what has ended, in one organisation or in all, and gives how many subscriptions ended in each.
pub async fn lapse_ended(app: &App, only: Option<&str>) -> Result<BTreeMap<String, u64>, StoreError> {
    let now = app.now();
    let mut lapsed = BTreeMap::new();
    // Somewhere it is tomorrow already.
    let latest = now.to_utc().date_naive() + Days::new(1);
    let mut organizations = app.store.read().await?.list_organizations_to_lapse(latest).await?;
    organizations.retain(|one| only.is_none_or(|only| only == one));
    for organization in organizations {
        let mut read = app.store.read().await?;
        let Some(zone) = zone(&mut read, &organization).await? else { continue };
        let today = local_date(now, zone);
        let ended = read.list_subscriptions_to_lapse(&organization, today, MOST_AT_ONCE).await?;
        drop(read);
        for id in ended {
            let mut write = app.store.write().await?;
            let held = match write.lock_subscription(&organization, &id).await {
                // It is listed among the problems.
                Err(StoreError::Corrupt(_)) => continue,
                held => held?,
            };
            let Some(mut one) = held.filter(|one| one.lapsed_at.is_none()) else { continue };
            let Some(last) = one.account.subscription.valid_until.filter(|last| *last < today) else {
                continue;
            };
            let end = midnight(last + Days::new(1), zone);
            follow_end(&mut write, &organization, &mut one, today, end).await?;
            write.commit().await?;
            *lapsed.entry(organization.clone()).or_default() += 1;
        }
    }
    Ok(lapsed)
}

/// Brings a subscription to where its last day is: what is left lapses once that is over, and is there again when it is
/// moved into the future.
pub(super) async fn follow_end(
    write: &mut Write,
    organization: &str,
    one: &mut Locked<StoredSubscription>,
    today: NaiveDate,
    at: Timestamp,
) -> Result<(), StoreError> {
    let has_ended = one.account.subscription.has_ended(today);
    one.account.has_lapsed = has_ended;
    one.lapsed_at = has_ended.then(|| one.lapsed_at.unwrap_or(at));
    write_lapse(write, organization, &one.account, at).await?;
    write.update_subscription(organization, one).await
}
