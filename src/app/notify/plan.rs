//! Decides who is told of new facts, by which channel and when: the people whom a fact concerns, as they want it, and the
//! endpoints that ask for it.

use std::collections::{BTreeMap, BTreeSet};

use chrono_tz::Tz;

use crate::app::App;
use crate::domain::notification::audience::FactAudience;
use crate::domain::notification::event::{Channel, NotificationEvent};
use crate::domain::notification::fact::{Correction, Fact, FactContent};
use crate::domain::notification::preferences::effective_channels;
use crate::domain::notification::quiet_hours::next_morning;
use crate::domain::notification::visit_news::Visitor;
use crate::domain::time::Timestamp;
use crate::store::notification::deliveries::NewDelivery;
use crate::store::notification::endpoints::WebhookEndpoint;
use crate::store::notification::facts::StoredFact;
use crate::store::notification::recipients::Recipient;
use crate::store::{Read, StoreError};

/// Facts decided about in one transaction.
const BATCH: i64 = 100;

/// Decides about everything new of one organisation; gives how many messages that makes.
pub async fn plan_organization(app: &App, organization: &str) -> Result<u64, StoreError> {
    let mut made = 0;
    loop {
        let mut write = app.store.write().await?;
        let now = app.now();
        let facts = write.take_facts_to_plan(organization, now, BATCH).await?;
        if facts.is_empty() {
            return Ok(made);
        }
        let wanted = deliveries(app, &mut write, organization, &facts, now).await?;
        made += write.insert_deliveries(organization, &wanted, now).await?;
        write.commit().await?;
    }
}

/// The messages that facts make.
async fn deliveries(
    app: &App,
    read: &mut Read,
    organization: &str,
    facts: &[StoredFact],
    now: Timestamp,
) -> Result<Vec<NewDelivery>, StoreError> {
    let Some(zone) = read.find_organization(organization).await?.map(|one| one.time_zone) else {
        return Ok(Vec::new());
    };
    let endpoints = read.all_webhook_endpoints(organization).await?;
    let facts: Vec<&Fact> =
        facts.iter().map(|one| &one.fact).filter(|fact| fact.stale_at(now).is_none()).collect();
    let mut audiences: Vec<BTreeSet<String>> = Vec::new();
    for fact in &facts {
        audiences.push(audience(read, organization, fact).await?);
    }
    let everybody: BTreeSet<&str> = audiences.iter().flatten().map(String::as_str).collect();
    let everybody: Vec<&str> = everybody.into_iter().collect();
    let recipients = read.find_recipients(organization, &everybody).await?;
    let recipients: BTreeMap<&str, &Recipient> =
        recipients.iter().map(|one| (one.id.as_str(), one)).collect();
    let mut wanted = Vec::new();
    for (fact, people) in facts.into_iter().zip(&audiences) {
        for recipient in people.iter().filter_map(|id| recipients.get(id.as_str())) {
            wanted.extend(to_person(app, fact, recipient, zone, now));
        }
        wanted.extend(to_endpoints(app, fact, &endpoints, now));
    }
    Ok(wanted)
}

/// Everybody whom a fact concerns, whatever they want.
async fn audience(read: &mut Read, organization: &str, fact: &Fact) -> Result<BTreeSet<String>, StoreError> {
    let mut people = BTreeSet::new();
    match fact.event().audience() {
        FactAudience::Family => {
            let Some(person) = &fact.person_id else { return Ok(people) };
            let parents = read.list_parents(organization, &[person]).await?;
            people.extend(parents.into_iter().map(|(_, parent)| parent));
            people.insert(person.clone());
        }
        FactAudience::Session => {
            let Some(session) = fact.content.session() else { return Ok(people) };
            let Some(stored) = read.find_session(organization, &session.session_id).await? else {
                return Ok(people);
            };
            let students: Vec<&str> = stored.session.students.iter().map(String::as_str).collect();
            let parents = read.list_parents(organization, &students).await?;
            people.extend(parents.into_iter().map(|(_, parent)| parent));
            people.extend(stored.session.roster().map(str::to_owned));
        }
        FactAudience::WhoeverWasTold => {
            let keys = corrected_keys(read, organization, fact).await?;
            let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
            let told = read.list_told(organization, &keys).await?;
            let to_people = told.into_iter().filter(|(_, _, channel)| *channel != Channel::Webhook);
            people.extend(to_people.map(|(_, person, _)| person));
        }
        FactAudience::Staff(role) => people.extend(read.list_people_of_role(organization, role).await?),
    }
    Ok(people)
}

/// The keys of what a correction corrects: everything that was said of the verdict, or of those moments.
async fn corrected_keys(read: &mut Read, organization: &str, fact: &Fact) -> Result<Vec<String>, StoreError> {
    let (FactContent::Correction { of }, Some(person)) = (&fact.content, &fact.person_id) else {
        return Ok(Vec::new());
    };
    match of {
        Correction::Visit { venue_id, told, .. } => {
            let visitor = Visitor { person_id: person, venue_id };
            Ok(told.iter().map(|edge| visitor.key(*edge)).collect())
        }
        Correction::Verdict { session, .. } => {
            let said = read.list_said_of_sessions(organization, &[&session.session_id]).await?;
            let of_person = said.into_iter().map(|one| one.fact.fact);
            Ok(of_person.filter(|one| one.person_id.as_ref() == Some(person)).map(|one| one.key).collect())
        }
    }
}

fn to_person(app: &App, fact: &Fact, to: &Recipient, zone: Tz, now: Timestamp) -> Vec<NewDelivery> {
    if !to.is_active {
        return Vec::new();
    }
    let chosen = to.preferences.as_ref();
    let channels = effective_channels(chosen.map(|one| &one.events), &to.roles);
    let zone = chosen.and_then(|one| one.time_zone).unwrap_or(zone);
    // What is held back is looked into in the office's morning, together.
    let from = if fact.event() == NotificationEvent::MoneyHeld { next_morning(now, zone) } else { now };
    let quiet = chosen.and_then(|one| one.quiet_hours).map_or(from, |quiet| quiet.end_after(from, zone));
    let due_at = if fact.may_wait_until(quiet) { quiet } else { from };
    let of_event = channels.get(&fact.event()).into_iter().flatten();
    of_event
        .map(|channel| NewDelivery {
            id: app.new_id(),
            channel: *channel,
            recipient_id: to.id.clone(),
            fact_key: fact.key.clone(),
            due_at,
            may_join: true,
        })
        .collect()
}

/// A webhook tells one fact, as its receivers expect.
fn to_endpoints(app: &App, fact: &Fact, endpoints: &[WebhookEndpoint], now: Timestamp) -> Vec<NewDelivery> {
    let wanting = endpoints.iter().filter(|one| one.wants(fact.event()));
    wanting
        .map(|endpoint| NewDelivery {
            id: app.new_id(),
            channel: Channel::Webhook,
            recipient_id: endpoint.id.clone(),
            fact_key: fact.key.clone(),
            due_at: now,
            may_join: false,
        })
        .collect()
}
