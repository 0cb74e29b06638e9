//! `Idempotency-Key`.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::world::{World, request, send};

async fn keyed(world: &World, who: &str, key: &str, path: &str, body: &Value) -> (StatusCode, Value) {
    let router = world.router(rollcall::api::routes());
    let headers = BTreeMap::from([
        ("authorization", format!("Bearer {}", world.token("alpha", who))),
        ("idempotency-key", key.to_owned()),
    ]);
    let (status, body) = send(&router, request("POST", path, &headers, Some(body))).await;
    (status, serde_json::from_str(&body).unwrap_or_default())
}

const PEOPLE: &str = "/api/v1/people";

async fn a_repeat_gets_the_first_answer_and_changes_nothing(world: World) {
    let body = json!({"name": "Once", "email": "once@alpha.example"});
    let first = keyed(&world, "alpha-admin", "k", PEOPLE, &body).await;
    assert_eq!(first.0, StatusCode::CREATED);
    let after = world.tables.changed().await;
    world.clock.advance(23 * 3_600_000);
    let second = keyed(&world, "alpha-admin", "k", PEOPLE, &body).await;
    assert_eq!(second, first);
    assert_eq!(world.tables.changed().await, after);
    // Without the key it is another request, and the address is taken.
    assert_eq!(keyed(&world, "alpha-admin", "k2", PEOPLE, &body).await.0, StatusCode::CONFLICT);
    let refused = keyed(&world, "alpha-admin", "k2", PEOPLE, &body).await;
    assert_eq!((refused.0, refused.1["code"].as_str()), (StatusCode::CONFLICT, Some("email_taken")));
}

async fn a_key_is_of_one_request_and_one_person(world: World) {
    let body = json!({"name": "One"});
    let first = keyed(&world, "alpha-admin", "k", PEOPLE, &body).await;
    for (path, body) in [(PEOPLE, json!({"name": "Two"})), ("/api/v1/households", json!({"name": "One"}))] {
        let (status, problem) = keyed(&world, "alpha-admin", "k", path, &body).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(problem["code"], "idempotency_mismatch");
    }
    let other = keyed(&world, "alpha-superadmin", "k", PEOPLE, &body).await;
    assert_eq!(other.0, StatusCode::CREATED);
    assert_ne!(other.1["id"], first.1["id"]);
}

async fn of_requests_at_once_one_is_carried_out(world: World) {
    let body = json!({"name": "At once"});
    let tries = (0..8).map(|_| keyed(&world, "alpha-admin", "k", PEOPLE, &body));
    let mut ids = std::collections::BTreeSet::new();
    for (status, body) in join_all(tries).await {
        match status {
            StatusCode::CREATED => _ = ids.insert(body["id"].as_str().unwrap().to_owned()),
            other => panic!("{other}: {body}"),
        }
    }
    assert_eq!(ids.len(), 1, "{ids:?}");
    let people = world.tables.changed().await.into_iter().filter(|row| row.table == "people").count();
    assert_eq!(people, 1);
}

async fn what_a_dead_process_left_at_work_is_taken_over(world: World) {
    let body = json!({"name": "Later"});
    // As a process leaves it that died before its change was committed.
    let first = keyed(&world, "alpha-admin", "k", PEOPLE, &body).await;
    let id = first.1["id"].as_str().unwrap();
    world.tables.run("UPDATE idempotency_keys SET status = NULL, body = NULL").await;
    let (status, problem) = keyed(&world, "alpha-admin", "k", PEOPLE, &body).await;
    assert_eq!((status, problem["code"].as_str()), (StatusCode::CONFLICT, Some("idempotency_in_progress")));
    world.clock.advance(120_001);
    let (status, again) = keyed(&world, "alpha-admin", "k", PEOPLE, &body).await;
    assert_eq!(status, StatusCode::CREATED);
    assert_ne!(again["id"], id);
}

async fn secrets_in_kept_answers_are_sealed(world: World) {
    let body = json!({"name": "script"});
    let (_, first) = keyed(&world, "alpha-admin", "k", "/api/v1/tokens", &body).await;
    let secret = first["secret"].as_str().unwrap();
    assert_eq!(keyed(&world, "alpha-admin", "k", "/api/v1/tokens", &body).await.1["secret"], secret);
    assert!(world.tables.changed().await.iter().all(|row| !row.text.contains(secret)));
}

async fn join_all<F: Future>(all: impl Iterator<Item = F>) -> Vec<F::Output> {
    let mut all: Vec<_> = all.map(|one| (Box::pin(one), None)).collect();
    std::future::poll_fn(|context| {
        let mut pending = false;
        for (future, done) in &mut all {
            if done.is_none() {
                match future.as_mut().poll(context) {
                    std::task::Poll::Ready(output) => *done = Some(output),
                    std::task::Poll::Pending => pending = true,
                }
            }
        }
        if pending { std::task::Poll::Pending } else { std::task::Poll::Ready(()) }
    })
    .await;
    all.into_iter().filter_map(|(_, done)| done).collect()
}

crate::on_both_databases!(
    a_repeat_gets_the_first_answer_and_changes_nothing,
    a_key_is_of_one_request_and_one_person,
    of_requests_at_once_one_is_carried_out,
    what_a_dead_process_left_at_work_is_taken_over,
    secrets_in_kept_answers_are_sealed,
);
