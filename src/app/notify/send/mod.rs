//! Sends what is due. Each organisation and channel, and each endpoint, has tasks of its own, so that one whose server is
//! slow or dead holds up nobody else; a run of the job waits a few seconds for them and leaves the slow ones to themselves.
//!
//! A message is claimed in a transaction, sent outside of any, and what became of it is written under the number of the
//! claim. Whoever dies in between leaves a claim that lapses: then the message is sent again, under the same id. That is
//! the one case in which a recipient may get it twice, and by the id their program can tell.

mod attempt;
mod prepare;
mod record;
pub mod senders;
mod sent;
mod to_endpoint;
mod to_person;

use std::collections::BTreeMap;
use std::time::Duration;

use futures_util::future::join_all;

use self::senders::SendCounts;
use self::sent::LaneStep;
use crate::app::App;
use crate::config::Config;
use crate::domain::notification::event::Channel;
use crate::domain::time::{SECOND, Timestamp};
use crate::store::StoreError;
use crate::store::notification::deliveries::{ClaimedDelivery, DeliveryQueue};

/// How long a run waits for what it has begun.
const PATIENCE: Duration = Duration::from_secs(8);
/// Messages of one queue that are under way at once.
const LANES: usize = 4;

/// How long a claim lasts: longer than a try of its channel may take. A mail may take three time limits of a step, and its
/// connection one more until it can be used again.
fn claim_duration(channel: Channel, config: &Config) -> i64 {
    match channel {
        Channel::Email => (4 * i64::from(config.mail.timeout_seconds) + 40) * SECOND,
        Channel::Webhook => (i64::from(config.webhooks.timeout_seconds) + 30) * SECOND,
        Channel::Push => 45 * SECOND,
    }
}

/// Sends what is due in one organisation, or in all; what was done since the last run, by organisation.
pub async fn send_due(app: &App, only: Option<&str>) -> Result<BTreeMap<String, SendCounts>, StoreError> {
    let due = app.store.read().await?.due_queues(app.now()).await?;
    let mut begun = Vec::new();
    for queue in due.into_iter().filter(|queue| only.is_none_or(|only| only == queue.organization_id)) {
        if app.senders.begin(&queue) {
            begun.push(app.tasks.spawn(work(app.clone(), queue)));
        }
    }
    // Those that are not ready by then go on, and are counted by the next run.
    let _ = tokio::time::timeout(PATIENCE, join_all(begun)).await;
    Ok(app.senders.take_counts())
}

/// Sends the messages of one queue until nothing is due.
async fn work(app: App, queue: DeliveryQueue) {
    // However it ends, the next run may begin anew.
    let at_work = AtWork { app, queue };
    let lanes = (0..LANES).map(|_| lane(&at_work.app, &at_work.queue));
    for result in join_all(lanes).await {
        if let Err(error) = result {
            let DeliveryQueue { organization_id, channel, .. } = &at_work.queue;
            tracing::warn!(organization.id = organization_id, %channel, %error, "messages could not be sent");
        }
    }
}

struct AtWork {
    app: App,
    queue: DeliveryQueue,
}

impl Drop for AtWork {
    fn drop(&mut self) {
        self.app.senders.end(&self.queue);
    }
}

/// One message after the other.
async fn lane(app: &App, queue: &DeliveryQueue) -> Result<(), StoreError> {
    while !app.shutdown.is_cancelled() {
        let _turn = app.senders.turn(queue.channel).await;
        let Some(claimed) = claim_one(app, queue, app.now()).await? else { return Ok(()) };
        if attempt::make(app, &queue.organization_id, &claimed).await? == LaneStep::Pause {
            return Ok(());
        }
    }
    Ok(())
}

async fn claim_one(
    app: &App,
    queue: &DeliveryQueue,
    now: Timestamp,
) -> Result<Option<ClaimedDelivery>, StoreError> {
    let DeliveryQueue { organization_id, channel, endpoint_id } = queue;
    if !app.senders.take_pace(organization_id, now) {
        return Ok(None);
    }
    let mut write = app.store.write().await?;
    let until = now.plus(claim_duration(*channel, &app.config));
    let claimed =
        write.claim_deliveries(organization_id, *channel, endpoint_id.as_deref(), now, until, 1).await?.pop();
    write.commit().await?;
    if claimed.is_none() {
        app.senders.give_pace_back(organization_id, now);
    }
    Ok(claimed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_outlasts_a_try_however_slow_the_operator_lets_it_be() {
        let mut config = Config::default();
        for seconds in [1, 20, 60, 600] {
            (config.mail.timeout_seconds, config.webhooks.timeout_seconds) = (seconds, seconds);
            let seconds = i64::from(seconds) * SECOND;
            assert!(claim_duration(Channel::Email, &config) >= 4 * seconds + 30 * SECOND);
            assert!(claim_duration(Channel::Webhook, &config) >= seconds + 30 * SECOND);
        }
    }
}
