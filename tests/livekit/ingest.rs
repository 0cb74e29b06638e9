//! Group commit: many rows at once, a row the database will not have, and more rows than can wait.

use rollcall::app::ingest::NotStored;
use rollcall::domain::evidence::scope;
use rollcall::domain::people::Source;
use rollcall::domain::time::Timestamp;
use rollcall::store::evidence::NewEvidence;
use tokio::task::JoinSet;

use crate::on_both_databases;
use crate::support::TestApp;

on_both_databases!(
    rows_that_wait_together_are_all_stored,
    a_row_the_database_refuses_does_not_take_its_neighbours_down,
    whoever_hangs_up_has_been_stored_all_the_same,
);

fn row(id: &str) -> NewEvidence {
    NewEvidence {
        organization_id: "academy".into(),
        source: Source::Livekit,
        external_id: id.into(),
        digest: id.replace('\0', "0").into(),
        kind: "webhook",
        scope: Some(scope::room("r").into()),
        received_at: Timestamp::from_seconds(1_767_600_000),
        since: Timestamp::from_seconds(1_767_600_000),
        payload: r#"{"source":"livekit"}"#.into(),
    }
}

async fn rows_that_wait_together_are_all_stored(test: TestApp) {
    let mut storing = JoinSet::new();
    for n in 0..1_000 {
        let ingest = test.app.ingest.clone();
        storing.spawn(async move { ingest.store(row(&format!("EV_{}", n % 900))).await });
    }
    assert!(storing.join_all().await.iter().all(Result::is_ok));
    assert_eq!(test.room("academy", "r").await.len(), 900);
}

/// PostgreSQL has no NUL in a text. The door never hands one over; this is about what would happen if it did.
async fn a_row_the_database_refuses_does_not_take_its_neighbours_down(test: TestApp) {
    let mut storing = JoinSet::new();
    for n in 0..100 {
        let ingest = test.app.ingest.clone();
        let id = if n == 50 { "EV_\0".to_owned() } else { format!("EV_{n}") };
        storing.spawn(async move { (n, ingest.store(row(&id)).await) });
    }
    for (n, stored) in storing.join_all().await {
        assert!(n == 50 || stored.is_ok(), "{n}: {stored:?}");
    }
    assert!(test.room("academy", "r").await.len() >= 99);
}

async fn whoever_hangs_up_has_been_stored_all_the_same(test: TestApp) {
    let ingest = test.app.ingest.clone();
    let hung_up = tokio::spawn(async move { ingest.store(row("EV_1")).await });
    tokio::task::yield_now().await;
    hung_up.abort();
    test.app.ingest.store(row("EV_2")).await.unwrap();
    // Aborted before or after it was handed over, it is there whole or not at all.
    assert!((1..=2).contains(&test.room("academy", "r").await.len()));
}

#[tokio::test]
async fn when_too_much_waits_the_sender_is_told_to_come_again() {
    let test = TestApp::start().await;
    // Somebody else writes for a while.
    let busy = test.app.store.write().await.unwrap();
    let mut storing = JoinSet::new();
    for n in 0..8_000 {
        let ingest = test.app.ingest.clone();
        storing.spawn(async move { ingest.store(row(&format!("EV_{n}"))).await });
    }
    let turned_away = loop {
        match storing.join_next().await.unwrap().unwrap() {
            Err(NotStored::QueueFull) => break true,
            other => assert_eq!(other, Err(NotStored::QueueFull)),
        }
    };
    drop(busy);
    let answers = storing.join_all().await;
    let stored = answers.iter().filter(|answer| answer.is_ok()).count();
    assert!(turned_away && stored > 4_000);
    assert_eq!(test.room("academy", "r").await.len(), stored);
}
