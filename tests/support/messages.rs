//! Messages of a whole organisation, for trials of sending: many of them, what a mail server took, and whether each was
//! recorded once.
#![allow(dead_code, reason = "each test binary uses a part of this")]

use std::collections::BTreeMap;
use std::ops::Range;

use rollcall::domain::notification::delivery_state::DeliveryState;
use rollcall::domain::notification::event::{Channel, NotificationEvent};
use rollcall::domain::notification::fact::{Fact, FactContent};
use rollcall::domain::people::Role;
use rollcall::domain::time::Timestamp;
use rollcall::store::Store;
use rollcall::store::notification::attempts::DeliveryAttempt;
use rollcall::store::notification::delivery_log::{DeliveryFilter, LoggedDelivery};
use rollcall::store::notification::preferences::StoredPreferences;
use rollcall::store::people::Person;
use serde_json::Value;

use crate::helper::Helper;
use crate::support::school::organization;

/// Messages of a storm, or as many as `ROLLCALL_STORM` says.
pub fn messages(usual: usize) -> usize {
    std::env::var("ROLLCALL_STORM").map_or(usual, |set| set.parse().unwrap())
}

/// The id of a member, by a number; their mail goes to this name.
pub fn member(number: usize) -> String {
    format!("p{number:05}")
}

/// An organisation without anybody.
pub async fn found(store: &Store, id: &str) {
    let mut write = store.write().await.unwrap();
    write.insert_organization(&organization(id), None).await.unwrap();
    write.commit().await.unwrap();
}

/// New members of an organisation, each of whom has just come and wants to be told so by mail.
pub async fn tell(store: &Store, organization: &str, members: Range<usize>, at: Timestamp) {
    let chosen = StoredPreferences {
        events: [(NotificationEvent::Arrival, [Channel::Email].into())].into(),
        ..StoredPreferences::default()
    };
    let mut write = store.write().await.unwrap();
    let mut facts = Vec::new();
    for number in members {
        let id = member(number);
        let person = Person {
            id: id.clone(),
            name: format!("Member {number}"),
            email: Some(format!("{id}@{organization}.example")),
            household: None,
            roles: [Role::Student].into(),
            has_password: false,
            is_active: true,
            created_at: at,
        };
        write.insert_person(organization, &person).await.unwrap();
        write.put_notification_preferences(organization, &id, &chosen, at).await.unwrap();
        let content = FactContent::Arrival { venue_id: "v".into(), at };
        facts.push(Fact { key: format!("arrival:v:{id}:0"), person_id: Some(id), occurred_at: at, content });
    }
    write.insert_facts(organization, &facts, at).await.unwrap();
    write.commit().await.unwrap();
}

/// Messages that wait everywhere, due or not.
pub async fn waiting(store: &Store) -> i64 {
    store.read().await.unwrap().waiting_deliveries(Timestamp::MAX).await.unwrap().0
}

/// Every message of an organisation.
pub async fn deliveries(store: &Store, organization: &str) -> Vec<LoggedDelivery> {
    let mut all: Vec<LoggedDelivery> = Vec::new();
    loop {
        let before = all.last().map(|one| one.id.clone());
        let filter = DeliveryFilter { before: before.as_deref(), limit: 500, ..DeliveryFilter::default() };
        let page = store.read().await.unwrap().list_deliveries(organization, &filter).await.unwrap();
        if page.is_empty() {
            return all;
        }
        all.extend(page);
    }
}

pub async fn attempts(store: &Store, organization: &str, delivery: &str) -> Vec<DeliveryAttempt> {
    store.read().await.unwrap().list_delivery_attempts(organization, delivery).await.unwrap()
}

/// What a mail server took, by `Message-ID`: how often, and how often the sender heard of it.
#[derive(Debug, Default)]
pub struct Taken(BTreeMap<String, (usize, usize)>);

impl Taken {
    /// Everything that a server with `--storm` has said so far.
    pub fn of(server: &Helper) -> Taken {
        let mut taken = Taken::default();
        while let Some(line) = server.next_line() {
            let one: Value = serde_json::from_str(&line).unwrap();
            let (times, heard) = taken.0.entry(one["id"].as_str().unwrap().to_owned()).or_default();
            *times += 1;
            *heard += usize::from(one["heard"] == true);
        }
        taken
    }

    /// Messages that arrived once more than needed.
    pub fn again(&self) -> usize {
        self.0.values().map(|(times, _)| times - 1).sum()
    }

    /// Answers that the sender never heard.
    pub fn unheard(&self) -> usize {
        self.0.values().map(|(times, heard)| times - heard).sum()
    }

    /// Each of so many messages, to as many members, arrived; it was recorded once, and nothing was sent after that. What
    /// arrived twice arrived under the same id, since no other id was ever taken.
    pub async fn assert_recorded_once(&self, store: &Store, organization: &str, messages: usize) {
        let all = deliveries(store, organization).await;
        let mut members: Vec<&str> = all.iter().map(|one| one.recipient_id.as_str()).collect();
        members.sort_unstable();
        members.dedup();
        assert_eq!((all.len(), members.len()), (messages, messages), "one message for each");
        assert_eq!(self.0.len(), messages, "no id that is not a message's");
        for one in all {
            assert_eq!(one.state, DeliveryState::Sent, "{one:?}");
            let (times, heard) = self.0[&format!("<{}@example.org>", one.id)];
            assert!(times >= 1 && heard <= times);
            let attempts = attempts(store, organization, &one.id).await;
            let sent = attempts.iter().filter(|attempt| attempt.is_sent).count();
            assert_eq!(sent, 1, "recorded once, and nothing after it: {attempts:?}");
            let last = attempts.last().unwrap();
            assert!(last.is_sent, "{attempts:?}");
            // Tries are numbered as they are begun: one after the record would be one more than were begun until then.
            let until_recorded = usize::try_from(last.number).unwrap();
            assert!(times <= until_recorded, "{times} arrivals of {until_recorded} tries: {attempts:?}");
        }
    }
}
