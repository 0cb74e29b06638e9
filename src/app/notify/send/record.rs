//! Writes what became of a try: the log, the message, and the endpoint that took it or did not, in one transaction.

use std::time::Duration;

use backon::{ExponentialBuilder, Retryable};

use super::sent::{Attempted, SendResult};
use super::to_endpoint;
use crate::app::App;
use crate::domain::notification::event::Channel;
use crate::domain::time::Timestamp;
use crate::store::StoreError;
use crate::store::notification::attempts::DeliveryAttempt;
use crate::store::notification::deliveries::{ClaimedDelivery, DeliveryEnd};

/// Writes it, and tries again for a while where the database is away: a message that was sent and is not known to be is
/// sent again.
pub(super) async fn record(
    app: &App,
    organization: &str,
    claimed: &ClaimedDelivery,
    end: DeliveryEnd,
    logged: Option<DeliveryAttempt>,
    attempt: &SendResult,
    now: Timestamp,
) -> Result<(), StoreError> {
    let write = || write_once(app, organization, claimed, end, logged.as_ref(), attempt, now);
    let waits = ExponentialBuilder::default().with_min_delay(Duration::from_millis(100)).with_max_times(5);
    write.retry(waits).await
}

async fn write_once(
    app: &App,
    organization: &str,
    claimed: &ClaimedDelivery,
    end: DeliveryEnd,
    logged: Option<&DeliveryAttempt>,
    attempt: &SendResult,
    now: Timestamp,
) -> Result<(), StoreError> {
    let mut write = app.store.write().await?;
    if let Some(logged) = logged {
        write.insert_delivery_attempt(organization, &claimed.id, logged).await?;
    }
    if !write.end_delivery(organization, claimed, end, now).await? {
        tracing::warn!(delivery.id = claimed.id, "a message was claimed by somebody else before it was sent");
    }
    if let SendResult::Made(Attempted { outcome, .. }) = attempt
        && claimed.channel == Channel::Webhook
    {
        to_endpoint::note(&mut write, organization, &claimed.recipient_id, outcome, now).await?;
    }
    if let SendResult::Made(Attempted { given_up, .. }) = attempt
        && !given_up.is_empty()
    {
        for one in write.list_push_subscriptions(organization, &[&claimed.recipient_id]).await? {
            if given_up.contains(&one.endpoint) {
                write.delete_push_subscription(organization, &one.person_id, &one.id).await?;
            }
        }
    }
    write.commit().await
}
