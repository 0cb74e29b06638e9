//! What is left to tell when a message's turn has come, and to whom: what is not true any more, what the reader switched
//! off, and who is gone fall away here.

use std::collections::BTreeSet;

use crate::app::App;
use crate::app::notify::as_known::as_known;
use crate::app::notify::gather::{gather, has_waited, organization_sender, quiet_until, voice_of};
use crate::app::notify::{still_true, webhook_body};
use crate::domain::notification::event::{Channel, DropReason, NotificationEvent};
use crate::domain::notification::preferences::effective_channels;
use crate::domain::time::Timestamp;
use crate::letters::{LetterReader, Sender, ToldFact};
use crate::store::notification::deliveries::ClaimedDelivery;
use crate::store::notification::endpoints::WebhookEndpoint;
use crate::store::notification::facts::StoredFact;
use crate::store::notification::recipients::Recipient;
use crate::store::{StoreError, Write};

/// A letter to a person, with everything it is made of.
pub(super) struct ForPerson {
    pub to: Recipient,
    pub reader: LetterReader,
    pub sender: Sender,
    pub sender_name: Option<String>,
    pub reply_to: Option<String>,
    pub facts: Vec<ToldFact>,
    pub events: Vec<NotificationEvent>,
}

/// A webhook to an endpoint.
pub(super) struct ForEndpoint {
    pub endpoint: WebhookEndpoint,
    pub body: String,
}

pub(super) enum Prepared {
    Drop(DropReason),
    Wait(Timestamp),
    ToPerson(Box<ForPerson>),
    ToEndpoint(Box<ForEndpoint>),
}

/// Reads what a claimed message tells, and leaves out what is not to be told any more.
pub(super) async fn prepare(
    app: &App,
    organization: &str,
    claimed: &ClaimedDelivery,
    now: Timestamp,
) -> Result<Prepared, StoreError> {
    let mut write = app.store.write().await?;
    let prepared = match claimed.channel {
        Channel::Webhook => endpoint(&mut write, organization, claimed).await?,
        Channel::Email | Channel::Push => person(app, &mut write, organization, claimed, now).await?,
    };
    write.commit().await?;
    Ok(prepared)
}

async fn endpoint(
    write: &mut Write,
    organization: &str,
    claimed: &ClaimedDelivery,
) -> Result<Prepared, StoreError> {
    let Some(endpoint) = write.find_webhook_endpoint(organization, &claimed.recipient_id).await? else {
        return Ok(Prepared::Drop(DropReason::EndpointOff));
    };
    if !endpoint.is_enabled {
        return Ok(Prepared::Drop(DropReason::EndpointOff));
    }
    let Some(key) = claimed.fact_keys.first() else { return Ok(Prepared::Drop(DropReason::NoLongerTrue)) };
    let body = match webhook_body::body_of_test(organization, key) {
        Some(body) => body,
        None => {
            let Some(stored) = write.find_facts(organization, &[key]).await?.pop() else {
                return Ok(Prepared::Drop(DropReason::NoLongerTrue));
            };
            let person: BTreeSet<&str> = stored.fact.person_id.as_deref().into_iter().collect();
            let people = write.find_people(organization, &person).await?;
            let names = people.into_iter().map(|one| (one.id, one.name)).collect();
            webhook_body::body(organization, &stored, &names)
        }
    };
    Ok(Prepared::ToEndpoint(Box::new(ForEndpoint { endpoint, body: body.to_string() })))
}

async fn person(
    app: &App,
    write: &mut Write,
    organization: &str,
    claimed: &ClaimedDelivery,
    now: Timestamp,
) -> Result<Prepared, StoreError> {
    let found = write.find_recipients(organization, &[&claimed.recipient_id]).await?.pop();
    let Some(to) = found.filter(|one| one.is_active) else {
        return Ok(Prepared::Drop(DropReason::Inactive));
    };
    let Some(home) = write.find_organization(organization).await? else {
        return Ok(Prepared::Drop(DropReason::Inactive));
    };
    let voice = voice_of(&home, &to);
    let told = match still_told(write, organization, claimed, &to, now).await? {
        Ok(told) => told,
        Err(reason) => return Ok(Prepared::Drop(reason)),
    };
    if let Some(end) = quiet_until(&to, voice.zone, now)
        && told.iter().all(|one| one.fact.may_wait_until(end))
    {
        return Ok(Prepared::Wait(end));
    }
    let has_waited = has_waited(&to, voice.zone, &told);
    let events: BTreeSet<NotificationEvent> = told.iter().map(|one| one.fact.event()).collect();
    let facts = gather(write, organization, &to.id, voice, told, now).await?;
    Ok(Prepared::ToPerson(Box::new(ForPerson {
        reader: LetterReader { name: to.name.clone(), voice, has_waited },
        sender: organization_sender(app, &home),
        sender_name: home.settings.message_sender_name.as_ref().map(|name| name.as_str().to_owned()),
        reply_to: home.settings.message_reply_to.as_ref().map(|address| address.as_str().to_owned()),
        facts,
        events: events.into_iter().collect(),
        to,
    })))
}

/// The facts of a message that are still to be told; where none is, why the last one is not. What falls away is noted.
async fn still_told(
    write: &mut Write,
    organization: &str,
    claimed: &ClaimedDelivery,
    to: &Recipient,
    now: Timestamp,
) -> Result<Result<Vec<StoredFact>, DropReason>, StoreError> {
    let channels = effective_channels(to.preferences.as_ref().map(|one| &one.events), &to.roles);
    let keys: Vec<&str> = claimed.fact_keys.iter().map(String::as_str).collect();
    let mut last = DropReason::NoLongerTrue;
    let mut still = Vec::new();
    for stored in write.find_facts(organization, &keys).await? {
        let fact = &stored.fact;
        let is_wanted =
            channels.get(&fact.event()).is_some_and(|channels| channels.contains(&claimed.channel));
        let why_not = if is_wanted {
            still_true::why_not(write, organization, fact, now).await?
        } else {
            Some(DropReason::SwitchedOff)
        };
        match why_not {
            None => still.push(stored),
            Some(reason) => {
                last = reason;
                write.leave_out_facts(organization, &claimed.id, &[&fact.key], reason).await?;
            }
        }
    }
    // What the reader knows is asked only then: what fell away above was never told.
    let mut told = Vec::new();
    for stored in still {
        let key = stored.fact.key.clone();
        match as_known(write, organization, &to.id, stored).await? {
            Some(known) => told.push(known),
            None => {
                last = DropReason::NoLongerTrue;
                write.leave_out_facts(organization, &claimed.id, &[&key], last).await?;
            }
        }
    }
    Ok(if told.is_empty() { Err(last) } else { Ok(told) })
}
