//! Facts and the messages made of them: written once, claimed by one, and said to be sent by whoever sent them.

use rollcall::domain::notification::event::{Channel, DropReason, NotificationEvent};
use rollcall::domain::notification::fact::{Claim, Fact, FactContent, SessionBrief};
use rollcall::domain::session::Kind;
use rollcall::domain::verdict::outcome::Outcome;
use rollcall::store::notification::deliveries::{ClaimedDelivery, DeliveryEnd, DeliveryQueue, NewDelivery};
use rollcall::store::notification::endpoints::WebhookEndpoint;
use rollcall::store::{Store, Write};

use crate::at;
use crate::support::{Database, on_both};

on_both! {
    a_fact_is_written_once_and_planned_once,
    what_was_sent_to_nobody_is_taken_back_and_nothing_else,
    messages_for_one_moment_are_told_together,
    the_moves_of_a_session_are_listed_in_their_order,
    a_message_is_claimed_by_one_and_ended_by_its_newest_claim,
    a_provider_that_is_away_costs_no_try,
    nobody_is_told_before_an_endpoint_may_be_tried_again,
    whoever_was_told_is_known_for_corrections,
}

fn absence(person: &str, number: u32) -> Fact {
    let session = SessionBrief {
        session_id: "s1".into(),
        title: Some("Maths".into()),
        kind: Kind::Class,
        start: at(0),
        end: at(60),
    };
    Fact {
        key: format!("absence:s1:{person}:{number}"),
        person_id: Some(person.into()),
        occurred_at: at(0),
        content: FactContent::Absence { session },
    }
}

fn message(id: &str, fact: &Fact, minute: i64) -> NewDelivery {
    NewDelivery {
        id: id.into(),
        channel: Channel::Email,
        recipient_id: "p1".into(),
        fact_key: fact.key.clone(),
        due_at: at(minute),
        may_join: true,
    }
}

/// Writes facts, with a message of each that is due at minute 1.
async fn told(store: &Store, facts: &[Fact]) {
    let mut write = store.write().await.unwrap();
    write.insert_facts("o1", facts, at(0)).await.unwrap();
    for (number, fact) in facts.iter().enumerate() {
        let one = NewDelivery { may_join: false, ..message(&format!("d{number}"), fact, 1) };
        write.insert_deliveries("o1", &[one], at(0)).await.unwrap();
    }
    write.commit().await.unwrap();
}

async fn claim(store: &Store, minute: i64, until: i64) -> Vec<ClaimedDelivery> {
    let mut write = store.write().await.unwrap();
    let claimed =
        write.claim_deliveries("o1", Channel::Email, None, at(minute), at(until), 10).await.unwrap();
    write.commit().await.unwrap();
    claimed
}

async fn end(store: &Store, claimed: &ClaimedDelivery, end: DeliveryEnd, minute: i64) -> bool {
    let mut write = store.write().await.unwrap();
    let is_written = write.end_delivery("o1", claimed, end, at(minute)).await.unwrap();
    write.commit().await.unwrap();
    is_written
}

async fn a_fact_is_written_once_and_planned_once(db: Database) {
    let (first, second) = (absence("p2", 1), absence("p3", 1));
    let mut write = db.store.write().await.unwrap();
    write.insert_facts("o1", std::slice::from_ref(&first), at(0)).await.unwrap();
    drop(write);
    let mut write = db.store.write().await.unwrap();
    assert_eq!(write.organizations_to_plan().await.unwrap(), [""; 0], "what is rolled back is no fact");
    assert_eq!(write.insert_facts("o1", std::slice::from_ref(&first), at(1)).await.unwrap(), 1);
    assert_eq!(write.insert_facts("o1", &[first.clone(), second.clone()], at(2)).await.unwrap(), 1);
    assert_eq!(write.insert_facts("o2", std::slice::from_ref(&first), at(2)).await.unwrap(), 1);
    write.commit().await.unwrap();

    assert_eq!(db.store.read().await.unwrap().organizations_to_plan().await.unwrap(), ["o1", "o2"]);
    let mut write = db.store.write().await.unwrap();
    let one = write.take_facts_to_plan("o1", at(3), 1).await.unwrap();
    let rest = write.take_facts_to_plan("o1", at(3), 9).await.unwrap();
    write.commit().await.unwrap();
    assert_eq!((&one[0].fact, &rest[0].fact), (&first, &second), "in the order they were written");
    assert_eq!((one.len(), rest.len(), one[0].recorded_at), (1, 1, at(1)));
    assert_eq!(db.store.read().await.unwrap().organizations_to_plan().await.unwrap(), ["o2"]);
    let newest = db.store.read().await.unwrap().newest_fact("o1", NotificationEvent::Absence).await.unwrap();
    assert_eq!(newest.map(|one| one.fact), Some(second));
}

async fn what_was_sent_to_nobody_is_taken_back_and_nothing_else(db: Database) {
    let (waiting, sent) = (absence("p2", 1), absence("p3", 1));
    told(&db.store, std::slice::from_ref(&sent)).await;
    let claimed = claim(&db.store, 1, 5).await;
    assert_eq!(claimed.len(), 1);
    let mut write = db.store.write().await.unwrap();
    write.insert_facts("o1", std::slice::from_ref(&waiting), at(2)).await.unwrap();
    write.insert_deliveries("o1", &[message("later", &waiting, 9)], at(2)).await.unwrap();
    write.commit().await.unwrap();

    let mut write = db.store.write().await.unwrap();
    let said = write.list_said_of_sessions("o1", &["s1"]).await.unwrap();
    let unsent: Vec<(&str, bool)> =
        said.iter().map(|one| (one.fact.fact.key.as_str(), one.is_unsent)).collect();
    assert_eq!(unsent, [("absence:s1:p3:1", false), ("absence:s1:p2:1", true)]);
    assert!(!write.withdraw_fact("o1", &sent.key, at(3)).await.unwrap(), "it is being sent");
    assert!(write.withdraw_fact("o1", &waiting.key, at(3)).await.unwrap());
    assert!(!write.withdraw_fact("o1", &waiting.key, at(3)).await.unwrap(), "once");
    assert!(!write.withdraw_fact("o1", "nothing", at(3)).await.unwrap());
    write.commit().await.unwrap();

    let claimed = claim(&db.store, 9, 12).await;
    let later = claimed.iter().find(|one| one.id == "later").unwrap();
    assert_eq!(later.fact_keys, [""; 0], "the message has nothing to tell any more");
    let found = db.store.read().await.unwrap().find_facts("o1", &[&waiting.key]).await.unwrap();
    assert!(found[0].is_withdrawn);
}

async fn the_moves_of_a_session_are_listed_in_their_order(db: Database) {
    let moved = |number: u32| {
        let Fact { content: FactContent::Absence { session }, .. } = absence("p1", number) else {
            unreachable!()
        };
        let content =
            FactContent::SessionMoved { session, previous_start: at(0), previous_end: at(60), reason: None };
        Fact { key: format!("session_moved:s1:{number}"), person_id: None, occurred_at: at(0), content }
    };
    let mut write = db.store.write().await.unwrap();
    write.insert_facts("o1", &[absence("p1", 1), moved(2)], at(1)).await.unwrap();
    write.insert_facts("o1", &[moved(1)], at(0)).await.unwrap();
    write.commit().await.unwrap();
    let mut read = db.store.read().await.unwrap();
    let keys: Vec<String> =
        read.list_moves("o1", "s1").await.unwrap().into_iter().map(|one| one.fact.key).collect();
    assert_eq!(keys, ["session_moved:s1:1", "session_moved:s1:2"]);
    assert_eq!(read.list_moves("o1", "s2").await.unwrap(), []);
    assert_eq!(read.list_moves("o2", "s1").await.unwrap(), []);
}

async fn messages_for_one_moment_are_told_together(db: Database) {
    let facts: Vec<Fact> = (1..=4).map(|number| absence("p2", number)).collect();
    let mut write = db.store.write().await.unwrap();
    write.insert_facts("o1", &facts, at(0)).await.unwrap();
    let first = [message("a", &facts[0], 5), message("b", &facts[1], 5), message("c", &facts[2], 6)];
    assert_eq!(write.insert_deliveries("o1", &first, at(0)).await.unwrap(), 2);
    let alone = NewDelivery { may_join: false, ..message("d", &facts[3], 5) };
    assert_eq!(write.insert_deliveries("o1", &[alone], at(0)).await.unwrap(), 1);
    // Decided a second time, nothing is told twice.
    assert_eq!(write.insert_deliveries("o1", &[message("e", &facts[0], 5)], at(0)).await.unwrap(), 0);
    write.commit().await.unwrap();
    let claimed = claim(&db.store, 6, 9).await;
    let found: Vec<(&str, usize)> =
        claimed.iter().map(|one| (one.id.as_str(), one.fact_keys.len())).collect();
    assert_eq!(found, [("a", 2), ("d", 1), ("c", 1)]);
    assert_eq!(claimed[0].fact_keys, [facts[0].key.as_str(), facts[1].key.as_str()]);
    // What was begun is joined by nothing.
    let mut write = db.store.write().await.unwrap();
    let more = absence("p9", 1);
    write.insert_facts("o1", std::slice::from_ref(&more), at(6)).await.unwrap();
    assert_eq!(write.insert_deliveries("o1", &[message("f", &more, 5)], at(6)).await.unwrap(), 1);
    write.leave_out_facts("o1", "a", &[&facts[0].key], DropReason::Stale).await.unwrap();
    write.commit().await.unwrap();
    let again = claim(&db.store, 10, 12).await;
    let of_a = again.iter().find(|one| one.id == "a").unwrap();
    assert_eq!(of_a.fact_keys, [facts[1].key.as_str()]);
}

async fn a_message_is_claimed_by_one_and_ended_by_its_newest_claim(db: Database) {
    told(&db.store, &[absence("p2", 1)]).await;
    let due = |minute| {
        let store = db.store.clone();
        async move { store.read().await.unwrap().due_queues(at(minute)).await.unwrap() }
    };
    let by_mail = DeliveryQueue { organization_id: "o1".into(), channel: Channel::Email, endpoint_id: None };
    assert_eq!(due(0).await, []);
    assert_eq!(due(1).await, [by_mail]);
    let waiting = db.store.read().await.unwrap().waiting_deliveries(at(1)).await.unwrap();
    assert_eq!(waiting, (1, Some(at(1))));
    let (one, two) = tokio::join!(claim(&db.store, 1, 3), claim(&db.store, 1, 3));
    assert_eq!(one.len() + two.len(), 1, "of two that claim at once one has it");
    let slow = one.into_iter().chain(two).next().unwrap();
    assert_eq!(due(2).await, []);
    assert_eq!(claim(&db.store, 2, 4).await, []);
    // Whoever had it never said what became of it.
    let again = claim(&db.store, 3, 6).await.remove(0);
    assert_eq!((again.id.as_str(), again.fence, again.tries_left), ("d0", 2, slow.tries_left - 1));
    assert!(!end(&db.store, &slow, DeliveryEnd::Dead("refused"), 4).await, "its claim was over");
    assert!(end(&db.store, &again, DeliveryEnd::Later(at(7)), 4).await);
    assert_eq!(claim(&db.store, 6, 8).await, []);
    let last = claim(&db.store, 7, 9).await.remove(0);
    assert!(end(&db.store, &last, DeliveryEnd::Sent, 7).await);
    assert!(!end(&db.store, &last, DeliveryEnd::Later(at(8)), 8).await, "what was sent stays sent");
    assert_eq!(claim(&db.store, 99, 100).await, []);
    assert_eq!(db.store.read().await.unwrap().waiting_deliveries(at(99)).await.unwrap(), (0, None));
}

async fn a_provider_that_is_away_costs_no_try(db: Database) {
    let fact = absence("p2", 1);
    told(&db.store, std::slice::from_ref(&fact)).await;
    let first = claim(&db.store, 1, 3).await.remove(0);
    assert!(end(&db.store, &first, DeliveryEnd::Postponed(at(2)), 1).await);
    let unsent = |write: Write| async move {
        let mut write = write;
        write.list_said_of_sessions("o1", &["s1"]).await.unwrap()[0].is_unsent
    };
    assert!(unsent(db.store.write().await.unwrap()).await, "nothing has left the house");
    let second = claim(&db.store, 2, 3).await.remove(0);
    assert_eq!((second.tries_left, second.fence), (first.tries_left, 2));
    assert!(end(&db.store, &second, DeliveryEnd::Dropped(DropReason::NoAddress), 2).await);
    assert!(unsent(db.store.write().await.unwrap()).await);
    assert_eq!(claim(&db.store, 9, 10).await, []);
    let mut write = db.store.write().await.unwrap();
    assert!(write.revive_delivery("o1", "d0", at(10)).await.unwrap());
    assert!(!write.revive_delivery("o1", "d0", at(10)).await.unwrap(), "it waits");
    assert!(!write.revive_delivery("o2", "d0", at(10)).await.unwrap());
    write.commit().await.unwrap();
    let third = claim(&db.store, 10, 11).await.remove(0);
    assert_eq!((third.tries_left, third.fact_keys.len()), (first.tries_left, 1));
}

async fn nobody_is_told_before_an_endpoint_may_be_tried_again(db: Database) {
    let fact = absence("p2", 1);
    let endpoint = |id: &str, retry_at| WebhookEndpoint {
        id: id.to_owned(),
        url: "https://example.org/hook".into(),
        description: None,
        events: [NotificationEvent::Absence].into(),
        sealed_secret: "sealed".into(),
        previous: None,
        is_enabled: true,
        disabled_reason: None,
        failing_since: None,
        retry_at,
        created_by: None,
        created_at: at(0),
    };
    let mut write = db.store.write().await.unwrap();
    write.insert_facts("o1", std::slice::from_ref(&fact), at(0)).await.unwrap();
    for (id, retry_at) in [("e1", Some(at(9))), ("e2", None)] {
        write.insert_webhook_endpoint("o1", &endpoint(id, retry_at)).await.unwrap();
        let one = NewDelivery {
            channel: Channel::Webhook,
            recipient_id: id.into(),
            may_join: false,
            ..message(&format!("to {id}"), &fact, 1)
        };
        write.insert_deliveries("o1", &[one], at(0)).await.unwrap();
    }
    write.commit().await.unwrap();
    let due = |minute| {
        let store = db.store.clone();
        async move {
            let queues = store.read().await.unwrap().due_queues(at(minute)).await.unwrap();
            queues.into_iter().map(|one| one.endpoint_id.unwrap()).collect::<Vec<_>>()
        }
    };
    let claimed = |minute, endpoint| {
        let store = db.store.clone();
        async move {
            let mut write = store.write().await.unwrap();
            let (now, until) = (at(minute), at(minute + 20));
            let found =
                write.claim_deliveries("o1", Channel::Webhook, endpoint, now, until, 9).await.unwrap();
            write.commit().await.unwrap();
            found.into_iter().map(|one| one.id).collect::<Vec<_>>()
        }
    };
    assert_eq!(due(8).await, ["e2"]);
    assert_eq!(due(9).await, ["e1", "e2"]);
    assert_eq!(claimed(8, Some("e1")).await, [""; 0]);
    assert_eq!(claimed(9, Some("e1")).await, ["to e1"]);
    assert_eq!(due(9).await, ["e2"]);
    assert_eq!(claimed(9, None).await, ["to e2"]);
}

async fn whoever_was_told_is_known_for_corrections(db: Database) {
    let (sent, waiting) = (absence("p2", 1), absence("p3", 1));
    told(&db.store, std::slice::from_ref(&sent)).await;
    let claimed = claim(&db.store, 1, 3).await.remove(0);
    assert!(end(&db.store, &claimed, DeliveryEnd::Sent, 1).await);
    let mut write = db.store.write().await.unwrap();
    write.insert_facts("o1", std::slice::from_ref(&waiting), at(2)).await.unwrap();
    write.insert_deliveries("o1", &[message("later", &waiting, 9)], at(2)).await.unwrap();
    write.commit().await.unwrap();
    let mut read = db.store.read().await.unwrap();
    let told = read.list_told("o1", &[&sent.key, &waiting.key]).await.unwrap();
    assert_eq!(told, [(sent.key.clone(), "p1".to_owned(), Channel::Email)]);
    let claim = sent.content.claim();
    assert_eq!(claim, Some(Claim { outcome: Some(Outcome::Absent), late_seconds: None }));
}
