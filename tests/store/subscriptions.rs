//! Packages, subscriptions, their ledger, and sessions without a time.

use chrono::NaiveDate;
use rollcall::domain::access::Scope;
use rollcall::domain::session::{Format, Kind, Platform, Status};
use rollcall::domain::subscription::{Balance, EntryCause, Subscription, SubscriptionAccount};
use rollcall::store::StoreError;
use rollcall::store::subscription::entries::NewEntry;
use rollcall::store::subscription::listing::{SubscriptionCounts, SubscriptionFilter, SubscriptionState};
use rollcall::store::subscription::packages::Package;
use rollcall::store::subscription::subscriptions::{Draw, StoredSubscription};
use rollcall::store::subscription::unscheduled::{UnscheduledFilter, UnscheduledSession};

use crate::at;
use crate::support::school::{lesson, organization, stored};
use crate::support::{Database, on_both};

on_both! {
    a_package_is_kept_as_it_was_written,
    a_subscription_is_kept_with_the_sums_of_its_ledger,
    subscriptions_are_listed_by_what_they_are,
    a_change_of_a_session_is_written_once,
    of_two_who_take_from_one_the_second_sees_the_first,
    entries_that_cannot_be_right_are_found,
    a_session_taken_from_two_subscriptions_is_found,
    who_found_nothing_left_is_remembered,
    a_session_without_a_time_is_taken_out_once,
    sessions_are_locked_with_their_revisions,
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn subscription(id: &str, person: &str, granted: i64, until: Option<&str>) -> StoredSubscription {
    StoredSubscription {
        account: SubscriptionAccount {
            subscription: Subscription {
                id: id.into(),
                person: person.into(),
                kind: None,
                granted,
                valid_from: day("2026-01-01"),
                valid_until: until.map(day),
                created_at: at(0),
            },
            balance: Balance { granted, ..Balance::default() },
            has_lapsed: false,
        },
        package_id: None,
        duration_minutes: Some(45),
        draw: None,
        lapsed_at: None,
    }
}

fn entry(of: &str, session: Option<&str>, change: i64, cause: EntryCause) -> NewEntry {
    NewEntry {
        subscription_id: of.into(),
        person_id: "p1".into(),
        session_id: session.map(str::to_owned),
        change,
        cause,
        reason: None,
        actor_id: None,
        at: at(5),
    }
}

async fn a_package_is_kept_as_it_was_written(db: Database) {
    let one = Package {
        id: "k1".into(),
        name: "Eight".into(),
        kind: Some(Kind::Quran),
        sessions: 8,
        duration_minutes: None,
        created_at: at(0),
    };
    let mut write = db.store.write().await.unwrap();
    write.insert_package("o1", &one).await.unwrap();
    write.insert_package("o1", &Package { id: "k2".into(), ..one.clone() }).await.unwrap();
    let mut held = write.lock_package("o1", "k1").await.unwrap().unwrap();
    (held.kind, held.duration_minutes) = (None, Some(30));
    write.update_package("o1", &held).await.unwrap();
    write.commit().await.unwrap();
    let mut read = db.store.read().await.unwrap();
    let changed = Package { kind: None, duration_minutes: Some(30), ..one };
    assert_eq!(read.find_package("o1", "k1").await.unwrap(), Some(changed));
    assert!(read.find_package("o2", "k1").await.unwrap().is_none());
    let ids: Vec<String> =
        read.list_packages("o1", "k1", 10).await.unwrap().into_iter().map(|one| one.id).collect();
    assert_eq!(ids, ["k2"]);
}

async fn a_subscription_is_kept_with_the_sums_of_its_ledger(db: Database) {
    let draw = Draw {
        format: Format::Individual,
        platform: Platform::Livekit,
        teacher_id: "t1".into(),
        duration_minutes: None,
    };
    let one = StoredSubscription {
        package_id: Some("k1".into()),
        draw: Some(draw),
        ..subscription("b1", "p1", 8, Some("2026-01-31"))
    };
    let mut write = db.store.write().await.unwrap();
    assert!(!write.has_subscriptions("o1").await.unwrap());
    write.lock_subscriptions("o1").await.unwrap();
    write.insert_subscription("o1", &one).await.unwrap();
    assert_eq!(write.find_subscription("o1", "b1").await.unwrap(), Some(one.clone()));
    for new in [
        entry("b1", Some("s1"), -1, EntryCause::Completed),
        entry("b1", Some("s1"), 1, EntryCause::Excused),
        entry("b1", Some("s2"), -1, EntryCause::Absent),
        entry("b1", None, 2, EntryCause::Corrected),
        entry("b1", None, -9, EntryCause::Lapsed),
    ] {
        write.insert_entry("o1", &new).await.unwrap();
    }
    let mut held = write.lock_subscription("o1", "b1").await.unwrap().unwrap();
    held.lapsed_at = Some(at(9));
    held.account.subscription.valid_until = None;
    held.account.subscription.kind = Some(Kind::Academic);
    write.update_subscription("o1", &held).await.unwrap();
    write.commit().await.unwrap();
    let mut read = db.store.read().await.unwrap();
    let found = read.find_subscription("o1", "b1").await.unwrap().unwrap();
    let balance = found.account.balance;
    assert_eq!(balance, Balance { granted: 8, sessions: -1, corrections: 2, lapsed: -9 });
    assert_eq!((balance.left(), found.lapsed_at, found.account.has_lapsed), (0, Some(at(9)), true));
    assert_eq!(found.account.subscription.kind, Some(Kind::Academic));
    let entries = read.list_entries("o1", "b1").await.unwrap();
    let causes: Vec<EntryCause> = entries.iter().map(|one| one.entry.cause).collect();
    use EntryCause::{Absent, Completed, Corrected, Excused, Lapsed};
    assert_eq!(causes, [Completed, Excused, Absent, Corrected, Lapsed]);
    let sums = read.sum_session_entries("o1", &["s1", "s2", "s3"]).await.unwrap();
    let sums: Vec<_> = sums.iter().map(|one| (one.session_id.as_str(), one.sum)).collect();
    assert_eq!(sums, [("s1", 0), ("s2", -1)]);
    assert!(read.has_subscriptions("o1").await.unwrap() && !read.has_subscriptions("o2").await.unwrap());
    assert!(read.list_entries("o2", "b1").await.unwrap().is_empty());
}

async fn subscriptions_are_listed_by_what_they_are(db: Database) {
    let mut write = db.store.write().await.unwrap();
    for one in [
        subscription("b1", "p1", 1, None),
        subscription("b2", "p2", 8, Some("2026-01-10")),
        subscription("b3", "p3", 1, Some("2026-01-31")),
        subscription("b4", "p3", 5, None),
    ] {
        write.insert_subscription("o1", &one).await.unwrap();
    }
    write.commit().await.unwrap();
    let mut read = db.store.read().await.unwrap();
    let whole = Scope::whole_organization("o1");
    let mut listed = async |scope: &Scope, filter: SubscriptionFilter<'_>| {
        let found = read.list_subscriptions(scope, &filter, 10).await.unwrap();
        found.into_iter().map(|one| one.account.subscription.id).collect::<Vec<_>>()
    };
    let state = |state, on: &str| SubscriptionFilter { state: Some((state, day(on))), ..Default::default() };
    assert_eq!(listed(&whole, SubscriptionFilter::default()).await, ["b4", "b3", "b2", "b1"]);
    assert_eq!(
        listed(&whole, state(SubscriptionState::Running, "2026-01-10")).await,
        ["b4", "b3", "b2", "b1"]
    );
    assert_eq!(listed(&whole, state(SubscriptionState::Running, "2026-01-11")).await, ["b4", "b3", "b1"]);
    assert_eq!(listed(&whole, state(SubscriptionState::Ended, "2026-01-11")).await, ["b2"]);
    // What is nearly used up, unless another one follows.
    assert_eq!(listed(&whole, state(SubscriptionState::Low, "2026-01-11")).await, ["b1"]);
    let of = |person| SubscriptionFilter { person: Some(person), ..Default::default() };
    assert_eq!(listed(&whole, of("p3")).await, ["b4", "b3"]);
    let after = SubscriptionFilter { before: Some("b3".into()), ..Default::default() };
    assert_eq!(listed(&whole, after).await, ["b2", "b1"]);
    let named = SubscriptionFilter { text: "nobody", ..Default::default() };
    assert!(listed(&whole, named).await.is_empty());
    assert_eq!(listed(&Scope::of_person("o1", "p2"), SubscriptionFilter::default()).await, ["b2"]);
    let counts = read.count_subscriptions(&whole, day("2026-01-11")).await.unwrap();
    assert_eq!(counts, SubscriptionCounts { running: 3, low: 1 });
    assert_eq!(read.list_organizations_to_lapse(day("2026-01-11")).await.unwrap(), ["o1"]);
    assert!(read.list_organizations_to_lapse(day("2026-01-10")).await.unwrap().is_empty());
    assert_eq!(read.list_subscriptions_to_lapse("o1", day("2026-02-01"), 10).await.unwrap(), ["b2", "b3"]);
    let of_people = read.list_subscriptions_of("o1", &["p1", "p3"]).await.unwrap();
    assert_eq!((of_people.readable.len(), of_people.unreadable_of.len()), (3, 0));
}

async fn a_change_of_a_session_is_written_once(db: Database) {
    let mut write = db.store.write().await.unwrap();
    write.insert_subscription("o1", &subscription("b1", "p1", 8, None)).await.unwrap();
    write.insert_subscription("o1", &subscription("b2", "p1", 8, None)).await.unwrap();
    write.commit().await.unwrap();
    // Two who both believe that nothing stands of the session, and lock nothing.
    let mut first = db.store.write().await.unwrap();
    let take = |of: &str| entry(of, Some("s1"), -1, EntryCause::Completed);
    first.insert_entry("o1", &take("b1")).await.unwrap();
    let store = db.store.clone();
    let second = tokio::spawn(async move {
        let mut second = store.write().await?;
        second.insert_entry("o1", &entry("b2", Some("s1"), -1, EntryCause::Completed)).await?;
        second.commit().await
    });
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    first.commit().await.unwrap();
    let second = second.await.unwrap();
    let mut read = db.store.read().await.unwrap();
    let entries = read.list_entries("o1", "b1").await.unwrap().len();
    match second {
        Err(StoreError::Conflict { .. }) => {}
        // SQLite has one writer: the second saw the first one's row, and took the next number.
        Ok(()) => assert_eq!(read.list_entries("o1", "b2").await.unwrap().len(), 1),
        Err(other) => panic!("{other}"),
    }
    assert_eq!(entries, 1);
}

async fn of_two_who_take_from_one_the_second_sees_the_first(db: Database) {
    let mut write = db.store.write().await.unwrap();
    write.insert_subscription("o1", &subscription("b1", "p1", 1, None)).await.unwrap();
    write.commit().await.unwrap();
    let mut first = db.store.write().await.unwrap();
    first.share_subscriptions("o1").await.unwrap();
    let seen = first.lock_subscriptions_of("o1", &["p1"]).await.unwrap();
    assert_eq!(seen.readable[0].account.balance.available(), 1);
    first.insert_entry("o1", &entry("b1", Some("s1"), -1, EntryCause::Completed)).await.unwrap();
    let store = db.store.clone();
    let second = tokio::spawn(async move {
        let mut second = store.write().await.unwrap();
        second.share_subscriptions("o1").await.unwrap();
        second.lock_subscriptions_of("o1", &["p1"]).await.unwrap().readable[0].account.balance.available()
    });
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    assert!(!second.is_finished(), "it waits");
    first.commit().await.unwrap();
    assert_eq!(second.await.unwrap(), 0);
}

async fn entries_that_cannot_be_right_are_found(db: Database) {
    let mut write = db.store.write().await.unwrap();
    for id in ["b1", "b2", "b3", "b4"] {
        let lapsed_at = (id == "b3").then(|| at(1));
        let one = StoredSubscription { lapsed_at, ..subscription(id, "p1", 1, None) };
        write.insert_subscription("o1", &one).await.unwrap();
    }
    write.insert_entry("o1", &entry("b1", Some("s1"), -1, EntryCause::Completed)).await.unwrap();
    assert_eq!(write.list_wrong_balances().await.unwrap(), [("o1".to_owned(), "b3".to_owned())]);
    for wrong in [
        entry("b1", Some("s2"), -1, EntryCause::Completed),
        entry("b3", None, -1, EntryCause::Lapsed),
        entry("b4", None, 5, EntryCause::Corrected),
        entry("b4", Some("s4"), -2, EntryCause::Completed),
    ] {
        write.insert_entry("o1", &wrong).await.unwrap();
    }
    let found = write.list_wrong_balances().await.unwrap();
    let found: Vec<&str> = found.iter().map(|(_, id)| id.as_str()).collect();
    assert_eq!(found, ["b1", "b4"]);
}

async fn a_session_taken_from_two_subscriptions_is_found(db: Database) {
    let mut write = db.store.write().await.unwrap();
    for id in ["b1", "b2", "b3"] {
        write.insert_subscription("o1", &subscription(id, "p1", 8, None)).await.unwrap();
    }
    for (of, change) in [("b1", -1), ("b1", 1), ("b2", -1)] {
        write.insert_entry("o1", &entry(of, Some("s1"), change, EntryCause::Completed)).await.unwrap();
    }
    assert!(write.list_wrong_balances().await.unwrap().is_empty(), "one covers it after another");
    write.insert_entry("o1", &entry("b3", Some("s1"), -1, EntryCause::Completed)).await.unwrap();
    let found = write.list_wrong_balances().await.unwrap();
    let found: Vec<&str> = found.iter().map(|(_, id)| id.as_str()).collect();
    assert_eq!(found, ["b2", "b3"]);
}

async fn who_found_nothing_left_is_remembered(db: Database) {
    let mut write = db.store.write().await.unwrap();
    write.insert_uncovered("o1", &[("s1", "p1"), ("s1", "p2"), ("s2", "p1")]).await.unwrap();
    write.insert_uncovered("o1", &[("s1", "p1")]).await.unwrap();
    write.delete_uncovered("o1", "s1", "p2").await.unwrap();
    write.commit().await.unwrap();
    let mut read = db.store.read().await.unwrap();
    let found = read.list_uncovered("o1", &["s1", "s3"]).await.unwrap();
    assert_eq!(found, [("s1".to_owned(), "p1".to_owned())]);
}

async fn a_session_without_a_time_is_taken_out_once(db: Database) {
    let one = UnscheduledSession {
        id: "u1".into(),
        subscription_id: "b1".into(),
        person: "p1".into(),
        kind: Kind::Quran,
        format: Format::Individual,
        platform: Platform::Livekit,
        teacher: "t1".into(),
        duration_minutes: None,
        created_at: at(0),
    };
    let other = UnscheduledSession {
        id: "u2".into(),
        person: "p2".into(),
        teacher: "t2".into(),
        duration_minutes: Some(20),
        ..one.clone()
    };
    let mut write = db.store.write().await.unwrap();
    write.insert_unscheduled("o1", &[one.clone(), other.clone()]).await.unwrap();
    write.commit().await.unwrap();
    let mut read = db.store.read().await.unwrap();
    assert_eq!(read.find_unscheduled("o1", "u2").await.unwrap(), Some(other.clone()));
    let whole = Scope::whole_organization("o1");
    let all = read.list_unscheduled(&whole, &UnscheduledFilter::default(), 10).await.unwrap();
    assert_eq!(all, [one.clone(), other.clone()]);
    let filter = UnscheduledFilter {
        subscription: Some("b1"),
        teacher: Some("t2"),
        kind: Some(Kind::Quran),
        after: None,
    };
    assert_eq!(read.list_unscheduled(&whole, &filter, 10).await.unwrap(), std::slice::from_ref(&other));
    let own = Scope::of_person("o1", "p1");
    let found = read.list_unscheduled(&own, &UnscheduledFilter::default(), 10).await.unwrap();
    assert_eq!(found, std::slice::from_ref(&one));
    drop(read);
    let mut write = db.store.write().await.unwrap();
    assert_eq!(write.lock_unscheduled("o1", "u1").await.unwrap(), Some(one));
    assert!(write.delete_unscheduled("o1", "u1").await.unwrap());
    assert!(!write.delete_unscheduled("o1", "u1").await.unwrap());
}

async fn sessions_are_locked_with_their_revisions(db: Database) {
    let mut write = db.store.write().await.unwrap();
    write.insert_organization(&organization("o1"), None).await.unwrap();
    for (id, minutes) in [("s1", 0), ("s2", 60)] {
        write.insert_session(&stored("o1", lesson(id, minutes))).await.unwrap();
    }
    let mut done = write.find_session("o1", "s2").await.unwrap().unwrap();
    done.status = Status::Completed;
    assert!(write.update_session(&done, at(0)).await.unwrap());
    let found = write.lock_sessions("o1", &["s1", "s2", "s3"]).await.unwrap();
    assert_eq!(found, [("s1".to_owned(), 0), ("s2".to_owned(), 1)].into());
    let counted = write.list_counted_sessions("o1", "p1").await.unwrap();
    assert_eq!(counted.iter().map(|one| one.session.id.as_str()).collect::<Vec<_>>(), ["s2"]);
    assert!(write.list_counted_sessions("o1", "p2").await.unwrap().is_empty());
}
