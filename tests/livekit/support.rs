//! An application over a database of its own, with a clock moved by hand, and deliveries signed for it.

use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use axum::response::Response;
use rollcall::app::livekit::connections;
use rollcall::app::livekit::connections::{ApiKeyPair, LivekitConnection};
use rollcall::app::{ActorContext, App, Error};
use rollcall::clock::ManualClock;
use rollcall::config::Config;
use rollcall::domain::evidence::scope;
use rollcall::domain::organization::policy::{Policy, PolicyPatch};
use rollcall::domain::organization::settings::Settings;
use rollcall::domain::organization::{Organization, Policies};
use rollcall::domain::session::{Format, Kind, Platform, Session};
use rollcall::domain::time::{Span, Timestamp};
use rollcall::ids::IdGenerator;
use rollcall::store::Store;
use rollcall::store::session::StoredSession;
use tokio::net::TcpListener;
use tower::ServiceExt;

pub use crate::database::{Database, postgres, sqlite};

pub const KEY: &str = "devkey";
pub const SECRET: &str = "a-secret-of-at-least-32-characters-here";

pub struct TestApp {
    pub app: App,
    pub clock: Arc<ManualClock>,
    _database: Database,
}

impl TestApp {
    /// A fresh application whose organisation `academy` has connected a LiveKit server; `gym` has none.
    pub async fn start() -> TestApp {
        TestApp::over(sqlite().await).await
    }

    /// The same over a database of a test's choice.
    pub async fn over(database: Database) -> TestApp {
        let store = database.store.clone();
        let clock = Arc::new(ManualClock::at(Timestamp::from_seconds(1_767_600_000)));
        let app =
            App::with_store(store, Config::default(), clock.clone(), IdGenerator::seeded(1)).await.unwrap();
        for organization in ["academy", "gym"] {
            found(&app.store, organization).await;
        }
        let test = TestApp { app, clock, _database: database };
        test.connect("academy", "ws://127.0.0.1:7880", &pair(KEY, SECRET)).await.unwrap();
        test
    }

    /// Connects a server for an organisation.
    pub async fn connect(
        &self,
        organization: &str,
        url: &str,
        pair: &ApiKeyPair,
    ) -> Result<LivekitConnection, Error> {
        connect_to(&self.app, organization, url, pair).await
    }

    pub async fn connections(&self, organization: &str) -> Vec<LivekitConnection> {
        connections::list(&mut self.app.store.read().await.unwrap(), organization).await.unwrap()
    }

    /// Delivers a body under this header, as LiveKit does.
    pub async fn deliver(&self, authorization: &str, body: impl Into<Body>) -> StatusCode {
        deliver(rollcall::server::router(self.app.clone()), authorization, body).await
    }

    /// Items stored about a room.
    pub async fn room(&self, organization: &str, room: &str) -> Vec<serde_json::Value> {
        self.about(organization, &scope::room(room)).await
    }

    pub async fn about(&self, organization: &str, scope: &str) -> Vec<serde_json::Value> {
        items(&self.app.store, organization, scope).await
    }
}

/// Delivers a body through a router.
pub async fn deliver(router: Router, authorization: &str, body: impl Into<Body>) -> StatusCode {
    answer(router, authorization, body).await.status()
}

/// The same, with the whole answer.
pub async fn answer(router: Router, authorization: &str, body: impl Into<Body>) -> Response {
    let request = Request::post("/webhooks/livekit")
        .header(header::AUTHORIZATION, authorization)
        .header(header::CONTENT_TYPE, "application/webhook+json")
        .body(body.into())
        .unwrap();
    router.oneshot(request).await.unwrap()
}

/// Connects a server in one application of perhaps several over one store.
pub async fn connect_to(
    app: &App,
    organization: &str,
    url: &str,
    pair: &ApiKeyPair,
) -> Result<LivekitConnection, Error> {
    let mut write = app.store.write().await.unwrap();
    let actor = ActorContext::of_installation(app, organization);
    let connection = connections::connect(app, &mut write, &actor, url, pair).await?;
    write.commit().await.unwrap();
    app.livekit_keys.refresh().await.unwrap();
    Ok(connection)
}

/// Founds an organisation whose id is its name.
pub async fn found(store: &Store, name: &str) {
    let organization = Organization {
        id: name.to_owned(),
        name: name.to_owned(),
        time_zone: chrono_tz::Asia::Riyadh,
        currency: serde_json::from_value("SAR".into()).unwrap(),
        settings: Settings::default(),
        policies: Policies::default(),
        policy_version: 1,
        created_at: Timestamp::from_seconds(1_767_000_000),
    };
    let mut write = store.write().await.unwrap();
    write.insert_organization(&organization, None).await.unwrap();
    write.commit().await.unwrap();
}

/// A lesson of nobody in a LiveKit room.
pub async fn insert_lesson(store: &Store, organization: &str, room: &str, planned: Span) {
    let patch = PolicyPatch::default();
    let session = Session {
        id: format!("{room}-{}", planned.from.millis()),
        kind: Kind::Quran,
        format: Format::Group,
        platform: Platform::Livekit,
        room: Some(room.to_owned()),
        meet_space: None,
        venue_id: None,
        start: planned.from,
        end: planned.to,
        teacher: None,
        students: Vec::new(),
        cancelled: false,
        completed_at: None,
        policy: Policy::from_patch(&patch),
        policy_version: 1,
    };
    let mut write = store.write().await.unwrap();
    write.insert_session(&StoredSession::new(organization, session, patch, planned.from)).await.unwrap();
    write.commit().await.unwrap();
}

/// Serves a router on a port of its own; says where.
pub async fn serve(router: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

/// Items a store holds about something.
pub async fn items(store: &Store, organization: &str, scope: &str) -> Vec<serde_json::Value> {
    let mut read = store.read().await.unwrap();
    let items = read.evidence_about(organization, &[scope], Timestamp::MAX).await.unwrap();
    items.iter().map(|item| serde_json::from_str(item).unwrap()).collect()
}

/// One client for all, as making one reads the machine's certificates.
pub fn client() -> &'static reqwest::Client {
    static CLIENT: OnceLock<reqwest::Client> = OnceLock::new();
    CLIENT.get_or_init(|| {
        _ = rustls::crypto::ring::default_provider().install_default();
        reqwest::Client::new()
    })
}

pub fn pair(api_key: &str, secret: &str) -> ApiKeyPair {
    ApiKeyPair { api_key: api_key.to_owned(), secret: secret.to_owned().into() }
}

/// A delivery of the gym's server, signed with the secret of `api_key`; its header and body.
pub fn signed(api_key: &str, body: &str, now: Timestamp) -> (String, String) {
    use base64::Engine;
    use sha2::Digest;
    let hash = base64::prelude::BASE64_STANDARD.encode(sha2::Sha256::digest(body));
    let seconds = now.millis() / 1_000;
    let claims = serde_json::json!({"iss": api_key, "nbf": seconds, "exp": seconds + 300, "sha256": hash});
    let key = jsonwebtoken::EncodingKey::from_secret(b"the-gyms-own-secret");
    let token = jsonwebtoken::encode(&jsonwebtoken::Header::default(), &claims, &key).unwrap();
    (token, body.to_owned())
}
