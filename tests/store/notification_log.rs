//! Endpoints, the log of messages with its filters, and every try: what the store promises about them.

use std::collections::BTreeSet;

use rollcall::domain::notification::delivery_state::DeliveryState;
use rollcall::domain::notification::event::{Channel, DropReason, NotificationEvent};
use rollcall::domain::notification::fact::{Fact, FactContent};
use rollcall::domain::notification::retry::MAX_TRIES;
use rollcall::domain::time::Span;
use rollcall::store::Write;
use rollcall::store::notification::attempts::DeliveryAttempt;
use rollcall::store::notification::deliveries::{DeliveryEnd, NewDelivery};
use rollcall::store::notification::delivery_log::{DeliveryFilter, LoggedDelivery};
use rollcall::store::notification::endpoints::WebhookEndpoint;

use crate::at;
use crate::support::{Database, on_both};

on_both! {
    endpoints_are_kept_listed_changed_and_removed,
    the_log_is_filtered_and_goes_on_where_it_stopped,
    tries_are_kept_in_order_and_once,
    what_was_given_up_is_sent_again_with_all_its_tries,
}

fn endpoint(id: &str) -> WebhookEndpoint {
    WebhookEndpoint {
        id: id.into(),
        url: format!("https://{id}.example/hook"),
        description: Some("Ours".into()),
        events: BTreeSet::from([NotificationEvent::Late, NotificationEvent::Absence]),
        sealed_secret: "sealed".into(),
        previous: Some(("sealed before".into(), at(60))),
        is_enabled: true,
        disabled_reason: None,
        failing_since: Some(at(1)),
        retry_at: Some(at(2)),
        created_by: Some("p1".into()),
        created_at: at(0),
    }
}

async fn endpoints_are_kept_listed_changed_and_removed(db: Database) {
    let mut write = db.store.write().await.unwrap();
    let bare = WebhookEndpoint {
        description: None,
        events: BTreeSet::new(),
        previous: None,
        is_enabled: false,
        disabled_reason: Some("gone".into()),
        failing_since: None,
        retry_at: None,
        created_by: None,
        ..endpoint("b")
    };
    for one in [&endpoint("a"), &bare, &endpoint("c")] {
        write.insert_webhook_endpoint("o1", one).await.unwrap();
    }
    assert_eq!(write.list_webhook_endpoints("o1", "", 2).await.unwrap(), [endpoint("a"), bare.clone()]);
    assert_eq!(write.list_webhook_endpoints("o1", "b", 2).await.unwrap(), [endpoint("c")]);
    assert_eq!(write.all_webhook_endpoints("o1").await.unwrap().len(), 3);
    assert_eq!(write.list_webhook_endpoints("o2", "", 9).await.unwrap(), []);
    assert_eq!(write.find_webhook_endpoint("o1", "b").await.unwrap(), Some(bare.clone()));
    assert_eq!(write.find_webhook_endpoint("o2", "b").await.unwrap(), None);
    assert!(endpoint("a").wants(NotificationEvent::Late) && !endpoint("a").wants(NotificationEvent::Arrival));
    assert!(!bare.wants(NotificationEvent::Late), "one that is off wants nothing");
    assert!(WebhookEndpoint { is_enabled: true, ..bare.clone() }.wants(NotificationEvent::Arrival));
    assert!(write.lock_webhook_endpoint("o2", "b").await.unwrap().is_none());
    let mut held = write.lock_webhook_endpoint("o1", "b").await.unwrap().unwrap();
    *held = WebhookEndpoint { url: "https://new.example/".into(), ..endpoint("b") };
    write.update_webhook_endpoint("o1", &held).await.unwrap();
    let after = write.find_webhook_endpoint("o1", "b").await.unwrap().unwrap();
    assert_eq!(after.url, "https://new.example/");
    assert_eq!(
        WebhookEndpoint { url: endpoint("b").url, created_by: endpoint("b").created_by, ..after },
        endpoint("b")
    );
    assert!(!write.delete_webhook_endpoint("o2", "b").await.unwrap());
    assert!(write.delete_webhook_endpoint("o1", "b").await.unwrap());
    assert!(!write.delete_webhook_endpoint("o1", "b").await.unwrap());
}

fn arrival(key: &str) -> Fact {
    let content = FactContent::Arrival { venue_id: "v1".into(), at: at(0) };
    Fact { key: key.into(), person_id: Some("p1".into()), occurred_at: at(0), content }
}

fn message(id: &str, channel: Channel, recipient: &str, key: &str, minute: i64) -> NewDelivery {
    NewDelivery {
        id: id.into(),
        channel,
        recipient_id: recipient.into(),
        fact_key: key.into(),
        due_at: at(minute),
        may_join: false,
    }
}

/// One that waits for a webhook, one that was sent, one that is dead, one that was dropped.
async fn furnish(write: &mut Write) {
    let late = FactContent::Departure { venue_id: "v1".into(), at: at(1) };
    let late = Fact { content: late, ..arrival("departure") };
    write.insert_facts("o1", &[arrival("arrival"), late], at(0)).await.unwrap();
    write.insert_webhook_endpoint("o1", &WebhookEndpoint { retry_at: None, ..endpoint("e1") }).await.unwrap();
    for (minute, one) in [
        message("d1", Channel::Email, "p1", "arrival", 0),
        message("d2", Channel::Email, "p2", "arrival", 1),
        message("d3", Channel::Push, "p1", "departure", 2),
        message("d4", Channel::Webhook, "e1", "departure", 3),
    ]
    .into_iter()
    .enumerate()
    {
        let minute = i64::try_from(minute).unwrap();
        assert_eq!(write.insert_deliveries("o1", &[one], at(minute)).await.unwrap(), 1);
    }
    for (channel, ends) in [
        (Channel::Email, vec![DeliveryEnd::Sent, DeliveryEnd::Dead("refused")]),
        (Channel::Push, vec![DeliveryEnd::Dropped(DropReason::Stale)]),
    ] {
        let claimed = write.claim_deliveries("o1", channel, None, at(9), at(10), 9).await.unwrap();
        for (one, end) in claimed.iter().zip(ends) {
            assert!(write.end_delivery("o1", one, end, at(9)).await.unwrap());
        }
    }
}

async fn ids(write: &mut Write, filter: &DeliveryFilter<'_>) -> Vec<String> {
    let found = write.list_deliveries("o1", filter).await.unwrap();
    found.into_iter().map(|one| one.id).collect()
}

async fn the_log_is_filtered_and_goes_on_where_it_stopped(db: Database) {
    let mut write = db.store.write().await.unwrap();
    furnish(&mut write).await;
    let all = DeliveryFilter { limit: 9, ..DeliveryFilter::default() };
    assert_eq!(ids(&mut write, &all).await, ["d4", "d3", "d2", "d1"]);
    let two = DeliveryFilter { limit: 2, before: Some("d4"), ..all.clone() };
    assert_eq!(ids(&mut write, &two).await, ["d3", "d2"]);
    let cases: [(DeliveryFilter<'_>, &[&str]); 8] = [
        (DeliveryFilter { recipient: Some("p1"), ..all.clone() }, &["d3", "d1"]),
        (DeliveryFilter { channel: Some(Channel::Email), ..all.clone() }, &["d2", "d1"]),
        (DeliveryFilter { state: Some(DeliveryState::Dead), ..all.clone() }, &["d2"]),
        (DeliveryFilter { state: Some(DeliveryState::Waiting), ..all.clone() }, &["d4"]),
        (DeliveryFilter { event: Some(NotificationEvent::Departure), ..all.clone() }, &["d4", "d3"]),
        (DeliveryFilter { span: Some(Span::new(at(1), at(3))), ..all.clone() }, &["d3", "d2"]),
        (DeliveryFilter { only: Some("d2"), ..all.clone() }, &["d2"]),
        (DeliveryFilter { recipient: Some("p1"), state: Some(DeliveryState::Dead), ..all.clone() }, &[]),
    ];
    for (filter, wanted) in cases {
        assert_eq!(ids(&mut write, &filter).await, wanted, "{filter:?}");
    }
    let found = write.find_delivery("o1", "d4").await.unwrap().unwrap();
    let wanted = LoggedDelivery {
        id: "d4".into(),
        channel: Channel::Webhook,
        recipient_id: "e1".into(),
        recipient_name: Some("https://e1.example/hook".into()),
        state: DeliveryState::Waiting,
        reason: None,
        due_at: at(3),
        attempts: 0,
        created_at: at(3),
        finished_at: None,
        facts: vec![("departure".into(), None)],
    };
    assert_eq!(found, wanted);
    let dead = write.find_delivery("o1", "d2").await.unwrap().unwrap();
    assert_eq!((dead.reason.as_deref(), dead.finished_at, dead.attempts), (Some("refused"), Some(at(9)), 1));
    assert_eq!(dead.recipient_name, None, "nobody of this id is there");
    assert_eq!(write.find_delivery("o2", "d2").await.unwrap(), None);
    for (state, wanted) in [(DeliveryState::Dead, 1), (DeliveryState::Sent, 1), (DeliveryState::Waiting, 1)] {
        assert_eq!(write.count_deliveries("o1", state).await.unwrap(), wanted, "{state}");
    }
    assert_eq!(write.count_deliveries("o2", DeliveryState::Dead).await.unwrap(), 0);
}

async fn tries_are_kept_in_order_and_once(db: Database) {
    let mut write = db.store.write().await.unwrap();
    let attempt = |number: i64| DeliveryAttempt {
        number,
        at: at(number),
        is_sent: number == 2,
        address: "https://e1.example/hook".into(),
        detail: "503 \u{0}busy".into(),
        status: Some(503),
        request: Some("{}".into()),
        answer: Some("a\u{0}b".into()),
        millis: 17,
    };
    let bare = DeliveryAttempt { status: None, request: None, answer: None, ..attempt(1) };
    for one in [&attempt(2), &bare, &DeliveryAttempt { detail: "another".into(), ..attempt(2) }] {
        write.insert_delivery_attempt("o1", "d1", one).await.unwrap();
    }
    let kept = |one: DeliveryAttempt| DeliveryAttempt {
        detail: one.detail.replace('\u{0}', "\u{fffd}"),
        answer: one.answer.map(|answer| answer.replace('\u{0}', "\u{fffd}")),
        ..one
    };
    assert_eq!(write.list_delivery_attempts("o1", "d1").await.unwrap(), [kept(bare), kept(attempt(2))]);
    assert_eq!(write.list_delivery_attempts("o2", "d1").await.unwrap(), []);
}

async fn what_was_given_up_is_sent_again_with_all_its_tries(db: Database) {
    let mut write = db.store.write().await.unwrap();
    furnish(&mut write).await;
    for (id, wanted) in [("d1", false), ("d2", true), ("d3", true), ("d4", false), ("nothing", false)] {
        assert_eq!(write.revive_delivery("o1", id, at(20)).await.unwrap(), wanted, "{id}");
    }
    assert!(!write.revive_delivery("o2", "d2", at(20)).await.unwrap());
    assert!(!write.revive_delivery("o1", "d2", at(20)).await.unwrap(), "it waits already");
    let again = write.find_delivery("o1", "d2").await.unwrap().unwrap();
    assert_eq!(
        (again.state, again.reason, again.due_at, again.finished_at, again.attempts),
        (DeliveryState::Waiting, None, at(20), None, 1)
    );
    assert_eq!(write.claim_deliveries("o1", Channel::Email, None, at(19), at(21), 9).await.unwrap(), []);
    let claimed =
        write.claim_deliveries("o1", Channel::Email, None, at(20), at(21), 9).await.unwrap().remove(0);
    assert_eq!((claimed.id.as_str(), claimed.tries_left, claimed.fence), ("d2", MAX_TRIES - 1, 2));
}
