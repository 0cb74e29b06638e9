//! The 99 recorded deliveries of a real server (`fixtures/livekit`).

use axum::http::StatusCode;
use rollcall::domain::time::Timestamp;
use rollcall::sources::livekit::delivery::WebhookDelivery;
use rollcall::sources::livekit::webhook_signature::{WebhookKeyring, WebhookRejection, verify};
use serde::Deserialize;
use serde_json::json;

use crate::lesson::{self, Lesson};
use crate::on_both_databases;
use crate::support::TestApp;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Capture {
    pub received_at: Timestamp,
    pub answered: u16,
    pub authorization: String,
    pub body: String,
}

pub fn captures() -> Vec<Capture> {
    include_str!("../../fixtures/livekit/webhooks.jsonl")
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

pub fn keys() -> WebhookKeyring {
    let mut keys = WebhookKeyring::default();
    keys.insert("devkey", "a-secret-of-at-least-32-characters-here", "academy", None);
    keys
}

#[test]
fn all_verify_at_their_receipt_and_none_ten_minutes_later() {
    let keys = keys();
    let captures = captures();
    assert_eq!(captures.len(), 99);
    for Capture { received_at, authorization, body, .. } in &captures {
        let key = verify(&keys, authorization, body.as_bytes(), *received_at).unwrap();
        assert_eq!(&*key.organization_id, "academy");
        let later = verify(&keys, authorization, body.as_bytes(), received_at.plus(600_000));
        assert_eq!(later.err(), Some(WebhookRejection::Expired));
    }
}

#[test]
fn no_secret_and_no_media_detail_is_kept_and_every_name_is() {
    for Capture { body, received_at, .. } in captures() {
        let delivery = WebhookDelivery::read(body.as_bytes());
        let raw: serde_json::Value = serde_json::from_str(&body).unwrap();
        let kept: serde_json::Value = serde_json::from_str(&delivery.webhook).unwrap();
        for secret in ["turnPassword", "metadata", "enabledCodecs", "attributes", "tracks"] {
            assert!(!delivery.webhook.contains(secret), "{secret} in {}", delivery.webhook);
        }
        for path in ["/event", "/id", "/createdAt", "/room/name", "/room/sid", "/participant/sid"] {
            assert_eq!(kept.pointer(path), raw.pointer(path), "{path}");
        }
        for path in ["identity", "name", "state", "joinedAt", "joinedAtMs", "kind", "disconnectReason"] {
            let path = format!("/participant/{path}");
            assert_eq!(kept.pointer(&path), raw.pointer(&path), "{path}");
        }
        let item = serde_json::from_str(&delivery.item(received_at)).unwrap();
        rollcall::domain::evidence::Evidence::parse(&item).unwrap();
    }
}

on_both_databases!(the_rooms_become_what_was_done_in_them);

/// What the rooms turn into is what `fixtures/livekit/README.md` says was done in them. Times are those of the
/// deliveries: starts to the millisecond (`joinedAtMs`), ends in whole seconds (`createdAt`).
async fn the_rooms_become_what_was_done_in_them(test: TestApp) {
    for capture in captures().iter().filter(|capture| capture.answered == 200) {
        test.clock.set(capture.received_at);
        assert_eq!(test.deliver(&capture.authorization, capture.body.clone()).await, StatusCode::OK);
    }
    // (room, person, stays as (from, to, estimated) in milliseconds after 11:40:00)
    const BASE: i64 = 1_795_261_200_000;
    type Stays = &'static [(i64, i64, bool)];
    let done: &[(&str, &str, Stays)] = &[
        ("room-A", "alice", &[(74_498, 77_000, false)]),
        // Two devices of one identity, one after the other: two connections, no second counted twice.
        ("room-B", "bob", &[(94_229, 97_000, false), (97_220, 100_000, false)]),
        // Killed: LiveKit said so at 125,000, up to 21 s after nobody was there any more.
        ("room-C", "carol", &[(102_718, 104_000, true)]),
        // A resume is silent, a full reconnect a new connection.
        ("room-D", "dan-SIMULATE_SIGNAL_RECONNECT", &[(106_729, 121_000, false)]),
        ("room-D", "dan-SIMULATE_FULL_RECONNECT", &[(122_385, 125_000, false), (125_486, 137_000, false)]),
        // Its leave reached nobody: proven for no time at all.
        ("room-E", "e1", &[]),
        // Its join reached nobody: the leave says when it was.
        ("room-E", "e2", &[(193_310, 218_000, false)]),
        ("room-E", "e3", &[(234_116, 237_000, false)]),
        ("room-F", "f1", &[(246_174, 249_000, false), (250_649, 253_000, false)]),
        // The second stay is in another room of the same name.
        ("room-F", "f2", &[(254_162, 257_000, false), (258_630, 260_000, false)]),
        ("room-G", "g1", &[(268_190, 272_000, false)]),
        ("room-H", "h1", &[(313_264, 315_000, false)]),
        ("room-W", "w1", &[(350_693, 358_000, false)]),
        ("room-W", "w2", &[(351_517, 355_000, false)]),
        ("room-odd", "sip_1", &[(390_646, 395_000, false)]),
        ("room-odd", "t1", &[(390_653, 397_000, false)]),
        ("room-odd", "u:1/2?x=é", &[(390_647, 394_000, false)]),
        ("room-odd", "a#b", &[(390_653, 393_000, false)]),
        // Hidden, a recorder, an agent: not people.
        ("room-odd", "obs", &[]),
        ("room-odd", "rec", &[]),
        ("room-odd", "agt", &[]),
    ];
    let at = |millis: i64| Timestamp::from_millis(BASE + millis);
    for (room, person, stays) in done {
        let lesson = Lesson {
            room,
            start: at(0),
            end: at(600_000),
            students: &[person],
            policy: json!({"reconnectGraceSeconds": 0}),
        };
        let session = lesson.judged(&test.room("academy", room).await, at(3_600_000));
        let expected: Vec<_> =
            stays.iter().map(|(from, to, estimated)| (BASE + from, BASE + to, *estimated)).collect();
        assert_eq!(lesson::stays(&session, person), expected, "{room} {person}");
    }

    let e1 = Lesson { room: "room-E", start: at(0), end: at(600_000), students: &["e1"], policy: json!({}) };
    let session = e1.judged(&test.room("academy", "room-E").await, at(3_600_000));
    let report = lesson::report(&session, "e1");
    assert_eq!(
        (report["creditedSeconds"].clone(), report["firstJoinAt"].clone()),
        (json!(0), json!(at(189_856)))
    );
    assert_eq!(
        session["unmatched"],
        json!([{"source": "livekit", "value": "e2"}, {"source": "livekit", "value": "e3"}])
    );

    let dan = "dan-SIMULATE_FULL_RECONNECT";
    let one_stay =
        Lesson { room: "room-D", start: at(0), end: at(600_000), students: &[dan], policy: json!({}) };
    let session = one_stay.judged(&test.room("academy", "room-D").await, at(3_600_000));
    assert_eq!(lesson::stays(&session, dan), [(BASE + 122_385, BASE + 137_000, false)]);
}
