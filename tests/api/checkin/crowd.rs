//! One ticket at many doors: one lets it in, and the others say who did.

use std::sync::Arc;

use rollcall::app::App;
use rollcall::clock::ManualClock;
use rollcall::config::Config;
use rollcall::domain::time::Timestamp;
use rollcall::ids::IdGenerator;
use rollcall::store::Store;

use crate::support::crowd::Crowd;
use crate::support::{Database, postgres, sqlite};
use crate::world::NOW;

const TICKETS: usize = 400;
const DOORS: usize = 64;

async fn replica(store: Store, seed: u64) -> App {
    let clock = Arc::new(ManualClock::at(Timestamp::from_seconds(NOW)));
    App::with_store(store, Config::default(), clock, IdGenerator::seeded(seed)).await.unwrap()
}

async fn every_ticket_is_let_in_once(database: Database, replicas: Vec<App>) {
    let crowd = Arc::new(Crowd::gather(replicas, TICKETS, DOORS).await);
    let outcome = crowd.storm(4).await;
    assert_eq!(outcome.scans, 4 * TICKETS);
    assert_eq!(outcome.admitted.len(), TICKETS);
    assert_eq!(crowd.count_admitted().await, TICKETS as i64);
    for (ticket, by) in &outcome.admitted {
        assert_eq!(by.len(), 1, "ticket {ticket} was let in by {by:?}");
    }
    for (ticket, told) in &outcome.told {
        assert_eq!(told.as_ref(), Some(&outcome.admitted[ticket][0]), "of ticket {ticket}");
    }
    drop(database);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_ticket_is_let_in_once_on_sqlite() {
    let database = sqlite().await;
    let app = replica(database.store.clone(), 1).await;
    every_ticket_is_let_in_once(database, vec![app]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_ticket_is_let_in_once_by_two_replicas() {
    let database = postgres().await;
    let first = replica(database.store.clone(), 1).await;
    let second = replica(Store::open(&database.url, 8).await.unwrap(), 2).await;
    every_ticket_is_let_in_once(database, vec![first, second]).await;
}
