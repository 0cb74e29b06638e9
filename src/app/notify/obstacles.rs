//! What keeps a message that reached nobody from reaching anybody now, so that it is mended before it is sent again.

use std::collections::{BTreeMap, BTreeSet};

use super::delivery_log::{LoggedFact, LoggedMessage};
use crate::app::App;
use crate::domain::notification::event::{Channel, DropReason};
use crate::domain::notification::preferences::effective_channels;
use crate::store::notification::recipients::Recipient;
use crate::store::{Read, StoreError};

/// What is known of those whom messages are for.
struct KnownRecipients {
    people: BTreeMap<String, Recipient>,
    with_browser: BTreeSet<String>,
    endpoints_on: BTreeSet<String>,
}

/// Notes at each message that may be sent again what would keep it from being sent. The recipients are read together.
pub async fn note_obstacles(
    app: &App,
    read: &mut Read,
    organization: &str,
    messages: &mut [LoggedMessage],
) -> Result<(), StoreError> {
    let again: Vec<&mut LoggedMessage> = messages.iter_mut().filter(|one| one.may_be_sent_again()).collect();
    if again.is_empty() {
        return Ok(());
    }
    let people = again.iter().filter(|one| one.delivery.channel != Channel::Webhook);
    let people: BTreeSet<&str> = people.map(|one| one.delivery.recipient_id.as_str()).collect();
    let people: Vec<&str> = people.into_iter().collect();
    let found = read.find_recipients(organization, &people).await?;
    let browsers = read.list_push_subscriptions(organization, &people).await?;
    let endpoints = read.all_webhook_endpoints(organization).await?;
    let known = KnownRecipients {
        people: found.into_iter().map(|one| (one.id.clone(), one)).collect(),
        with_browser: browsers.into_iter().map(|one| one.person_id).collect(),
        endpoints_on: endpoints.into_iter().filter(|one| one.is_enabled).map(|one| one.id).collect(),
    };
    for one in again {
        one.obstacle = known.obstacle(one).or_else(|| not_configured(app, one));
    }
    Ok(())
}

impl KnownRecipients {
    fn obstacle(&self, message: &LoggedMessage) -> Option<DropReason> {
        let id = &message.delivery.recipient_id;
        let channel = message.delivery.channel;
        if channel == Channel::Webhook {
            return (!self.endpoints_on.contains(id)).then_some(DropReason::EndpointOff);
        }
        let Some(to) = self.people.get(id).filter(|one| one.is_active) else {
            return Some(DropReason::Inactive);
        };
        let is_reached =
            if channel == Channel::Email { to.email.is_some() } else { self.with_browser.contains(id) };
        if !is_reached {
            return Some(DropReason::NoAddress);
        }
        let wanted = effective_channels(to.preferences.as_ref().map(|one| &one.events), &to.roles);
        let is_unwanted = |one: &LoggedFact| {
            let event = one.fact.as_ref().map(|stored| stored.fact.event());
            event.is_some_and(|event| !wanted.get(&event).is_some_and(|ways| ways.contains(&channel)))
        };
        (!message.facts.is_empty() && message.facts.iter().all(is_unwanted))
            .then_some(DropReason::SwitchedOff)
    }
}

/// It was left out for want of a way to send, and there is none still.
fn not_configured(app: &App, message: &LoggedMessage) -> Option<DropReason> {
    let was_so = message.delivery.reason.as_deref() == Some(DropReason::NotConfigured.as_str());
    (was_so && !app.senders.has_way(message.delivery.channel)).then_some(DropReason::NotConfigured)
}
