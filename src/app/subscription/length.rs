//! How long a session lasts that does not say so: as long as its learner's package does, before the organisation's
//! default.

use crate::domain::organization::Organization;
use crate::domain::session::Kind;
use crate::domain::subscription::{SubscriptionAccount, covering};
use crate::domain::time::Timestamp;
use crate::domain::time::calendar::local_date;
use crate::store::{Read, StoreError};

/// The minutes that the package says which would cover a session of this one learner; `None` where none would, it does
/// not say, or there are several learners.
pub async fn package_minutes(
    read: &mut Read,
    organization: &Organization,
    kind: Kind,
    start: Timestamp,
    students: &[String],
) -> Result<Option<i64>, StoreError> {
    let [student] = students else { return Ok(None) };
    let all = read.list_subscriptions_of(&organization.id, &[student]).await?.readable;
    let accounts: Vec<SubscriptionAccount> = all.iter().map(|one| one.account.clone()).collect();
    let covering = covering(&accounts, kind, local_date(start, organization.time_zone));
    let found = covering
        .and_then(|account| all.iter().find(|one| one.account.subscription.id == account.subscription.id));
    Ok(found.and_then(|one| one.duration_minutes))
}
