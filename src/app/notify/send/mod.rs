//! Sends what is due. Each organisation and channel has tasks of its own, so that one whose server is slow or dead holds up
//! nobody else; a run of the job waits a few seconds for them and leaves the slow ones to themselves.
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
use crate::domain::notification::event::Channel;
use crate::domain::time::{SECOND, Timestamp};
use crate::store::StoreError;

/// How long a run waits for what it has begun.
const PATIENCE: Duration = Duration::from_secs(8);
/// Messages of one organisation and channel that are under way at once.
const LANES: usize = 4;

/// How long a claim lasts: longer than a try of its channel may take.
fn claim_duration(channel: Channel) -> i64 {
    match channel {
        Channel::Email => 120 * SECOND,
        Channel::Push | Channel::Webhook => 45 * SECOND,
    }
}

/// Sends what is due in one organisation, or in all; what was done since the last run, by organisation.
pub async fn send_due(app: &App, only: Option<&str>) -> Result<BTreeMap<String, SendCounts>, StoreError> {
    let due = app.store.read().await?.organizations_with_due_deliveries(app.now()).await?;
    let mut begun = Vec::new();
    for organization in due.into_iter().filter(|id| only.is_none_or(|only| only == id)) {
        for channel in Channel::ALL {
            if app.senders.begin(&organization, *channel) {
                begun.push(app.tasks.spawn(work(app.clone(), organization.clone(), *channel)));
            }
        }
    }
    // Those that are not ready by then go on, and are counted by the next run.
    let _ = tokio::time::timeout(PATIENCE, join_all(begun)).await;
    Ok(app.senders.take_counts())
}

/// Sends for one organisation and channel until nothing is due.
async fn work(app: App, organization: String, channel: Channel) {
    // However it ends, the next run may begin anew.
    let _at_work = AtWork { app: app.clone(), organization: organization.clone(), channel };
    let lanes = (0..LANES).map(|_| lane(&app, &organization, channel));
    for result in join_all(lanes).await {
        if let Err(error) = result {
            tracing::warn!(organization.id = organization, %channel, %error, "messages could not be sent");
        }
    }
}

struct AtWork {
    app: App,
    organization: String,
    channel: Channel,
}

impl Drop for AtWork {
    fn drop(&mut self) {
        self.app.senders.end(&self.organization, self.channel);
    }
}

/// One message after the other.
async fn lane(app: &App, organization: &str, channel: Channel) -> Result<(), StoreError> {
    while !app.shutdown.is_cancelled() {
        let _turn = app.senders.turn(channel).await;
        let Some(claimed) = claim_one(app, organization, channel, app.now()).await? else { return Ok(()) };
        if attempt::make(app, organization, &claimed).await? == LaneStep::Pause {
            return Ok(());
        }
    }
    Ok(())
}

async fn claim_one(
    app: &App,
    organization: &str,
    channel: Channel,
    now: Timestamp,
) -> Result<Option<crate::store::notification::deliveries::ClaimedDelivery>, StoreError> {
    if !app.senders.take_pace(organization, now) {
        return Ok(None);
    }
    let mut write = app.store.write().await?;
    let until = now.plus(claim_duration(channel));
    let claimed = write.claim_deliveries(organization, channel, now, until, 1).await?.pop();
    write.commit().await?;
    Ok(claimed)
}
