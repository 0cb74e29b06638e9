//! Messages go out to a mail server that fails by chance while the real servers that send them are killed: each arrives,
//! is recorded once, and is never sent again after that.

use std::time::Duration;

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use rollcall::clock::{Clock, SystemClock};
use rollcall::store::Store;
use sqlx::{Connection, PgConnection, SqliteConnection};

use crate::helper::Helper;
use crate::installation::{Installation, Server};
use crate::messages::{self, Taken, attempts, deliveries, messages, waiting};
use crate::support;
use crate::trial::setting;

/// So many kills follow each other within a second or so.
const RAPID_KILLS: usize = 10;
/// Most kills of a trial: more would mean that it never ends.
const MAX_KILLS: usize = 1_000;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_server_sends_every_message_and_none_after_its_record() {
    trial("sending, SQLite", Installation::empty(None), 1).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_killed_replicas_send_every_message_and_none_after_its_record() {
    let database = support::postgres().await;
    trial("sending, PostgreSQL", Installation::empty(Some(database.url.clone())), 2).await;
}

async fn trial(name: &str, mut installation: Installation, replicas: usize) {
    let messages = messages(300);
    let mut random = StdRng::seed_from_u64(setting("ROLLCALL_CRASH_SEED").unwrap_or(1));
    let mail = Helper::start("smtp_server.py", &["--storm", "7"]);
    let url = format!("smtp://127.0.0.1:{}", mail.json()["port"]);
    let environment = [
        ("ROLLCALL_MAIL__URL", url.as_str()),
        ("ROLLCALL_MAIL__FROM", "Rollcall <rollcall@example.org>"),
        ("ROLLCALL_JOBS__NOTIFY__INTERVAL_SECONDS", "1"),
        ("ROLLCALL_JOBS__NOTIFY__MESSAGES_PER_MINUTE", "1000000"),
    ];
    installation.environment.extend(environment.map(|(name, value)| (name.to_owned(), value.to_owned())));
    assert!(installation.run(&["migrate"]).await.status.success());
    let store = Store::open(&installation.database_url, 4).await.unwrap();
    messages::found(&store, "o1").await;
    messages::tell(&store, "o1", 0..messages, SystemClock.now()).await;

    let mut running: Vec<Server> = Vec::new();
    let mut kills = 0;
    while deliveries(&store, "o1").await.is_empty() || waiting(&store).await > 0 {
        while running.len() < replicas {
            running.push(installation.start().await);
        }
        // The first kills fall thick; then whoever is left gets on with it.
        let moment = if kills < RAPID_KILLS { random.random_range(100..1_500) } else { 3_000 };
        tokio::time::sleep(Duration::from_millis(moment)).await;
        // One of them, or all; then an hour passes while nobody lives, so that what was put off or left behind is due.
        let survivors = if random.random_bool(0.5) { replicas - 1 } else { 0 };
        while running.len() > survivors {
            let one = random.random_range(0..running.len());
            running.swap_remove(one).kill().await;
            kills += 1;
        }
        if running.is_empty() {
            an_hour_passes(&installation.database_url).await;
        }
        assert!(kills < MAX_KILLS, "it does not end: {}", installation.log());
    }
    for server in running {
        server.kill().await;
    }

    let taken = Taken::of(&mail);
    taken.assert_recorded_once(&store, "o1", messages).await;
    let (again, unheard) = (taken.again(), taken.unheard());
    let mut left_behind = 0;
    for one in deliveries(&store, "o1").await {
        let attempts = attempts(&store, "o1", &one.id).await;
        // Each claim has a number, and a claim whose process died before it had an end has no row.
        left_behind += attempts.last().unwrap().number - i64::try_from(attempts.len()).unwrap();
    }
    println!(
        "{name}: {messages} messages, {kills} kills, {left_behind} tries cut off, {unheard} answers lost, \
         {again} arrived again"
    );
    let cut_off = usize::try_from(left_behind).unwrap();
    assert!(again <= unheard + cut_off, "{again} arrived again, {unheard} answers lost, {cut_off} cut off");
}

/// Everything that waits for an instant has waited an hour longer. Nobody may be at work meanwhile.
async fn an_hour_passes(database_url: &str) {
    const DELIVERIES: &str = "UPDATE deliveries SET due_at = due_at - 3600000000, claimed_until = claimed_until - 3600000000 WHERE state = 'waiting'";
    const LEASES: &str = "UPDATE job_leases SET expires_at = expires_at - 3600000000";
    if database_url.starts_with("sqlite:") {
        let mut connection = SqliteConnection::connect(database_url).await.unwrap();
        sqlx::query(DELIVERIES).execute(&mut connection).await.unwrap();
        sqlx::query(LEASES).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    } else {
        let mut connection = PgConnection::connect(database_url).await.unwrap();
        sqlx::query(DELIVERIES).execute(&mut connection).await.unwrap();
        sqlx::query(LEASES).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    }
}
