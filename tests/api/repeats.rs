//! `Idempotency-Key`: the answer is kept with the change, or neither is.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rollcall::app::App;
use rollcall::clock::ManualClock;
use rollcall::config::Config;
use rollcall::ids::IdGenerator;
use rollcall::store::Store;
use serde_json::{Value, json};

use crate::world::{World, ask, request, send};

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

/// Keyed requests that change something, each with what only a change of it leaves: a table, and a word in its rows.
fn changes() -> Vec<(&'static str, Value, &'static str, &'static str)> {
    let said = |person: &str| json!({"personId": person, "outcome": "excused", "reason": "ill"});
    let bind = URL_SAFE_NO_PAD.encode("livekit:alpha-stranger");
    let one = Box::leak(format!("/api/v1/unmatched/{bind}/bind").into_boxed_str());
    let start = rollcall::domain::time::Timestamp::from_seconds(crate::world::NOW + 200_000);
    vec![
        ("/api/v1/sessions/alpha-session/overrides", said("alpha-student"), "evidence", "kind=override"),
        (
            "/api/v1/sessions/alpha-session/marks",
            json!({"personId": "alpha-student", "direction": "in"}),
            "evidence",
            "kind=mark",
        ),
        (one, json!({"personId": "alpha-student"}), "evidence", "kind=bind"),
        (
            "/api/v1/unmatched/bind",
            json!({"bindings": [{"id": bind, "personId": "alpha-student"}]}),
            "evidence",
            "kind=bind",
        ),
        ("/api/v1/sessions/alpha-lesson/complete", json!({}), "audit_log", "action=session.completed"),
        ("/api/v1/sessions/alpha-lesson/mark-student-absent", json!({}), "evidence", "kind=override"),
        ("/api/v1/sessions/alpha-planned/cancel", json!({}), "audit_log", "action=session.cancelled"),
        (
            "/api/v1/sessions/alpha-planned/reschedule",
            json!({"start": start}),
            "audit_log",
            "action=session.rescheduled",
        ),
        ("/api/v1/jobs/sessions/runs", json!({}), "audit_log", "action=job.requested"),
    ]
}

async fn traces(world: &World, table: &str, word: &str) -> usize {
    world.tables.changed().await.iter().filter(|row| row.table == table && row.text.contains(word)).count()
}

async fn an_answer_that_cannot_be_kept_takes_its_change_with_it(world: World) {
    for (number, (path, body, table, word)) in changes().into_iter().enumerate() {
        let key = format!("k{number}");
        world.tables.run("ALTER TABLE idempotency_keys RENAME COLUMN body TO gone").await;
        let (status, answer) = keyed(&world, "alpha-superadmin", &key, path, &body).await;
        world.tables.run("ALTER TABLE idempotency_keys RENAME COLUMN gone TO body").await;
        assert!(status.is_server_error(), "{path}: {status} {answer}");
        assert_eq!(traces(&world, table, word).await, 0, "{path} made its change without its answer");
        let (status, answer) = keyed(&world, "alpha-superadmin", &key, path, &body).await;
        assert!(status.is_success(), "{path}: {status} {answer}");
        assert_eq!(traces(&world, table, word).await, 1, "{path}");
        assert_eq!(keyed(&world, "alpha-superadmin", &key, path, &body).await, (status, answer), "{path}");
        let changed = world.tables.changed().await;
        world.tables.reset(&changed).await;
    }
}

/// What a process does that is killed so long after it was sent a request.
fn killed_after(world: &World, delay: Duration, request: axum::http::Request<axum::body::Body>, at: i64) {
    let url = world.database.url.clone();
    let clock = Arc::new(ManualClock::at(rollcall::domain::time::Timestamp::from_millis(at)));
    let process = std::thread::spawn(move || {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        runtime.block_on(async {
            let store = Store::open(&url, 2).await.unwrap();
            let ids = IdGenerator::seeded(u64::try_from(at).unwrap());
            let app = App::with_store(store, Config::default(), clock, ids).await.unwrap();
            let router = rollcall::server::router_of(app, rollcall::api::routes());
            let _ = tokio::time::timeout(delay, send(&router, request)).await;
        });
        runtime.shutdown_background();
    });
    process.join().unwrap();
}

async fn a_process_killed_anywhere_leaves_the_change_with_its_answer_or_neither(world: World) {
    const MOMENTS: u32 = 12;
    for (number, (path, body, table, word)) in changes().into_iter().enumerate() {
        let keyed_request = |key: &str| {
            let headers = BTreeMap::from([
                ("authorization", format!("Bearer {}", world.token("alpha", "alpha-superadmin"))),
                ("idempotency-key", key.to_owned()),
            ]);
            request("POST", path, &headers, Some(&body))
        };
        let now = || world.app.now().millis();
        let began = Instant::now();
        killed_after(&world, Duration::from_secs(60), keyed_request(&format!("whole {number}")), now());
        let whole = began.elapsed();
        let changed = world.tables.changed().await;
        world.tables.reset(&changed).await;
        for moment in 0..MOMENTS {
            let key = format!("k{number} {moment}");
            killed_after(&world, whole * moment / MOMENTS, keyed_request(&key), now());
            // Whoever was at it when the process died is waited for no longer than this.
            world.clock.advance(121_000);
            let (status, answer) = keyed(&world, "alpha-superadmin", &key, path, &body).await;
            assert!(status.is_success(), "{path}, killed in moment {moment}: {status} {answer}");
            assert_eq!(traces(&world, table, word).await, 1, "{path}, killed in moment {moment}");
            if let Some(id) = answer["id"].as_str().filter(|_| table == "evidence") {
                let token = world.token("alpha", "alpha-superadmin");
                let router = world.router(rollcall::api::routes());
                let uri = "/api/v1/sessions/alpha-session/evidence";
                let (_, stored) = ask(&router, &token, "GET", uri, Value::Null).await;
                let ids = stored["items"].as_array().unwrap().iter().filter(|one| one["id"] == id).count();
                assert_eq!(ids, 1, "{path}: the answer names {id}: {stored}");
            }
            let changed = world.tables.changed().await;
            world.tables.reset(&changed).await;
        }
        world.clock.advance(-121_000 * i64::from(MOMENTS));
    }
}

async fn overrides_and_marks_are_in_the_audit_log(world: World) {
    let said = json!({"personId": "alpha-student", "outcome": "excused", "reason": "ill"});
    let marked = json!({"personId": "alpha-student", "direction": "in"});
    for (path, body, action) in
        [("overrides", said, "session.overridden"), ("marks", marked, "session.marked")]
    {
        // Two entries of one instant stand in no order.
        world.clock.advance(1_000);
        let path = format!("/api/v1/sessions/alpha-session/{path}");
        let (status, made) = keyed(&world, "alpha-admin", path.as_str(), &path, &body).await;
        assert_eq!(status, StatusCode::CREATED, "{made}");
        let router = world.router(rollcall::api::routes());
        let token = world.token("alpha", "alpha-admin");
        let (_, log) = ask(&router, &token, "GET", "/api/v1/audit-log?limit=1", Value::Null).await;
        let entry = &log["items"][0];
        assert_eq!(
            (entry["action"].as_str(), entry["subject"].as_str()),
            (Some(action), Some("session:alpha-session"))
        );
        assert_eq!(entry["detail"]["evidence"], made["id"]);
        assert_eq!(entry["detail"]["personId"], "alpha-student");
    }
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
    an_answer_that_cannot_be_kept_takes_its_change_with_it,
    a_process_killed_anywhere_leaves_the_change_with_its_answer_or_neither,
    overrides_and_marks_are_in_the_audit_log,
);
