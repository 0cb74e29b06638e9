//! Ten thousand tickets at 64 doors, against as many bare inserts.

use std::sync::Arc;
use std::time::{Duration, Instant};

use rollcall::app::App;
use rollcall::clock::SystemClock;
use rollcall::config::Config;
use rollcall::domain::time::Timestamp;
use rollcall::ids::IdGenerator;
use rollcall::store::Store;
use rollcall::store::checkin::scans::StoredScan;

use crate::crowd::Crowd;
use crate::ingest::{databases, fresh, name};

const TICKETS: usize = 10_000;
const DOORS: usize = 64;
/// At how many doors each ticket is shown.
const TIMES: usize = 2;

/// Scans per second at 64 doors of two replicas (SQLite: one), every ticket shown twice, against inserts of one row by as
/// many writers, each committed.
pub async fn doors_against_bare_inserts() {
    println!("{TICKETS} tickets at {DOORS} doors, each shown {TIMES} times");
    println!("database     let in   scans/s   inserts/s   ratio");
    for database in databases() {
        let installation = fresh(database.clone()).await;
        let url = &installation.database_url;
        let first = replica(url).await;
        first.store.migrate().await.unwrap();
        let mut replicas = vec![first];
        if url.starts_with("postgres") {
            replicas.push(replica(url).await);
        }
        let bare = bare_inserts(&replicas).await;
        let crowd = Arc::new(Crowd::gather(replicas, TICKETS, DOORS).await);
        let outcome = crowd.storm(TIMES).await;
        assert!(outcome.admitted.values().all(|by| by.len() == 1), "a ticket was let in twice");
        for (ticket, told) in &outcome.told {
            assert_eq!(told.as_ref(), Some(&outcome.admitted[ticket][0]), "of ticket {ticket}");
        }
        let rate = |count: usize, took: Duration| count as f64 / took.as_secs_f64();
        let (scans, inserts) = (rate(outcome.scans, outcome.took), rate(TICKETS, bare));
        println!(
            "{:10}  {:7}  {scans:8.0}  {inserts:10.0}   {:5.2}",
            name(&database),
            crowd.count_admitted().await,
            scans / inserts
        );
    }
}

async fn replica(url: &str) -> App {
    let store = Store::open(url, 16).await.unwrap();
    store.migrate().await.unwrap();
    App::with_store(store, Config::default(), Arc::new(SystemClock), IdGenerator::from_os()).await.unwrap()
}

/// As many rows as there are tickets, each in a transaction of its own.
async fn bare_inserts(replicas: &[App]) -> Duration {
    let began = Instant::now();
    let tasks: Vec<_> = (0..DOORS)
        .map(|door| {
            let app = replicas[door % replicas.len()].clone();
            tokio::spawn(async move {
                for number in (0..TICKETS).filter(|number| number % DOORS == door) {
                    let mut write = app.store.write().await.unwrap();
                    write.insert_scan("bare", &row(number, app.now())).await.unwrap();
                    write.commit().await.unwrap();
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    began.elapsed()
}

fn row(number: usize, now: Timestamp) -> StoredScan {
    StoredScan {
        id: format!("{number}"),
        scanned_at: now,
        received_at: now,
        scanned_by: Some("door".into()),
        nonce: Some(format!("{number}")),
        code_digest: None,
        person_id: None,
        purpose: None,
        level: None,
        venue_id: None,
        session_id: None,
        direction: None,
        is_toggle: false,
        refusal: None,
        finding: None,
        signs: Vec::new(),
        device: None,
        is_queued: false,
        repeats: None,
    }
}
