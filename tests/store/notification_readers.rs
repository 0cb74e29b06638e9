//! People as readers of what they are told: what they chose, whom they belong to, what they were told, and their browsers.

use std::collections::{BTreeMap, BTreeSet};

use rollcall::domain::notification::event::{Channel, DropReason, NotificationEvent};
use rollcall::domain::notification::fact::{Fact, FactContent};
use rollcall::domain::notification::quiet_hours::QuietHours;
use rollcall::domain::people::Role;
use rollcall::domain::people::preferences::{Language, Theme};
use rollcall::domain::time::Timestamp;
use rollcall::store::Store;
use rollcall::store::notification::deliveries::{DeliveryEnd, NewDelivery};
use rollcall::store::notification::preferences::StoredPreferences;
use rollcall::store::notification::push_subscriptions::StoredPushSubscription;
use rollcall::store::people::Person;
use rollcall::store::people::households::Household;

use crate::at;
use crate::support::school::organization;
use crate::support::{Database, on_both};

on_both! {
    what_somebody_chose_is_kept_and_replaced_as_a_whole,
    words_of_another_version_are_left_out,
    recipients_come_with_all_they_are,
    parents_are_those_of_the_household_and_who_pays,
    the_bell_counts_what_was_told_since_one_looked,
    a_list_of_what_was_told_goes_on_where_it_ended,
    a_message_that_is_tried_again_is_no_news,
    a_browser_is_one_persons,
}

fn person(id: &str, household: Option<&str>, roles: &[Role]) -> Person {
    Person {
        id: id.into(),
        name: format!("Name of {id}"),
        email: (id != "p9").then(|| format!("{id}@b.example")),
        household: household.map(str::to_owned),
        roles: roles.iter().copied().collect(),
        has_password: false,
        is_active: true,
        created_at: at(0),
    }
}

fn chosen() -> StoredPreferences {
    StoredPreferences {
        time_zone: Some(chrono_tz::Asia::Kolkata),
        quiet_hours: QuietHours::parse("22:00", "07:05"),
        events: BTreeMap::from([
            (NotificationEvent::Arrival, BTreeSet::from([Channel::Email, Channel::Push])),
            (NotificationEvent::Late, BTreeSet::new()),
        ]),
    }
}

async fn what_somebody_chose_is_kept_and_replaced_as_a_whole(db: Database) {
    let mut write = db.store.write().await.unwrap();
    assert_eq!(write.find_notification_preferences("o1", "p1").await.unwrap(), None);
    write.put_notification_preferences("o1", "p1", &chosen(), at(0)).await.unwrap();
    write.put_notification_preferences("o2", "p1", &StoredPreferences::default(), at(0)).await.unwrap();
    assert_eq!(write.find_notification_preferences("o1", "p1").await.unwrap(), Some(chosen()));
    let other = StoredPreferences {
        events: BTreeMap::from([(NotificationEvent::Absence, BTreeSet::from([Channel::Email]))]),
        ..StoredPreferences::default()
    };
    write.put_notification_preferences("o1", "p1", &other, at(1)).await.unwrap();
    write.commit().await.unwrap();
    let mut read = db.store.read().await.unwrap();
    assert_eq!(read.find_notification_preferences("o1", "p1").await.unwrap(), Some(other));
    let elsewhere = read.find_notification_preferences("o2", "p1").await.unwrap();
    assert_eq!(elsewhere, Some(StoredPreferences::default()));
}

async fn words_of_another_version_are_left_out(db: Database) {
    let mut write = db.store.write().await.unwrap();
    write.put_notification_preferences("o1", "p1", &chosen(), at(0)).await.unwrap();
    write.commit().await.unwrap();
    let sql = "UPDATE notification_preferences SET time_zone = 'Mars/Olympus', quiet_from = 'late',
                events = '{\"arrival\": [\"email\", \"pigeon\"], \"eclipse\": [\"email\"]}'";
    match &db.store {
        Store::Sqlite { writer, .. } => _ = sqlx::query(sql).execute(writer).await.unwrap(),
        Store::Postgres(pool, ..) => _ = sqlx::query(sql).execute(pool).await.unwrap(),
    }
    let found = db.store.read().await.unwrap().find_notification_preferences("o1", "p1").await.unwrap();
    let events = BTreeMap::from([(NotificationEvent::Arrival, BTreeSet::from([Channel::Email]))]);
    assert_eq!(found, Some(StoredPreferences { time_zone: None, quiet_hours: None, events }));
}

async fn recipients_come_with_all_they_are(db: Database) {
    let mut write = db.store.write().await.unwrap();
    write.insert_organization(&organization("o1"), None).await.unwrap();
    for one in [person("p1", None, &[Role::Parent, Role::Student]), person("p9", None, &[])] {
        write.insert_person("o1", &one).await.unwrap();
    }
    write.insert_person("o2", &person("q1", None, &[Role::Parent])).await.unwrap();
    write.update_preferences("o1", "p1", Some(Language::Hindi), Some(Theme::Dark)).await.unwrap();
    write.put_notification_preferences("o1", "p1", &chosen(), at(0)).await.unwrap();
    let found = write.find_recipients("o1", &["p9", "p1", "q1", "nobody"]).await.unwrap();
    let ids: Vec<&str> = found.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, ["p1", "p9"]);
    assert_eq!(found[0].roles, BTreeSet::from([Role::Parent, Role::Student]));
    assert_eq!((found[0].language, found[0].email.as_deref()), (Some(Language::Hindi), Some("p1@b.example")));
    assert_eq!((found[0].name.as_str(), found[0].is_active), ("Name of p1", true));
    assert_eq!(found[0].preferences, Some(chosen()));
    assert_eq!((found[1].email.as_deref(), found[1].roles.len()), (None, 0));
    assert_eq!((found[1].language, &found[1].preferences), (None, &None));
    assert_eq!(write.find_recipients("o1", &[]).await.unwrap(), []);

    // The language alone: the theme stays.
    write.set_language("o1", "p1", Some(Language::Arabic)).await.unwrap();
    let viewer = write.find_viewer("o1", "p1").await.unwrap().unwrap();
    assert_eq!((viewer.language, viewer.theme), (Some(Language::Arabic), Some(Theme::Dark)));
    write.set_language("o1", "p1", None).await.unwrap();
    assert_eq!(write.find_viewer("o1", "p1").await.unwrap().unwrap().language, None);
}

async fn parents_are_those_of_the_household_and_who_pays(db: Database) {
    let mut write = db.store.write().await.unwrap();
    let payer = Some("p7".to_owned());
    let home = Household { id: "h1".into(), name: "Home".into(), payer, created_at: at(0) };
    write.insert_household("o1", &home).await.unwrap();
    for one in [
        person("p1", Some("h1"), &[Role::Student]),
        person("p2", Some("h1"), &[Role::Parent]),
        person("p3", Some("h1"), &[Role::Parent, Role::Student]),
        person("p4", Some("h1"), &[Role::Teacher]),
        person("p5", None, &[Role::Student]),
        person("p7", None, &[Role::Finance]),
    ] {
        write.insert_person("o1", &one).await.unwrap();
    }
    let pairs = write.list_parents("o1", &["p1", "p3", "p5"]).await.unwrap();
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(one, parent)| (&**one, &**parent)).collect();
    assert_eq!(pairs, [("p1", "p2"), ("p1", "p3"), ("p1", "p7"), ("p3", "p2"), ("p3", "p7")]);
    assert_eq!(write.list_parents("o2", &["p1"]).await.unwrap(), []);

    let mut held = write.lock_person("o1", "p3").await.unwrap().unwrap();
    held.is_active = false;
    write.update_person("o1", &held).await.unwrap();
    assert_eq!(write.list_people_of_role("o1", Role::Parent).await.unwrap(), ["p2"], "active ones");
    assert_eq!(write.list_people_of_role("o1", Role::Admin).await.unwrap(), [""; 0]);
    assert_eq!(write.list_people_of_role("o2", Role::Parent).await.unwrap(), [""; 0]);
}

fn delivery(id: &str, key: &str, who: &str, channel: Channel, due_at: Timestamp) -> NewDelivery {
    NewDelivery {
        id: id.into(),
        channel,
        recipient_id: who.into(),
        fact_key: key.into(),
        due_at,
        may_join: false,
    }
}

fn fact(key: &str) -> Fact {
    let content = FactContent::Arrival { venue_id: "v1".into(), at: at(0) };
    Fact { key: key.into(), person_id: Some("p1".into()), occurred_at: at(0), content }
}

/// `p1` was told one, by two channels, and two at once some minutes later; one is for the morning, one is somebody else's.
async fn told(db: &Database) {
    let mut write = db.store.write().await.unwrap();
    for who in ["p1", "p2"] {
        write.insert_person("o1", &person(who, None, &[Role::Parent])).await.unwrap();
    }
    let facts: Vec<Fact> = ["one", "two", "three", "morning", "others"].map(fact).into();
    write.insert_facts("o1", &facts, at(0)).await.unwrap();
    for (id, key, who, channel, due) in [
        ("d1", "one", "p1", Channel::Email, 1),
        ("d2", "one", "p1", Channel::Push, 2),
        ("d3", "two", "p1", Channel::Email, 5),
        ("d4", "three", "p1", Channel::Push, 5),
        ("d5", "morning", "p1", Channel::Email, 60),
        ("d6", "others", "p2", Channel::Email, 1),
    ] {
        let one = delivery(id, key, who, channel, at(due));
        write.insert_deliveries("o1", &[one], at(0)).await.unwrap();
    }
    write.commit().await.unwrap();
}

async fn the_bell_counts_what_was_told_since_one_looked(db: Database) {
    told(&db).await;
    let mut write = db.store.write().await.unwrap();
    assert_eq!(write.count_unseen("o1", "p1", at(0)).await.unwrap(), 0, "nothing is due yet");
    assert_eq!(write.count_unseen("o1", "p1", at(2)).await.unwrap(), 1, "one fact by two channels");
    assert_eq!(write.count_unseen("o1", "p1", at(10)).await.unwrap(), 3);
    assert_eq!(write.count_unseen("o2", "p1", at(10)).await.unwrap(), 0);
    assert_eq!(write.inbox_seen_at("o1", "p1").await.unwrap(), None);
    write.mark_inbox_seen("o1", "p1", at(3)).await.unwrap();
    assert_eq!(write.inbox_seen_at("o1", "p1").await.unwrap(), Some(at(3)));
    assert_eq!(write.inbox_seen_at("o1", "p2").await.unwrap(), None);
    assert_eq!(write.inbox_seen_at("o1", "nobody").await.unwrap(), None);
    assert_eq!(write.count_unseen("o1", "p1", at(10)).await.unwrap(), 2);
    assert_eq!(write.count_unseen("o1", "p1", at(60)).await.unwrap(), 3, "what waited for the morning");
    assert!(write.withdraw_fact("o1", "two", at(6)).await.unwrap());
    assert_eq!(write.count_unseen("o1", "p1", at(60)).await.unwrap(), 2, "it was not true");
    assert_eq!(write.count_unseen("o1", "p2", at(60)).await.unwrap(), 1);
    write.leave_out_facts("o1", "d6", &["others"], DropReason::SwitchedOff).await.unwrap();
    assert_eq!(write.count_unseen("o1", "p2", at(60)).await.unwrap(), 1, "it happened all the same");
}

async fn a_list_of_what_was_told_goes_on_where_it_ended(db: Database) {
    told(&db).await;
    let mut read = db.store.read().await.unwrap();
    let mut list = async |now: i64, after: Option<(Timestamp, String)>, limit: i64| {
        read.list_inbox("o1", "p1", at(now), after.as_ref(), limit).await.unwrap()
    };
    let all = list(10, None, 9).await;
    let wanted = [("three", at(5)), ("two", at(5)), ("one", at(1))];
    assert_eq!(all, wanted.map(|(key, at)| (key.to_owned(), at)), "newest first, each once");
    let mut one_by_one = Vec::new();
    let mut after = None;
    while let Some((key, told_at)) = list(10, after, 1).await.pop() {
        after = Some((told_at, key.clone()));
        one_by_one.push((key, told_at));
    }
    assert_eq!(one_by_one, all, "two of the same moment are both shown");
    assert_eq!(list(60, None, 1).await, [("morning".to_owned(), at(60))]);
    assert_eq!(list(0, None, 9).await, []);
    let elsewhere = db.store.read().await.unwrap().list_inbox("o2", "p1", at(10), None, 9).await.unwrap();
    assert_eq!(elsewhere, []);
}

async fn a_message_that_is_tried_again_is_no_news(db: Database) {
    told(&db).await;
    let mut write = db.store.write().await.unwrap();
    let claimed = write.claim_deliveries("o1", Channel::Email, None, at(2), at(3), 9).await.unwrap();
    let first = claimed.iter().find(|one| one.id == "d1").unwrap();
    write.mark_inbox_seen("o1", "p1", at(10)).await.unwrap();
    assert!(write.end_delivery("o1", first, DeliveryEnd::Later(at(30)), at(3)).await.unwrap());
    assert_eq!(write.count_unseen("o1", "p1", at(40)).await.unwrap(), 0, "its second try");
    let listed = write.list_inbox("o1", "p1", at(10), None, 9).await.unwrap();
    assert_eq!(listed.last(), Some(&("one".to_owned(), at(1))), "and it is not gone until then");
}

fn browser(id: &str, who: &str, endpoint: &str) -> StoredPushSubscription {
    StoredPushSubscription {
        id: id.into(),
        person_id: who.into(),
        endpoint: endpoint.into(),
        p256dh: "point".into(),
        auth: "secret".into(),
        device: Some("Firefox".into()),
        created_at: at(0),
    }
}

async fn a_browser_is_one_persons(db: Database) {
    let mut write = db.store.write().await.unwrap();
    let (a, b) = ("https://push.example/a", "https://push.example/b");
    let put = [browser("b1", "p1", a), browser("b2", "p1", b), browser("b3", "p2", a)];
    for one in &put {
        assert_eq!(write.put_push_subscription("o1", one).await.unwrap(), one.id);
    }
    write.put_push_subscription("o2", &browser("b1", "p1", a)).await.unwrap();
    // The same browser again, with other keys: it keeps its id and its age.
    let renewed = StoredPushSubscription {
        p256dh: "other".into(),
        auth: "keys".into(),
        device: None,
        created_at: at(5),
        ..browser("b9", "p1", a)
    };
    assert_eq!(write.put_push_subscription("o1", &renewed).await.unwrap(), "b1");
    let found = write.list_push_subscriptions("o1", &["p2", "p1", "p3"]).await.unwrap();
    let expected = StoredPushSubscription { id: "b1".into(), created_at: at(0), ..renewed };
    assert_eq!(found, [expected.clone(), put[1].clone(), put[2].clone()]);
    // Who logs in with a browser takes it over.
    write.take_push_endpoint("o1", "p1", a).await.unwrap();
    assert_eq!(write.list_push_subscriptions("o1", &["p2"]).await.unwrap(), []);
    assert_eq!(write.list_push_subscriptions("o1", &["p1"]).await.unwrap().len(), 2);
    assert_eq!(write.list_push_subscriptions("o2", &["p1"]).await.unwrap().len(), 1, "that is elsewhere");
    assert!(!write.delete_push_subscription("o1", "p2", "b1").await.unwrap(), "somebody else's");
    assert!(!write.delete_push_subscription("o2", "p2", "b1").await.unwrap());
    assert!(write.delete_push_subscription("o1", "p1", "b1").await.unwrap());
    assert!(!write.delete_push_subscription("o1", "p1", "b1").await.unwrap());
    assert_eq!(write.list_push_subscriptions("o1", &["p1"]).await.unwrap(), [put[1].clone()]);
}
