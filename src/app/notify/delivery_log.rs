//! The messages of an organisation, what each told, and having one sent again.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use crate::app::notify::{endpoints, webhook_body};
use crate::app::{ActorContext, Error};
use crate::domain::notification::delivery_state::DeliveryState;
use crate::domain::notification::event::{Channel, DropReason};
use crate::store::notification::attempts::DeliveryAttempt;
use crate::store::notification::delivery_log::{DeliveryFilter, LoggedDelivery};
use crate::store::notification::facts::StoredFact;
use crate::store::{Read, StoreError, Write};

/// A message with what it tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedMessage {
    pub delivery: LoggedDelivery,
    pub facts: Vec<LoggedFact>,
    /// What would keep it from being sent again, where `obstacles` has looked.
    pub obstacle: Option<DropReason>,
}

/// One thing that a message tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedFact {
    pub key: String,
    /// `None`: it tries an endpoint out, or what is stored of it cannot be read.
    pub fact: Option<StoredFact>,
    /// The name of whom it is about.
    pub person_name: Option<String>,
    /// Why it was left out of the message.
    pub dropped: Option<String>,
}

impl LoggedFact {
    /// The word of the event, or `test`.
    pub fn event(&self) -> Option<&'static str> {
        match &self.fact {
            Some(stored) => Some(stored.fact.event().as_str()),
            None => webhook_body::body_of_test("", &self.key).map(|_| webhook_body::TEST),
        }
    }
}

impl LoggedMessage {
    /// Whether it may be sent again: it did not reach anybody, and what it says was not found to be wrong or too old.
    pub fn may_be_sent_again(&self) -> bool {
        may_be_sent_again(&self.delivery)
    }
}

fn may_be_sent_again(delivery: &LoggedDelivery) -> bool {
    let for_good = [DropReason::NoLongerTrue.as_str(), DropReason::Stale.as_str()];
    match delivery.state {
        DeliveryState::Dead => true,
        DeliveryState::Dropped => !delivery.reason.as_deref().is_some_and(|why| for_good.contains(&why)),
        DeliveryState::Waiting | DeliveryState::Sent => false,
    }
}

/// Messages, the newest first.
///
/// # Errors
/// Those of the store.
pub async fn list(
    read: &mut Read,
    organization: &str,
    filter: &DeliveryFilter<'_>,
) -> Result<Vec<LoggedMessage>, StoreError> {
    let deliveries = read.list_deliveries(organization, filter).await?;
    let keys: BTreeSet<&str> =
        deliveries.iter().flat_map(|one| &one.facts).map(|(key, _)| key.as_str()).collect();
    let keys: Vec<&str> = keys.into_iter().collect();
    let facts = read.find_facts(organization, &keys).await?;
    let people: BTreeSet<&str> = facts.iter().filter_map(|one| one.fact.person_id.as_deref()).collect();
    let names = read.people_names(organization, &people).await?;
    let facts: BTreeMap<&str, &StoredFact> = facts.iter().map(|one| (one.fact.key.as_str(), one)).collect();
    let told = |(key, dropped): &(String, Option<String>)| {
        let fact = facts.get(key.as_str()).copied();
        let person = fact.and_then(|stored| stored.fact.person_id.as_ref());
        LoggedFact {
            key: key.clone(),
            person_name: person.and_then(|id| names.get(id).cloned()),
            fact: fact.cloned(),
            dropped: dropped.clone(),
        }
    };
    let message = |delivery: LoggedDelivery| LoggedMessage {
        facts: delivery.facts.iter().map(told).collect(),
        delivery,
        obstacle: None,
    };
    Ok(deliveries.into_iter().map(message).collect())
}

/// One message with all its tries. `endpoint`: only one that was sent to this endpoint.
///
/// # Errors
/// 404.
pub async fn find(
    read: &mut Read,
    organization: &str,
    id: &str,
    endpoint: Option<&str>,
) -> Result<(LoggedMessage, Vec<DeliveryAttempt>), Error> {
    let channel = endpoint.map(|_| Channel::Webhook);
    let filter = DeliveryFilter {
        only: Some(id),
        recipient: endpoint,
        channel,
        limit: 1,
        ..DeliveryFilter::default()
    };
    let found = list(read, organization, &filter).await?.pop().ok_or(Error::NotFound("message"))?;
    let attempts = read.list_delivery_attempts(organization, id).await?;
    Ok((found, attempts))
}

/// Has a message sent again that was given up or left out: under its own id, at once, and with all its tries.
///
/// # Errors
/// 409 `nothing_to_retry` of one that waits or was sent, and of one that is not true any more.
pub async fn retry(write: &mut Write, actor: &ActorContext, id: &str) -> Result<(), Error> {
    let organization = actor.organization();
    let found = write.find_delivery(organization, id).await?.ok_or(Error::NotFound("message"))?;
    if !may_be_sent_again(&found) || !write.revive_delivery(organization, id, actor.now).await? {
        let detail = "Only a message is sent again that reached nobody and still says what is so.";
        return Err(Error::conflict("nothing_to_retry", detail));
    }
    if found.channel == Channel::Webhook {
        endpoints::end_pause_by_id(write, organization, &found.recipient_id).await?;
    }
    let detail = json!({"channel": found.channel, "recipientId": found.recipient_id});
    actor.record_audit(write, "delivery.retried", format!("delivery:{id}"), detail).await?;
    Ok(())
}
