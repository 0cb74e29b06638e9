//! LiveKit connections over the API: the server is asked before anything is stored, what is found has a word, and what
//! happens to a connection afterwards is seen there.

use std::sync::Arc;

use axum::Router;
use axum::routing::any;
use base64::Engine;
use rollcall::api::routes;
use rollcall::app::App;
use rollcall::clock::{Clock, ManualClock};
use rollcall::domain::time::Timestamp;
use rollcall::ids::IdGenerator;
use rollcall::simulator::livekit::{SigningKey, SimulatedLivekit, WebhookTarget};
use serde_json::{Value, json};
use sha2::Digest;
use tokio::net::TcpListener;

use crate::on_both_databases;
use crate::world::{World, ask, send};

on_both_databases!(
    a_wrong_secret_takes_the_place_of_nothing,
    what_was_found_has_a_word,
    a_tenant_may_not_have_the_operators_network_knocked_at,
    whether_webhooks_arrive_is_tried_with_a_room_that_is_nobodys,
    a_refused_webhook_is_seen_at_its_connection,
);

const ALL: &str = "/api/v1/connections/livekit";
const SECRET: &str = "the true secret of this LiveKit";

async fn serve(router: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

/// A LiveKit that tells this world its webhooks, by a clock so many seconds ahead; and where it is.
async fn livekit(world: &World, seconds_ahead: i64) -> (SimulatedLivekit, String) {
    _ = rustls::crypto::ring::default_provider().install_default();
    let receiver = serve(rollcall::server::router(world.app.clone())).await;
    let key = SigningKey { key: "APIkey".to_owned(), secret: SECRET.to_owned() };
    let setup = WebhookTarget { webhook: format!("{receiver}/webhooks/livekit"), key };
    let clock: Arc<dyn Clock> = Arc::new(ManualClock::at(world.app.now().plus(seconds_ahead * 1_000)));
    let livekit = SimulatedLivekit::new(setup, clock, IdGenerator::seeded(5));
    let url = serve(livekit.router()).await;
    (livekit, url)
}

/// The operator connects; status and body.
async fn connect(world: &World, url: &str, key: &str, secret: &str, more: Value) -> (u16, Value) {
    let mut body = json!({"url": url, "apiKey": key, "secret": secret});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let token = world.token("alpha", "alpha-superadmin");
    let (status, answer) = ask(&world.router(routes()), &token, "POST", ALL, body).await;
    (status.as_u16(), answer)
}

async fn connection(world: &World, url: &str) -> Value {
    let token = world.token("alpha", "alpha-admin");
    let (_, list) = ask(&world.router(routes()), &token, "GET", ALL, Value::Null).await;
    let items = list["items"].as_array().unwrap();
    items.iter().find(|one| one["url"] == url).cloned().unwrap_or_default()
}

/// Delivers a webhook about a room, signed now with this secret; the status.
async fn deliver(app: &App, id: &str, secret: &str) -> u16 {
    let body =
        json!({"event": "room_started", "id": id, "createdAt": "1767600000", "room": {"name": "a\u{7}room"}});
    let body = body.to_string();
    let hash = base64::prelude::BASE64_STANDARD.encode(sha2::Sha256::digest(&body));
    let now = app.now().millis() / 1_000;
    let claims = json!({"iss": "APIkey", "nbf": now, "exp": now + 300, "sha256": hash});
    let key = jsonwebtoken::EncodingKey::from_secret(secret.as_bytes());
    let token = jsonwebtoken::encode(&jsonwebtoken::Header::default(), &claims, &key).unwrap();
    let request = axum::http::Request::post("/webhooks/livekit").header("authorization", token);
    send(&rollcall::server::router(app.clone()), request.body(body.into()).unwrap()).await.0.as_u16()
}

/// Red before: 201, and from then on the true server got 401.
async fn a_wrong_secret_takes_the_place_of_nothing(world: World) {
    let (_livekit, url) = livekit(&world, 0).await;
    let (status, made) = connect(&world, &url, "APIkey", SECRET, json!({})).await;
    assert_eq!(status, 201, "{made}");
    let checked = json!({"reachable": true, "authorized": true, "clockSkewSeconds": 0, "webhook": "waiting"});
    assert_eq!((&made["checked"], &made["health"]["state"]), (&checked, &json!("ok")));
    assert_eq!(deliver(&world.app, "EV_1", SECRET).await, 200);

    let (status, refused) = connect(&world, &url, "APIkey", "a slip of the pen", json!({})).await;
    assert_eq!((status, &refused["code"]), (422, &json!("wrong_secret")), "{refused}");
    let keys = format!("{ALL}/{}/keys", made["id"].as_str().unwrap());
    let body =
        json!({"apiKey": "APIkey", "secret": "a slip of the pen", "othersRetireAt": "2026-01-01T00:00:00Z"});
    let token = world.token("alpha", "alpha-superadmin");
    let (status, refused) = ask(&world.router(routes()), &token, "POST", &keys, body).await;
    assert_eq!((status.as_u16(), &refused["code"]), (422, &json!("wrong_secret")), "{refused}");
    assert_eq!(deliver(&world.app, "EV_2", SECRET).await, 200, "the true server is still believed");

    let must = json!({"unverified": true});
    let (status, made) = connect(&world, &url, "APIkey", "whoever must, may", must).await;
    assert_eq!((status, &made["checked"]), (201, &Value::Null));
    assert_eq!(deliver(&world.app, "EV_3", SECRET).await, 401);
    assert_eq!(deliver(&world.app, "EV_4", "whoever must, may").await, 200);
}

async fn what_was_found_has_a_word(world: World) {
    let (_livekit, url) = livekit(&world, 0).await;
    let (_other, ahead) = livekit(&world, 90).await;
    let page = serve(Router::new().fallback(any(|| async { "<html>it works</html>" }))).await;
    for (url, key, code) in [
        (url.as_str(), "APInobody", "unknown_key"),
        ("http://127.0.0.1:9", "APIkey", "livekit_unreachable"),
        ("wss://nowhere.invalid", "APIkey", "livekit_unreachable"),
        (&page, "APIkey", "not_livekit"),
        (&ahead, "APIkey", "clock_skew"),
        (&url, "key-of-beta-connection", "key_taken"),
    ] {
        let (status, refused) = connect(&world, url, key, SECRET, json!({})).await;
        assert_eq!(refused["code"], code, "{refused}");
        assert_eq!(status, if code == "key_taken" { 409 } else { 422 });
        assert_eq!(connection(&world, url).await, Value::Null, "{code}: nothing is kept");
    }
}

/// Red before: an admin of one tenant saw by the answers which of the operator's machines listen where.
async fn a_tenant_may_not_have_the_operators_network_knocked_at(world: World) {
    let (_livekit, url) = livekit(&world, 0).await;
    let as_admin = async |world: &World| {
        let body = json!({"url": url, "apiKey": "APIkey", "secret": SECRET});
        let token = world.token("alpha", "alpha-admin");
        let (status, answer) = ask(&world.router(routes()), &token, "POST", ALL, body).await;
        (status.as_u16(), answer["code"].clone())
    };
    assert_eq!(as_admin(&world).await, (422, json!("private_address")));
    let set = |world: World, allowed| {
        let mut config = (*world.app.config).clone();
        config.livekit.allow_private_addresses = Some(allowed);
        World { app: App { config: config.into(), ..world.app.clone() }, ..world }
    };
    let world = set(world, true);
    assert_eq!(as_admin(&world).await.0, 201, "where the operator says so");
    let world = set(world, false);
    let (status, refused) = connect(&world, &url, "APIkey", SECRET, json!({})).await;
    assert_eq!((status, &refused["code"]), (422, &json!("private_address")), "nobody's may be");
}

async fn whether_webhooks_arrive_is_tried_with_a_room_that_is_nobodys(world: World) {
    let (livekit, url) = livekit(&world, 0).await;
    assert_eq!(connect(&world, &url, "APIkey", SECRET, json!({})).await.0, 201);
    let mut seen = Value::Null;
    for _ in 0..600 {
        livekit.step().await;
        seen = connection(&world, &url).await["health"]["lastWebhookAt"].clone();
        if !seen.is_null() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert_eq!(seen, json!(world.app.now()), "a webhook arrived");
    assert!(livekit.delivery_counts().accepted > 0);
    let rows = world.app.store.read().await.unwrap().list_evidence(None, i64::MAX).await.unwrap();
    assert!(rows.iter().all(|row| !row.payload.contains("rollcall-probe-")), "it is evidence of nothing");
    // Nobody else's lesson may be hidden behind such a name.
    let token = world.token("alpha", "alpha-admin");
    let body = json!({"kind": "academic", "format": "group", "platform": "livekit", "start": "2026-02-01T08:00:00Z",
                      "room": "rollcall-probe-1"});
    let (status, refused) = ask(&world.router(routes()), &token, "POST", "/api/v1/sessions", body).await;
    assert_eq!((status.as_u16(), &refused["code"]), (422, &json!("reserved_room")));
}

/// Red before: a log line without key, room or organisation, and a number.
async fn a_refused_webhook_is_seen_at_its_connection(world: World) {
    let (_livekit, url) = livekit(&world, 0).await;
    assert_eq!(connect(&world, &url, "APIkey", SECRET, json!({"unverified": true})).await.0, 201);
    assert_eq!(connection(&world, &url).await["health"]["state"], "unverified");
    assert_eq!(deliver(&world.app, "EV_1", "another secret").await, 401);
    let health = connection(&world, &url).await["health"].clone();
    let at = Timestamp::from_seconds(crate::world::NOW);
    let told = json!({"at": at, "reason": "the token is not signed with the secret of its API key"});
    assert_eq!((&health["state"], &health["lastWebhookRefused"]), (&json!("failing"), &told));
    let metrics = axum::http::Request::get("/metrics").body(axum::body::Body::empty()).unwrap();
    let (_, text) = send(&rollcall::server::router(world.app.clone()), metrics).await;
    let line = r#"rollcall_livekit_webhooks_refused_total{reason="wrong_signature"}"#;
    assert!(text.contains(line), "{text}");
    // The next true one mends it.
    world.clock.advance(31_000);
    assert_eq!(deliver(&world.app, "EV_2", SECRET).await, 200);
    assert_eq!(connection(&world, &url).await["health"]["state"], "ok");
}
