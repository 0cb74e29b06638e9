//! The simulated LiveKit against Rollcall's door and Rollcall's own client: what it sends is believed, what it answers
//! is understood, and it is as stubborn and as forgetful as the real one.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::http::StatusCode;
use axum::routing::post;
use rollcall::clock::{Clock, ManualClock};
use rollcall::domain::time::{Span, Timestamp};
use rollcall::ids::IdGenerator;
use rollcall::simulator::livekit::room_script::RoomScript;
use rollcall::simulator::livekit::script::{JoiningParticipant, ParticipantType, ScriptAction, WebhookFate};
use rollcall::simulator::livekit::{SigningKey, SimulatedLivekit, WebhookTarget};
use rollcall::sources::livekit::room_service::{
    ApiKeyPair, LivekitEndpoint, LivekitError, RoomService, UnauthorizedReason,
};
use rollcall::sources::livekit::twirp::LivekitHttp;
use serde_json::Value;

use crate::support::{KEY, SECRET, TestApp, serve};

const ROOM: &str = "quran_1_1767600000";

fn simulated(receiver: &str, clock: Arc<ManualClock>) -> SimulatedLivekit {
    _ = rustls::crypto::ring::default_provider().install_default();
    let key = SigningKey { key: KEY.to_owned(), secret: SECRET.to_owned() };
    SimulatedLivekit::new(
        WebhookTarget { webhook: format!("{receiver}/webhooks/livekit"), key },
        clock,
        IdGenerator::seeded(2),
    )
}

async fn play(livekit: &SimulatedLivekit, clock: &ManualClock) {
    while let Some(at) = livekit.next() {
        clock.set(clock.now().max(at));
        livekit.step().await;
    }
}

/// What Rollcall stored of a story, by event.
async fn stored(story: impl FnOnce(Timestamp) -> RoomScript) -> Vec<Value> {
    let test = TestApp::start().await;
    let receiver = serve(rollcall::server::router(test.app.clone())).await;
    let livekit = simulated(&receiver, test.clock.clone());
    livekit.play(story(test.clock.now()));
    play(&livekit, &test.clock).await;
    assert_eq!(livekit.delivery_counts().refused, 0);
    let mut items: Vec<Value> =
        test.room("academy", ROOM).await.into_iter().map(|item| item["webhook"].clone()).collect();
    items.sort_by_key(|webhook| webhook["createdAt"].as_str().unwrap().to_owned());
    items
}

fn count(webhooks: &[Value], event: &str, reason: &str) -> usize {
    let fits = |webhook: &&Value| {
        webhook["event"] == event
            && webhook["participant"]["disconnectReason"].as_str().unwrap_or_default() == reason
    };
    webhooks.iter().filter(fits).count()
}

fn person(identity: &str) -> JoiningParticipant {
    JoiningParticipant::person(identity, identity)
}

#[tokio::test]
async fn a_lesson_is_told_as_livekit_tells_it() {
    let webhooks = stored(|start| {
        RoomScript::new(ROOM, start)
            .join(0, person("t1"))
            .join(5, person("p1"))
            .join(100, person("p1"))
            .then(200, ScriptAction::Resume("p1".to_owned()))
            .then(300, ScriptAction::Reconnect("p1".to_owned()))
            .vanish(400, "p1")
            .then(500, ScriptAction::Abort(person("p2")))
            .then(
                600,
                ScriptAction::Join(JoiningParticipant {
                    identity: "EG_1".to_owned(),
                    sort: ParticipantType::Egress,
                    ..JoiningParticipant::default()
                }),
            )
            .leave(700, "t1")
    })
    .await;
    assert_eq!(count(&webhooks, "room_started", ""), 1);
    assert_eq!(count(&webhooks, "participant_joined", ""), 5);
    assert_eq!(count(&webhooks, "participant_left", "DUPLICATE_IDENTITY"), 1);
    assert_eq!(count(&webhooks, "participant_left", "CLIENT_INITIATED"), 2);
    assert_eq!(count(&webhooks, "participant_left", "CONNECTION_TIMEOUT"), 1);
    assert_eq!(count(&webhooks, "participant_connection_aborted", "SIGNAL_CLOSE"), 1);
    assert_eq!(count(&webhooks, "participant_left", "ROOM_CLOSED"), 1);
    assert_eq!(webhooks.last().unwrap()["event"], "room_finished");
    // One sid for each connection, and a join time on its leave too.
    let sids: BTreeMap<&str, usize> = webhooks.iter().fold(BTreeMap::new(), |mut sids, webhook| {
        if let Some(sid) = webhook["participant"]["sid"].as_str() {
            assert!(webhook["participant"]["joinedAtMs"].is_string());
            *sids.entry(sid).or_default() += 1;
        }
        sids
    });
    assert_eq!(sids.len(), 6);
    let left =
        webhooks.iter().find(|webhook| webhook["participant"]["disconnectReason"] == "CONNECTION_TIMEOUT");
    let late = left.unwrap()["createdAt"].as_str().unwrap().parse::<i64>().unwrap() - 1_767_600_400;
    assert!((15..=20).contains(&late), "{late}");
}

#[tokio::test]
async fn a_webhook_may_be_lost_doubled_or_overtaken() {
    let webhooks = stored(|start| {
        RoomScript::new(ROOM, start)
            .join(0, person("t1"))
            .join(10, person("p1"))
            .with_fate(WebhookFate::Lost)
            .join(20, person("p2"))
            .with_fate(WebhookFate::Twice)
            .leave(100, "p1")
            .with_fate(WebhookFate::Late(90))
            .leave(150, "p2")
    })
    .await;
    assert_eq!(count(&webhooks, "participant_joined", ""), 2);
    assert_eq!(count(&webhooks, "participant_left", "CLIENT_INITIATED"), 2);
}

#[tokio::test]
async fn a_deleted_room_opens_again_under_another_sid() {
    let webhooks = stored(|start| {
        RoomScript::new(ROOM, start)
            .join(0, person("t1"))
            .then(60, ScriptAction::DeleteRoom)
            .join(90, person("t1"))
    })
    .await;
    assert_eq!(count(&webhooks, "participant_left", "ROOM_DELETED"), 1);
    let rooms: std::collections::BTreeSet<&str> =
        webhooks.iter().filter_map(|webhook| webhook["room"]["sid"].as_str()).collect();
    assert_eq!(rooms.len(), 2);
}

#[tokio::test]
async fn hostile_names_arrive_and_are_signed_as_they_are() {
    let name = "=1+1|<script>\u{202e}\"\\\u{0}é‌".repeat(40);
    let caller = JoiningParticipant { identity: "a#b:c/d? é".to_owned(), name, sort: ParticipantType::Sip };
    let webhooks = stored(|start| RoomScript::new(ROOM, start).join(0, caller)).await;
    let joined = webhooks.iter().find(|webhook| webhook["event"] == "participant_joined").unwrap();
    assert_eq!(joined["participant"]["identity"], "a#b:c/d? é");
    assert_eq!(joined["participant"]["kind"], "SIP");
}

#[tokio::test]
async fn five_tries_and_no_more_and_a_4xx_is_final() {
    for (status, tries, seconds) in [(503, 5, 15), (429, 5, 15), (400, 1, 0), (401, 1, 0), (501, 1, 0)] {
        let asked = Arc::new(AtomicUsize::new(0));
        let counted = asked.clone();
        let receiver = Router::new().route(
            "/webhooks/livekit",
            post(move || {
                counted.fetch_add(1, Ordering::SeqCst);
                async move { StatusCode::from_u16(status).unwrap() }
            }),
        );
        let clock = Arc::new(ManualClock::at(Timestamp::from_seconds(1_767_600_000)));
        let livekit = simulated(&serve(receiver).await, clock.clone());
        livekit.play(
            RoomScript::new(ROOM, clock.now())
                .then(0, ScriptAction::Join(person("t1")))
                .with_fate(WebhookFate::Told),
        );
        while asked.load(Ordering::SeqCst) < tries {
            clock.set(clock.now().max(livekit.next().unwrap()));
            livekit.step().await;
        }
        assert_eq!(clock.now().since(Timestamp::from_seconds(1_767_600_000)), seconds * 1_000, "{status}");
        // room_started has had its tries; the join behind it is next.
        let tally = livekit.delivery_counts();
        assert_eq!((tally.accepted, tally.refused + tally.lost), (0, 1), "{status}");
    }
}

#[tokio::test]
async fn rollcalls_client_is_answered() {
    let clock = Arc::new(ManualClock::at(Timestamp::from_seconds(1_767_600_000)));
    let livekit = simulated("http://127.0.0.1:1", clock.clone());
    let url = serve(livekit.router()).await;
    let rooms = |secret: &str| {
        let keys = vec![ApiKeyPair { api_key: KEY.to_owned(), secret: secret.to_owned().into() }];
        let server = LivekitEndpoint { id: "s".to_owned(), url: url.clone(), keys, may_be_private: true };
        RoomService::new(&LivekitHttp::new(clock.clone()), &server)
    };
    let refused = LivekitError::Unauthorized(UnauthorizedReason::WrongSecret);
    assert_eq!(rooms("another").participants(ROOM).await, Err(refused));

    let client = rooms(SECRET);
    assert_eq!(client.participants(ROOM).await.unwrap(), Vec::<Value>::new());
    client.create(ROOM, 900, 60, 0).await.unwrap();
    livekit.play(RoomScript::new(ROOM, clock.now()).join(0, person("t1")).then(
        1,
        ScriptAction::Join(JoiningParticipant {
            identity: "EG_1".to_owned(),
            sort: ParticipantType::Egress,
            ..JoiningParticipant::default()
        }),
    ));
    for millis in [0, 400, 600, 200] {
        clock.advance(millis);
        livekit.step().await;
    }
    let present = client.participants(ROOM).await.unwrap();
    let states: BTreeMap<&str, &Value> =
        present.iter().map(|one| (one["identity"].as_str().unwrap(), &one["state"])).collect();
    // The recorder has no media yet.
    assert_eq!(states["t1"], "ACTIVE");
    assert_eq!(states["EG_1"], "JOINING");

    livekit.add_outage(Span::new(clock.now(), clock.now().plus(60_000)));
    assert!(matches!(client.participants(ROOM).await, Err(LivekitError::Unavailable(_))));
    clock.advance(60_000);
    client.delete(ROOM).await.unwrap();
    client.delete(ROOM).await.unwrap();
    assert_eq!(client.participants(ROOM).await.unwrap(), Vec::<Value>::new());
}

#[tokio::test]
async fn roomservice_speaks_json_too() {
    let clock = Arc::new(ManualClock::at(Timestamp::from_seconds(1_767_600_000)));
    let livekit = simulated("http://127.0.0.1:1", clock.clone());
    let url = serve(livekit.router()).await;
    livekit.play(RoomScript::new(ROOM, clock.now()).join(0, person("t1")));
    clock.advance(500);
    livekit.step().await;
    let grants = livekit_api::access_token::VideoGrants { room_list: true, ..Default::default() };
    let token = livekit_api::access_token::AccessToken::with_api_key(KEY, SECRET)
        .with_grants(grants)
        .to_jwt()
        .unwrap();
    let ask = |method: &str| {
        let request = reqwest::Client::new().post(format!("{url}/twirp/livekit.RoomService/{method}"));
        request.bearer_auth(&token).header("content-type", "application/json").body("{}").send()
    };
    let listed: Value = ask("ListRooms").await.unwrap().json().await.unwrap();
    assert_eq!(listed["rooms"][0]["name"], ROOM);
    assert!(listed["rooms"][0]["creationTimeMs"].is_string());
    assert_eq!(ask("ListParticipants").await.unwrap().status(), StatusCode::FORBIDDEN);
    assert_eq!(ask("Nothing").await.unwrap().status(), StatusCode::NOT_FOUND);
}
