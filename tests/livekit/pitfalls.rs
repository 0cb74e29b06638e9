//! What is known to go wrong for whoever takes attendance from LiveKit's webhooks, sixteen things, a test each.

use axum::http::StatusCode;
use rollcall::domain::time::Timestamp;
use rollcall::sources::livekit::delivery::WebhookDelivery;
use rollcall::sources::livekit::roster::RosterEvidence;
use serde_json::{Value, json};

use crate::forged::{self, sign};
use crate::lesson::{Lesson, report, stays};
use crate::support::{SECRET, TestApp, pair};

/// The lesson: an hour from here.
const START: i64 = 1_767_600_000;

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_seconds(START + seconds)
}

fn millis(seconds: i64) -> i64 {
    at(seconds).millis()
}

/// An event as LiveKit sends it, `seconds` into the lesson, about a connection that began at `joined`.
fn event(name: &str, seconds: i64, sid: &str, identity: &str, joined: i64) -> Value {
    json!({
        "event": name,
        "id": format!("EV_{name}_{sid}_{seconds}"),
        "createdAt": (START + seconds).to_string(),
        "room": {"sid": "RM_1", "name": "lesson", "numParticipants": 7, "turnPassword": "hunter2"},
        "participant": {"sid": sid, "identity": identity, "state": "ACTIVE",
                        "joinedAt": (START + joined).to_string(), "joinedAtMs": millis(joined).to_string()},
    })
}

fn joined(seconds: i64, sid: &str, identity: &str) -> Value {
    event("participant_joined", seconds, sid, identity, seconds)
}

fn left(seconds: i64, sid: &str, identity: &str, joined: i64, reason: &str) -> Value {
    let mut event = event("participant_left", seconds, sid, identity, joined);
    event["participant"]["disconnectReason"] = json!(reason);
    event
}

fn room(name: &str, seconds: i64, sid: &str) -> Value {
    json!({"event": name, "id": format!("EV_{name}_{sid}_{seconds}"), "createdAt": (START + seconds).to_string(),
           "room": {"sid": sid, "name": "lesson"}})
}

/// What is stored of an event that arrived when it says it was made.
fn stored(event: &Value) -> Value {
    let seconds: i64 = event["createdAt"].as_str().unwrap().parse().unwrap();
    let item = WebhookDelivery::read(event.to_string().as_bytes()).item(Timestamp::from_seconds(seconds));
    serde_json::from_str(&item).unwrap()
}

/// Who was in the room when we asked.
fn roster(seconds: i64, participants: &[Value]) -> Value {
    serde_json::from_str(&RosterEvidence::new("lesson", participants, at(seconds)).item).unwrap()
}

fn judged_at(as_of: Timestamp, evidence: &[Value]) -> Value {
    let lesson =
        Lesson { room: "lesson", start: at(0), end: at(3_600), students: &["s1", "s2"], policy: json!({}) };
    lesson.judged(evidence, as_of)
}

/// Long after the lesson.
fn judged(events: &[Value]) -> Value {
    judged_at(at(20_000), &events.iter().map(stored).collect::<Vec<_>>())
}

#[tokio::test]
async fn pitfall_01_a_word_we_do_not_know_costs_no_evidence() {
    let test = TestApp::start().await;
    let mut event = left(1_800, "PA_1", "s1", 0, "ABDUCTED_BY_ALIENS");
    event["participant"]["kind"] = json!("HOLOGRAM");
    event["participant"]["capabilities"] = json!(["CAP_TELEPATHY"]);
    event["surprise"] = json!({"nested": [1]});
    // Odd spacing: what is signed is the bytes.
    let body = event.to_string().replace(':', " :  ");
    assert_eq!(test.deliver(&sign(body.as_bytes(), START), body).await, StatusCode::OK);
    let session = judged_at(at(20_000), &test.room("academy", "lesson").await);
    assert_eq!(stays(&session, "s1"), [(millis(0), millis(1_800), false)]);
}

#[tokio::test]
async fn pitfall_02_an_authentic_event_is_never_answered_with_4xx() {
    let test = TestApp::start().await;
    for body in ["{}", "not JSON", r#"{"event":"invented_tomorrow"}"#, r#"{"event":["participant_left"]}"#] {
        assert_eq!(test.deliver(&sign(body.as_bytes(), START), body).await, StatusCode::OK, "{body}");
    }
    test.app.store.close().await;
    assert_eq!(test.deliver(&sign(b"{}", START), "{}").await, StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn pitfall_03_an_event_that_comes_often_and_at_once_is_one_row() {
    let test = TestApp::start().await;
    let body = joined(0, "PA_1", "s1").to_string();
    let token = sign(body.as_bytes(), START);
    let mut deliveries = tokio::task::JoinSet::new();
    for _ in 0..100 {
        let router = rollcall::server::router(test.app.clone());
        let (token, body) = (token.clone(), body.clone());
        deliveries.spawn(async move { crate::support::deliver(router, &token, body).await });
    }
    assert!(deliveries.join_all().await.into_iter().all(|status| status == StatusCode::OK));
    assert_eq!(test.room("academy", "lesson").await.len(), 1);
}

#[test]
fn pitfall_04_the_leave_of_an_old_connection_does_not_close_a_new_one() {
    let events = [
        joined(0, "PA_1", "s1"),
        joined(100, "PA_2", "s1"),
        left(101, "PA_1", "s1", 0, "DUPLICATE_IDENTITY"),
    ];
    let session = judged_at(at(200), &events.iter().map(stored).collect::<Vec<_>>());
    assert_eq!(report(&session, "s1")["lastLeaveAt"], Value::Null);
    assert_eq!(report(&session, "s1")["creditedSeconds"], json!(200));
}

#[test]
fn pitfall_05_only_the_gap_tells_a_blip_from_a_quit() {
    let away_for = |gap: i64| {
        judged(&[
            joined(0, "PA_1", "s1"),
            left(600, "PA_1", "s1", 0, "CLIENT_INITIATED"),
            joined(600 + gap, "PA_2", "s1"),
            left(1_800, "PA_2", "s1", 600 + gap, "CLIENT_INITIATED"),
        ])
    };
    assert_eq!(stays(&away_for(120), "s1"), [(millis(0), millis(1_800), false)]);
    assert_eq!(
        stays(&away_for(121), "s1"),
        [(millis(0), millis(600), false), (millis(721), millis(1_800), false)]
    );
}

#[test]
fn pitfall_06_a_leave_without_a_join_and_a_join_without_a_leave() {
    let session = judged(&[left(1_800, "PA_1", "s1", 60, "CLIENT_INITIATED"), joined(0, "PA_2", "s2")]);
    assert_eq!(stays(&session, "s1"), [(millis(60), millis(1_800), false)]);
    assert_eq!(report(&session, "s2")["firstJoinAt"], json!(at(0)));

    // A track event is a proof; the end of the room closes what nobody saw leave.
    let seen = event("track_published", 900, "PA_2", "s2", 0);
    let session = judged(&[joined(0, "PA_2", "s2"), seen, room("room_finished", 1_200, "RM_1")]);
    assert_eq!(stays(&session, "s2"), [(millis(0), millis(900), true)]);
}

#[test]
fn pitfall_07_an_aborted_connection_is_no_attendance_unless_it_had_joined() {
    let aborted = event("participant_connection_aborted", 60, "PA_1", "s1", 0);
    let session = judged(std::slice::from_ref(&aborted));
    assert_eq!(report(&session, "s1")["firstJoinAt"], Value::Null);
    let session = judged(&[joined(0, "PA_1", "s1"), aborted]);
    assert_eq!(stays(&session, "s1"), [(millis(0), millis(60), false)]);
}

#[test]
fn pitfall_08_a_leave_that_livekit_noticed_late_is_estimated() {
    for (reason, until, estimated) in
        [("CONNECTION_TIMEOUT", 1_779, true), ("14", 1_779, true), ("CLIENT_INITIATED", 1_800, false)]
    {
        let session = judged(&[joined(0, "PA_1", "s1"), left(1_800, "PA_1", "s1", 0, reason)]);
        assert_eq!(stays(&session, "s1"), [(millis(0), millis(until), estimated)], "{reason}");
    }
}

#[test]
fn pitfall_09_one_lesson_may_be_held_in_several_rooms_of_its_name() {
    let mut again = joined(900, "PA_2", "s1");
    again["room"]["sid"] = json!("RM_2");
    let mut gone = left(1_800, "PA_2", "s1", 900, "CLIENT_INITIATED");
    gone["room"]["sid"] = json!("RM_2");
    let events = [
        room("room_started", 0, "RM_1"),
        joined(0, "PA_1", "s1"),
        left(600, "PA_1", "s1", 0, "ROOM_DELETED"),
        room("room_finished", 600, "RM_1"),
        room("room_started", 900, "RM_2"),
        again,
        // The end of the first room, told again and late, does not end the second.
        room("room_finished", 901, "RM_1"),
        room("room_started", 902, "RM_2"),
        gone,
    ];
    let session = judged(&events);
    assert_eq!(stays(&session, "s1"), [(millis(0), millis(600), false), (millis(900), millis(1_800), false)]);
}

#[test]
fn pitfall_10_machines_are_not_people_and_telephones_are() {
    let changed = |sid: &str, identity: &str, change: Value| {
        let mut event = left(1_800, sid, identity, 0, "CLIENT_INITIATED");
        for (key, value) in change.as_object().unwrap() {
            event["participant"][key] = value.clone();
        }
        event
    };
    let events = [
        changed("PA_1", "EG_rec", json!({"kind": "EGRESS"})),
        changed("PA_2", "ingress", json!({"kind": "INGRESS"})),
        changed("PA_3", "helper", json!({"kind": "AGENT"})),
        changed("PA_4", "helper-too", json!({"kind": 4})),
        changed("PA_5", "observer", json!({"permission": {"hidden": true}})),
        changed("PA_6", "old-recorder", json!({"permission": {"recorder": true}})),
        changed("PA_7", "phone", json!({"kind": "SIP"})),
        changed("PA_8", "connector", json!({"kind": 7})),
        changed("PA_9", "s1", json!({})),
    ];
    let session = judged(&events);
    let unmatched: Vec<&str> =
        session["unmatched"].as_array().unwrap().iter().map(|one| one["value"].as_str().unwrap()).collect();
    assert_eq!(unmatched, ["connector", "phone"]);
    assert_eq!(stays(&session, "s1"), [(millis(0), millis(1_800), false)]);
}

#[test]
fn pitfall_11_an_identity_is_taken_to_the_letter_and_claims_give_no_role() {
    let mut forged = left(1_800, "PA_1", "s1#side", 0, "CLIENT_INITIATED");
    forged["participant"]["name"] = json!("s1");
    forged["participant"]["metadata"] = json!(r#"{"role":"teacher","identity":"s1"}"#);
    forged["participant"]["attributes"] = json!({"role": "teacher"});
    let session = judged(std::slice::from_ref(&forged));
    assert_eq!(report(&session, "s1")["firstJoinAt"], Value::Null);
    assert_eq!(session["unmatched"], json!([{"source": "livekit", "value": "s1#side"}]));
    assert!(!stored(&forged).to_string().contains("teacher"));
}

#[test]
fn pitfall_12_seconds_and_milliseconds_come_as_text_or_number_and_times_are_livekits() {
    let mut event = left(1_800, "PA_1", "s1", 0, "CLIENT_INITIATED");
    event["participant"]["joinedAtMs"] = json!(millis(0) + 456);
    event["createdAt"] = json!(START + 1_800);
    let item = WebhookDelivery::read(event.to_string().as_bytes());
    // Received ten minutes late by our clock: nothing is measured by it.
    let late = serde_json::from_str(&item.item(at(2_400))).unwrap();
    let session = judged_at(at(20_000), &[late]);
    assert_eq!(stays(&session, "s1"), [(millis(0) + 456, millis(1_800), false)]);
}

#[test]
fn pitfall_13_rosters_close_only_after_two_misses_and_count_only_the_active() {
    let there =
        json!({"sid": "PA_1", "identity": "s1", "state": "ACTIVE", "joinedAtMs": millis(0).to_string()});
    let joining =
        json!({"sid": "PA_1", "identity": "s1", "state": "JOINING", "joinedAtMs": millis(0).to_string()});
    let mut evidence =
        vec![stored(&joined(0, "PA_1", "s1")), roster(60, std::slice::from_ref(&there)), roster(120, &[])];
    let session = judged_at(at(130), &evidence);
    assert_eq!(report(&session, "s1")["lastLeaveAt"], Value::Null, "one miss may be LiveKit's own lag");
    evidence.push(roster(180, &[joining]));
    let session = judged_at(at(190), &evidence);
    // It may have vanished 21 s before it was listed for the last time.
    assert_eq!(stays(&session, "s1"), [(millis(0), millis(39), true)]);
    // Seen again between the misses: still there.
    evidence.push(roster(150, &[there]));
    let session = judged_at(at(190), &evidence);
    assert_eq!(report(&session, "s1")["lastLeaveAt"], Value::Null);
}

#[tokio::test]
async fn pitfall_14_secrets_in_payloads_are_not_kept() {
    let test = TestApp::start().await;
    let mut event = joined(0, "PA_1", "s1");
    event["room"]["metadata"] = json!("private notes");
    event["participant"]["attributes"] = json!({"phone": "+966 5"});
    let body = event.to_string();
    assert_eq!(test.deliver(&sign(body.as_bytes(), START), body).await, StatusCode::OK);
    let kept = test.room("academy", "lesson").await[0].to_string();
    for secret in ["hunter2", "private notes", "+966"] {
        assert!(!kept.contains(secret), "{kept}");
    }
}

#[tokio::test]
async fn pitfall_15_a_replayed_request_changes_nothing_and_keys_are_chosen_by_iss() {
    let test = TestApp::start().await;
    test.connect("academy", "ws://127.0.0.1:7880", &pair("second", "another-secret")).await.unwrap();
    let body = joined(0, "PA_1", "s1").to_string();
    let token = sign(body.as_bytes(), START);
    let by_second = forged::sign_with("second", "another-secret", body.as_bytes(), START);
    let mixed_up = forged::sign_with("second", SECRET, body.as_bytes(), START);
    for (seconds, token, answer) in [
        (0, &token, StatusCode::OK),
        (240, &token, StatusCode::OK),
        (361, &token, StatusCode::UNAUTHORIZED),
        (0, &by_second, StatusCode::OK),
        (0, &mixed_up, StatusCode::UNAUTHORIZED),
    ] {
        test.clock.set(at(seconds));
        assert_eq!(test.deliver(token, body.clone()).await, answer);
    }
    assert_eq!(test.room("academy", "lesson").await.len(), 1);
}

#[test]
fn pitfall_16_nobody_is_counted_by_num_participants() {
    let mut event = left(1_800, "PA_1", "s1", 0, "CLIENT_INITIATED");
    let session = judged(std::slice::from_ref(&event));
    event["room"]["numParticipants"] = json!(0);
    assert_eq!(judged(std::slice::from_ref(&event)), session);
    assert!(!stored(&event).to_string().contains("numParticipants"));
}
