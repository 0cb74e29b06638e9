//! Many messages, a mail server that fails by chance, and two replicas of which one or the other dies again and
//! again: each message arrives, is recorded once, and is never sent again after that.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use rollcall::app::App;
use rollcall::app::jobs::notify;
use rollcall::clock::ManualClock;
use rollcall::config::Config;
use rollcall::domain::time::Timestamp;
use rollcall::ids::IdGenerator;
use rollcall::net::smtp_url::SmtpUrl;
use rollcall::store::Store;

use crate::helper::Helper;
use crate::messages::{self, Taken, messages, waiting};
use crate::support::{Database, postgres, sqlite};

fn begin() -> Timestamp {
    Timestamp::from_seconds(1_767_600_000)
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

async fn storm(db: Database, messages: usize, replicas: u64) {
    messages::found(&db.store, "o1").await;
    messages::tell(&db.store, "o1", 0..messages, begin()).await;
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

    let taken = Taken::of(&server);
    taken.assert_recorded_once(&db.store, "o1", messages).await;
    let (again, unheard) = (taken.again(), taken.unheard());
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
    storm(postgres().await, messages(1_000), 2).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_survive_a_storm_and_a_dying_server() {
    storm(sqlite().await, messages(1_000), 1).await;
}
