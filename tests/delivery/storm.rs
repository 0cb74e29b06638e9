//! Many messages, a mail server that fails by chance, and two replicas of which one or the other dies again and
//! again: each message arrives, is recorded once, and is never sent again after that.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use rollcall::app::App;
use rollcall::app::jobs::notify;
use rollcall::clock::ManualClock;
use rollcall::config::Config;
use rollcall::domain::money::amount::Currency;
use rollcall::domain::notification::delivery_state::DeliveryState;
use rollcall::domain::notification::event::{Channel, NotificationEvent};
use rollcall::domain::notification::fact::{Fact, FactContent};
use rollcall::domain::organization::settings::Settings;
use rollcall::domain::organization::{Organization, Policies};
use rollcall::domain::people::Role;
use rollcall::domain::time::Timestamp;
use rollcall::ids::IdGenerator;
use rollcall::net::smtp_url::SmtpUrl;
use rollcall::store::Store;
use rollcall::store::notification::delivery_log::DeliveryFilter;
use rollcall::store::notification::preferences::StoredPreferences;
use rollcall::store::people::Person;
use serde_json::Value;

use crate::helper::Helper;
use crate::support::{Database, postgres, sqlite};

/// Messages of a storm; `ROLLCALL_STORM=10000` has more of them.
fn messages() -> usize {
    std::env::var("ROLLCALL_STORM").map_or(1_000, |set| set.parse().unwrap())
}

fn begin() -> Timestamp {
    Timestamp::from_seconds(1_767_600_000)
}

/// An organisation with so many members, each of whom has just come and wants to be told so.
async fn furnish(store: &Store, messages: usize) {
    let mut write = store.write().await.unwrap();
    let organization = Organization {
        id: "o1".into(),
        name: "Lantern".into(),
        time_zone: chrono_tz::Asia::Riyadh,
        currency: Currency::from_code("SAR").unwrap(),
        settings: Settings::default(),
        policies: Policies::default(),
        policy_version: 1,
        created_at: begin(),
    };
    write.insert_organization(&organization, None).await.unwrap();
    let chosen = StoredPreferences {
        events: [(NotificationEvent::Arrival, [Channel::Email].into())].into(),
        ..StoredPreferences::default()
    };
    let mut facts = Vec::new();
    for number in 0..messages {
        let id = format!("p{number:05}");
        let person = Person {
            id: id.clone(),
            name: format!("Member {number}"),
            email: Some(format!("{id}@members.example")),
            household: None,
            roles: [Role::Student].into(),
            has_password: false,
            is_active: true,
            created_at: begin(),
        };
        write.insert_person("o1", &person).await.unwrap();
        write.put_notification_preferences("o1", &id, &chosen, begin()).await.unwrap();
        let content = FactContent::Arrival { venue_id: "v".into(), at: begin() };
        let key = format!("arrival:v:{id}:0");
        facts.push(Fact { key, person_id: Some(id), occurred_at: begin(), content });
    }
    write.insert_facts("o1", &facts, begin()).await.unwrap();
    write.commit().await.unwrap();
}

/// One replica with a runtime of its own, which runs the job again and again until it is killed: whatever it is at then is
/// never finished.
struct Replica {
    runtime: tokio::runtime::Runtime,
}

impl Replica {
    fn start(
        url: &str,
        config: &Config,
        clock: &Arc<ManualClock>,
        seed: u64,
        done: &Arc<AtomicBool>,
    ) -> Replica {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let (url, config) = (url.to_owned(), config.clone());
        let (clock, done) = (clock.clone(), done.clone());
        runtime.spawn(async move {
            let store = Store::open(&url, 6).await.unwrap();
            let app = App::with_store(store, config, clock, IdGenerator::seeded(seed)).await.unwrap();
            while !done.load(Ordering::Relaxed) {
                notify::run(&app, None).await.unwrap();
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        });
        Replica { runtime }
    }

    fn kill(self) {
        self.runtime.shutdown_background();
    }
}

/// What the mail server took, by id: how often, and how often the sender heard of it.
fn taken(server: &Helper) -> BTreeMap<String, (usize, usize)> {
    let mut taken: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    while let Some(line) = server.next_line() {
        let one: Value = serde_json::from_str(&line).unwrap();
        let (times, heard) = taken.entry(one["id"].as_str().unwrap().to_owned()).or_default();
        *times += 1;
        *heard += usize::from(one["heard"] == true);
    }
    taken
}

async fn waiting(store: &Store) -> i64 {
    store.read().await.unwrap().waiting_deliveries(Timestamp::MAX).await.unwrap().0
}

async fn storm(db: Database, messages: usize, replicas: u64) {
    furnish(&db.store, messages).await;
    let server = Helper::start("smtp_server.py", &["--storm", "7"]);
    let port = server.json()["port"].as_u64().unwrap();
    let mut config = Config::default();
    config.mail.url = Some(SmtpUrl::parse(&format!("smtp://127.0.0.1:{port}")).unwrap());
    config.mail.from = Some("Rollcall <rollcall@example.org>".parse().unwrap());
    config.jobs.notify.messages_per_minute = u32::MAX;
    let clock = Arc::new(ManualClock::at(begin()));
    let done = Arc::new(AtomicBool::new(false));
    let mut seed = 0;
    let mut start = || {
        seed += 1;
        Replica::start(&db.url, &config, &clock, seed, &done)
    };
    let mut running: Vec<Replica> = (0..replicas).map(|_| start()).collect();
    let mut kills = 0;
    // The first decides who is told, and only then is anything waiting.
    while waiting(&db.store).await == 0 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    while waiting(&db.store).await > 0 {
        tokio::time::sleep(Duration::from_millis(700)).await;
        if waiting(&db.store).await < 30 {
            // What was put off again and again waits for hours.
            running.drain(..).for_each(Replica::kill);
            clock.advance(3_600_000);
            running.extend((0..replicas).map(|_| start()));
        } else {
            // Time passes as well, so that what was put off and what was left behind is due.
            clock.advance(20_000);
            running.remove(0).kill();
            running.push(start());
        }
        kills += 1;
        assert!(kills < 1_000, "it does not end");
    }
    done.store(true, Ordering::Relaxed);
    running.into_iter().for_each(Replica::kill);

    let taken = taken(&server);
    let (mut before, mut seen) = (None::<String>, BTreeSet::new());
    loop {
        let filter = DeliveryFilter { before: before.as_deref(), limit: 500, ..DeliveryFilter::default() };
        let page = db.store.read().await.unwrap().list_deliveries("o1", &filter).await.unwrap();
        let Some(last) = page.last() else { break };
        before = Some(last.id.clone());
        for one in page {
            assert_eq!(one.state, DeliveryState::Sent, "{one:?}");
            let (times, heard) = taken[&format!("<{}@example.org>", one.id)];
            assert!(times >= 1 && heard <= times);
            let mut read = db.store.read().await.unwrap();
            let attempts = read.list_delivery_attempts("o1", &one.id).await.unwrap();
            let sent = attempts.iter().filter(|attempt| attempt.is_sent).count();
            assert_eq!(sent, 1, "recorded once, and nothing after it: {attempts:?}");
            assert!(attempts.last().unwrap().is_sent, "{attempts:?}");
            assert!(seen.insert(one.recipient_id), "one message for each");
        }
    }
    assert_eq!(seen.len(), messages);
    let again: usize = taken.values().map(|(times, _)| times - 1).sum();
    let unheard: usize = taken.values().map(|(times, heard)| times - heard).sum();
    println!(
        "{messages} messages, {kills} deaths of replicas, {unheard} answers lost, {again} arrived again"
    );
    // Each one that arrived twice has its cause: an answer that was lost, or a death before the record.
    assert!(
        again <= unheard + kills * 8,
        "{again} arrived again after {unheard} lost answers and {kills} deaths"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_survive_a_storm_and_dying_replicas() {
    storm(postgres().await, messages(), 2).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_survive_a_storm_and_a_dying_server() {
    storm(sqlite().await, messages(), 1).await;
}
