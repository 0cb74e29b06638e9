//! An application over a database of its own, with a clock moved by hand, and deliveries signed for it.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use rollcall::app::App;
use rollcall::app::livekit_server::{KeyPair, connect};
use rollcall::clock::ManualClock;
use rollcall::config::Config;
use rollcall::domain::evidence::scope;
use rollcall::domain::time::Timestamp;
use rollcall::ids::Ids;
use rollcall::store::Store;
use tempfile::TempDir;
use tower::ServiceExt;

pub const KEY: &str = "devkey";
pub const SECRET: &str = "a-secret-of-at-least-32-characters-here";

pub struct TestApp {
    pub app: App,
    pub clock: Arc<ManualClock>,
    _folder: TempDir,
}

impl TestApp {
    /// A fresh application whose organisation `academy` has connected a LiveKit server.
    pub async fn start() -> TestApp {
        let folder = TempDir::new().unwrap();
        let url = format!("sqlite://{}", folder.path().join("rollcall.db").display());
        let store = Store::open(&url, 4).await.unwrap();
        store.migrate().await.unwrap();
        let clock = Arc::new(ManualClock::at(Timestamp::from_seconds(1_767_600_000)));
        let app = App::over(store, Config::default(), clock.clone(), Ids::seeded(1)).await.unwrap();
        connect(&app, "academy", "ws://127.0.0.1:7880", &pair(KEY, SECRET)).await.unwrap();
        TestApp { app, clock, _folder: folder }
    }

    /// Delivers a body under this header, as LiveKit does.
    pub async fn deliver(&self, authorization: &str, body: impl Into<Body>) -> StatusCode {
        let request = Request::post("/webhooks/livekit")
            .header(header::AUTHORIZATION, authorization)
            .header(header::CONTENT_TYPE, "application/webhook+json")
            .body(body.into())
            .unwrap();
        rollcall::api::router(self.app.clone()).oneshot(request).await.unwrap().status()
    }

    /// Items stored about a room.
    pub async fn room(&self, organization: &str, room: &str) -> Vec<serde_json::Value> {
        self.about(organization, &scope::room(room)).await
    }

    pub async fn about(&self, organization: &str, scope: &str) -> Vec<serde_json::Value> {
        items(&self.app.store, organization, scope).await
    }
}

/// Items a store holds about something.
pub async fn items(store: &Store, organization: &str, scope: &str) -> Vec<serde_json::Value> {
    let mut read = store.read().await.unwrap();
    let items = read.evidence_about(organization, &[scope], Timestamp::MAX).await.unwrap();
    items.iter().map(|item| serde_json::from_str(item).unwrap()).collect()
}

pub fn client() -> reqwest::Client {
    _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::new()
}

pub fn pair(api_key: &str, secret: &str) -> KeyPair {
    KeyPair { api_key: api_key.to_owned(), secret: secret.to_owned().into() }
}
