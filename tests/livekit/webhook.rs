//! `POST /webhooks/livekit` through the router: what is answered, and what has become durable by then.

use axum::http::StatusCode;
use rollcall::app::livekit::connections::{disconnect, rotate};
use rollcall::app::{ActorContext, Error, evaluate};
use rollcall::domain::evidence::{Evidence, known_at};
use rollcall::domain::time::{Span, Timestamp};
use serde_json::json;

use crate::captures::captures;
use crate::forged::{BODY, sign};
use crate::on_both_databases;
use crate::support::{SECRET, TestApp, connect_to, insert_lesson, pair};

on_both_databases!(
    every_captured_delivery_is_stored_once_however_often_it_comes,
    what_is_not_authentic_is_refused_and_not_stored,
    an_authentic_body_is_never_refused_for_what_it_says,
    a_body_may_have_one_mebibyte_and_not_a_byte_more,
    a_second_body_under_one_id_is_kept_beside_the_first,
    one_id_in_two_rooms_is_an_event_of_each_however_they_are_judged,
    each_organisation_receives_under_its_own_keys_and_no_other,
    while_keys_are_changed_both_are_accepted_and_a_disconnected_server_is_refused_at_once,
    a_key_connected_by_another_replica_is_known_before_its_first_delivery_is_refused,
    when_the_database_is_gone_the_sender_is_told_to_come_again,
);

async fn every_captured_delivery_is_stored_once_however_often_it_comes(test: TestApp) {
    let captures = captures();
    for round in 0..2 {
        for capture in &captures {
            test.clock.set(capture.received_at.plus(round * 1_000));
            let status = test.deliver(&capture.authorization, capture.body.clone()).await;
            assert_eq!(status, StatusCode::OK);
        }
    }
    let mut stored = 0;
    for room in
        ["room-A", "room-B", "room-C", "room-D", "room-E", "room-F", "room-G", "room-H", "room-W", "room-odd"]
    {
        let items = test.room("academy", room).await;
        let read = items.iter().map(|item| Evidence::parse(item).unwrap());
        assert_eq!(known_at(read, Timestamp::MAX).len(), items.len());
        stored += items.len();
    }
    // Ids repeat where the receiver had answered 500 and LiveKit tried again.
    let ids: std::collections::BTreeSet<String> = captures
        .iter()
        .map(|one| serde_json::from_str::<serde_json::Value>(&one.body).unwrap()["id"].to_string())
        .collect();
    assert_eq!(stored, ids.len());
    assert_eq!(test.about("academy", "none").await, Vec::<serde_json::Value>::new());
}

async fn what_is_not_authentic_is_refused_and_not_stored(test: TestApp) {
    let capture = &captures()[1];
    test.clock.set(capture.received_at.plus(600_000));
    assert_eq!(test.deliver(&capture.authorization, capture.body.clone()).await, StatusCode::UNAUTHORIZED);
    test.clock.set(capture.received_at);
    assert_eq!(test.deliver("", capture.body.clone()).await, StatusCode::UNAUTHORIZED);
    let tampered = capture.body.replace("alice", "bobby");
    assert_eq!(test.deliver(&capture.authorization, tampered).await, StatusCode::UNAUTHORIZED);
    assert!(test.room("academy", "room-A").await.is_empty());
}

async fn an_authentic_body_is_never_refused_for_what_it_says(test: TestApp) {
    let now = 1_767_600_000;
    let huge = "é<b>=1+1</b>".repeat(1_000);
    let hostile: Vec<Vec<u8>> = vec![
        b"".into(),
        b"\xff\xfe not UTF-8".into(),
        br#"{"event":"participant_jo"#.into(),
        b"[]".into(),
        b"null".into(),
        b"7".into(),
        b"{}".into(),
        br#"{"event":"room_exploded","id":"EV_new","createdAt":"99999999999999999999"}"#.into(),
        br#"{"event":7,"id":{"a":1},"createdAt":[],"room":"r","participant":5}"#.into(),
        br#"{"event":"participant_joined","id":"EV_enum","participant":{"sid":"PA","kind":"HOLOGRAM","state":77,"disconnectReason":"EATEN"}}"#.into(),
        br#"{"event":"x","id":"EV_\u0000","room":{"name":"a\u0000b"}}"#.into(),
        json!({"event": "x", "id": "E".repeat(100_000), "room": {"name": "r".repeat(100_000)}}).to_string().into(),
        json!({"event": "x", "id": "EV_name", "room": {"name": "room-n"}, "participant": {"sid": "PA", "name": huge}})
            .to_string()
            .into(),
        "[".repeat(100_000).into(),
        format!(r#"{{"event":"x","deep":{}{}}}"#, "[".repeat(50_000), "]".repeat(50_000)).into(),
        br#"{"event":"a","event":"b","id":"EV_twice"}"#.into(),
        br#"{"event":"x","createdAt":-5,"id":"EV_ancient"}"#.into(),
        br#"{"event":"x"} trailing"#.into(),
    ];
    let count = hostile.len();
    for body in hostile {
        let token = sign(&body, now);
        assert_eq!(
            test.deliver(&token, body.clone()).await,
            StatusCode::OK,
            "{:?}",
            &body[..body.len().min(60)]
        );
        assert_eq!(test.deliver(&token, body).await, StatusCode::OK);
    }
    let kept = test.about("academy", "none").await;
    let named = test.room("academy", "room-n").await;
    assert_eq!(kept.len() + named.len(), count);
    assert_eq!(named[0]["webhook"]["participant"]["name"], json!(huge));
    for item in kept.iter().chain(&named) {
        Evidence::parse(item).unwrap();
    }
    let unreadable = kept.iter().filter(|item| item["webhook"]["event"] == json!("unreadable"));
    assert_eq!(unreadable.count(), 8);
}

async fn a_body_may_have_one_mebibyte_and_not_a_byte_more(test: TestApp) {
    let body = |size: usize| {
        let frame = r#"{"event":"room_started","id":"EV_1","room":{"name":"r","metadata":""}}"#;
        frame.replace(r#"a":"""#, &format!(r#"a":"{}""#, "m".repeat(size - frame.len()))).into_bytes()
    };
    let fits = body(1024 * 1024);
    assert_eq!(test.deliver(&sign(&fits, 1_767_600_000), fits.clone()).await, StatusCode::OK);
    let over = body(1024 * 1024 + 1);
    assert_eq!(test.deliver(&sign(&over, 1_767_600_000), over).await, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(test.room("academy", "r").await.len(), 1);
}

async fn a_second_body_under_one_id_is_kept_beside_the_first(test: TestApp) {
    for room in ["r", "r", "R"] {
        let body = format!(r#"{{"event":"x","id":"EV_1","room":{{"name":"r","sid":"{room}"}}}}"#);
        assert_eq!(test.deliver(&sign(body.as_bytes(), 1_767_600_000), body).await, StatusCode::OK);
    }
    assert_eq!(test.room("academy", "r").await.len(), 2);
}

async fn one_id_in_two_rooms_is_an_event_of_each_however_they_are_judged(test: TestApp) {
    let now = Timestamp::from_seconds(1_767_600_000);
    let planned = Span::new(now.plus(-600_000), now.plus(3_000_000));
    for room in ["a", "b"] {
        insert_lesson(&test.app.store, "academy", room, planned).await;
        let body = json!({"event": "participant_joined", "id": "EV_1", "createdAt": "1767599700", "room": {"name": room},
                          "participant": {"sid": "PA_1", "identity": format!("somebody in {room}")}})
        .to_string();
        assert_eq!(test.deliver(&sign(body.as_bytes(), 1_767_600_000), body).await, StatusCode::OK);
    }
    evaluate::evaluate_all_waiting(&test.app).await.unwrap();
    let seen = read_unmatched(&test).await;
    let expected =
        ["a", "b"].map(|room| (format!("{room}-{}", planned.from.millis()), format!("somebody in {room}")));
    assert_eq!(seen, expected);

    // Alone, each says the same.
    for (id, _) in expected {
        evaluate::evaluate_now(&test.app, "academy", &[&id]).await.unwrap();
    }
    assert_eq!(read_unmatched(&test).await, seen);
}

async fn read_unmatched(test: &TestApp) -> Vec<(String, String)> {
    let seen = test.app.store.read().await.unwrap().list_unmatched("academy", None, None, 9).await.unwrap();
    seen.into_iter().map(|one| (one.session_id, one.identity.value)).collect()
}

async fn each_organisation_receives_under_its_own_keys_and_no_other(test: TestApp) {
    let gym = test.connect("gym", "wss://live.gym.example/", &pair("gymkey", "gym-secret")).await.unwrap();
    assert_eq!(gym.server.url, "wss://live.gym.example");
    let taken = test.connect("gym", "wss://live.gym.example", &pair("devkey", "mine")).await;
    assert!(matches!(taken, Err(Error::Conflict { code: "key_taken", .. })));
    // The refused attempt has not changed the academy's secret.
    assert_eq!(test.deliver(&sign(BODY.as_bytes(), 1_767_600_000), BODY).await, StatusCode::OK);
    assert_eq!(test.about("academy", "none").await.len(), 1);
    assert_eq!(test.about("gym", "none").await.len(), 0);
    assert_eq!(test.connections("gym").await.len(), 1);
    let stored = &test.connections("gym").await[0].keys[0].sealed_secret;
    assert!(!stored.contains("gym-secret"));
}

async fn while_keys_are_changed_both_are_accepted_and_a_disconnected_server_is_refused_at_once(
    test: TestApp,
) {
    let server = test.connections("academy").await.remove(0).server;
    let retire = Timestamp::from_seconds(1_767_600_100);
    let actor = ActorContext::of_installation(&test.app, "academy");
    let mut write = test.app.store.write().await.unwrap();
    let new = pair("newkey", "the-new-one");
    rotate(&test.app, &mut write, &actor, &server.id, &new, Some(retire)).await.unwrap();
    write.commit().await.unwrap();
    test.app.livekit_keys.refresh().await.unwrap();
    let old = sign(BODY.as_bytes(), 1_767_600_000);
    let new = crate::forged::sign_with("newkey", "the-new-one", BODY.as_bytes(), 1_767_600_000);
    assert_eq!(test.deliver(&old, BODY).await, StatusCode::OK);
    assert_eq!(test.deliver(&new, BODY).await, StatusCode::OK);
    test.clock.set(retire);
    assert_eq!(test.deliver(&old, BODY).await, StatusCode::UNAUTHORIZED);
    assert_eq!(test.deliver(&new, BODY).await, StatusCode::OK);
    let mut write = test.app.store.write().await.unwrap();
    disconnect(&mut write, &actor, &server.id).await.unwrap();
    write.commit().await.unwrap();
    test.app.livekit_keys.refresh().await.unwrap();
    assert_eq!(test.deliver(&new, BODY).await, StatusCode::UNAUTHORIZED);
}

async fn a_key_connected_by_another_replica_is_known_before_its_first_delivery_is_refused(test: TestApp) {
    let here = &test.app;
    let there = rollcall::app::App::with_store(
        here.store.clone(),
        rollcall::config::Config::default(),
        test.clock.clone(),
        rollcall::ids::IdGenerator::seeded(2),
    )
    .await
    .unwrap();
    assert_eq!(test.deliver(&sign(BODY.as_bytes(), 1_767_600_000), BODY).await, StatusCode::OK);
    connect_to(&there, "academy", "ws://127.0.0.1:7880", &pair("later", SECRET)).await.unwrap();
    let token = crate::forged::sign_with("later", SECRET, BODY.as_bytes(), 1_767_600_000);
    assert_eq!(test.deliver(&token, BODY).await, StatusCode::OK);
}

async fn when_the_database_is_gone_the_sender_is_told_to_come_again(test: TestApp) {
    let token = sign(BODY.as_bytes(), 1_767_600_000);
    assert_eq!(test.deliver(&token, BODY).await, StatusCode::OK);
    test.app.store.close().await;
    let answer = crate::support::answer(rollcall::server::router(test.app.clone()), &token, BODY).await;
    assert_eq!(answer.headers()["retry-after"], "1");
    assert_eq!(answer.headers()["content-type"], "application/problem+json");
    assert_eq!(test.deliver(&token, BODY).await, StatusCode::SERVICE_UNAVAILABLE);
    // Whether this key is somebody's cannot be known now, so it is not refused either.
    let unknown = crate::forged::sign_with("unknown", SECRET, BODY.as_bytes(), 1_767_600_000);
    assert_eq!(test.deliver(&unknown, BODY).await, StatusCode::SERVICE_UNAVAILABLE);
}
