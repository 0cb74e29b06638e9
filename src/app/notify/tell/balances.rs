//! What a ledger has to tell: that hardly anything is left.

use crate::domain::notification::fact::{Fact, FactContent};
use crate::domain::subscription::SubscriptionAccount;
use crate::domain::time::Timestamp;
use crate::store::{StoreError, Write};

/// Tells of those among these subscriptions, each with an entry that was just taken from it, that have hardly anything left.
/// Each number left is told once.
pub async fn tell<'a>(
    write: &mut Write,
    organization: &str,
    taken_from: impl Iterator<Item = &'a SubscriptionAccount>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let facts: Vec<Fact> = taken_from
        .filter(|one| one.balance.is_low() && !one.has_lapsed)
        .map(|one| {
            let (subscription_id, left) = (one.subscription.id.clone(), one.balance.left());
            Fact {
                key: format!("low_balance:{subscription_id}:{left}"),
                person_id: Some(one.subscription.person.clone()),
                occurred_at: now,
                content: FactContent::LowBalance { subscription_id, left },
            }
        })
        .collect();
    write.insert_facts(organization, &facts, now).await?;
    Ok(())
}
