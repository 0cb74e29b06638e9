//! A seeded world of two organisations, `alpha` and `beta`, each with somebody of every role.
//!
//! The names carry the rules of the matrix: whatever belongs to the second organisation has `beta` in its id and in
//! its texts, whatever belongs to somebody else of the same organisation has `other`. So a body can be searched for
//! what must not be in it. A *thing* `x` exists four times: `alpha-x`, `alpha-other-x`, `beta-x`, `beta-other-x`; add
//! one in `rows::furnish`, with ids made by `of`. `both.rs` has somebody who is several things to the academy at once.

mod both;
mod events;
mod messages;
mod plans;
mod rows;

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http_body_util::BodyExt;
use rollcall::api::Route;
use rollcall::app::access::login;
use rollcall::app::session::resync::RateLimiter;
use rollcall::app::{App, evaluate};
use rollcall::clock::ManualClock;
use rollcall::config::Config;
use rollcall::domain::people::Role;
use rollcall::domain::time::Timestamp;
use rollcall::ids::IdGenerator;
use rollcall::store::Write;
use serde_json::{Value, json};
use tower::ServiceExt;

use self::both::furnish_both;
use self::rows::{a_failed_job, furnish, furnish_lines};
pub use self::rows::{insert, insert_of, person as insert_person, session as insert_session};
use crate::support::Database;
use crate::tables::Tables;

/// The present moment of the world.
pub const NOW: i64 = 1_767_600_000;
/// No real hash: the world's people do not type passwords.
const HASH: &str = "not a hash";

pub struct World {
    pub app: App,
    pub clock: Arc<ManualClock>,
    pub tables: Tables,
    pub database: Database,
}

/// Whose row a request names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    Own,
    Other,
    Foreign,
}

impl World {
    /// The world in an empty, migrated database.
    pub async fn furnished(database: Database) -> World {
        let clock = Arc::new(ManualClock::at(Timestamp::from_seconds(NOW)));
        let app =
            App::with_store(database.store.clone(), Config::default(), clock.clone(), IdGenerator::seeded(1))
                .await
                .unwrap();
        let mut write = app.store.write().await.unwrap();
        for organization in ["alpha", "beta"] {
            furnish(&mut write, organization, app.now()).await;
            furnish_both(&mut write, organization, app.now()).await;
        }
        a_failed_job(&mut write, app.now()).await;
        write.commit().await.unwrap();
        // What is due is evaluated now, so that no read of the tests finds anything to do.
        evaluate::evaluate_all_waiting(&app).await.unwrap();
        for organization in ["alpha", "beta"] {
            furnish_lines(&app.store, organization).await;
        }
        let tables = Tables::kept(&app.store).await;
        World { app, clock, tables, database }
    }

    /// A login of `alpha-{who}` and the like.
    pub fn token(&self, organization: &str, person: &str) -> String {
        login::issue(&self.app, organization, person, HASH, 0).0
    }

    /// A login that ended a moment ago.
    pub fn ended_token(&self, organization: &str, person: &str) -> String {
        self.clock.advance(-12 * 3_600_000);
        let token = self.token(organization, person);
        self.clock.advance(12 * 3_600_000);
        token
    }

    /// A server of these routes, which nobody has asked for anything yet: its limits begin anew.
    pub fn router(&self, routes: Vec<Route>) -> Router {
        rollcall::server::router_of(
            App { resync_limiter: RateLimiter::default(), ..self.app.clone() },
            routes,
        )
    }
}

/// Sends a request through a router; status and body as text.
pub async fn send(router: &Router, request: Request<Body>) -> (StatusCode, String) {
    let response = router.clone().oneshot(request).await.unwrap();
    let status = response.status();
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    (status, String::from_utf8_lossy(&bytes).into_owned())
}

/// Asks with a token (empty: nobody) and a JSON body (`Null`: none); status and body.
pub async fn ask(router: &Router, token: &str, method: &str, uri: &str, body: Value) -> (StatusCode, Value) {
    let mut headers = BTreeMap::new();
    if !token.is_empty() {
        headers.insert("authorization", format!("Bearer {token}"));
    }
    let body = Some(body).filter(|body| !body.is_null());
    let (status, text) = send(router, request(method, uri, &headers, body.as_ref())).await;
    (status, serde_json::from_str(&text).unwrap_or_default())
}

/// What an address gives, as bytes.
pub async fn ask_bytes(router: &Router, token: &str, uri: &str) -> Vec<u8> {
    let headers = BTreeMap::from([("authorization", format!("Bearer {token}"))]);
    let response = router.clone().oneshot(request("GET", uri, &headers, None)).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK, "{uri}");
    response.into_body().collect().await.unwrap().to_bytes().to_vec()
}

/// Posts a JSON body as nobody; status, one header of the answer, and body.
pub async fn ask_for_header(
    router: &Router,
    uri: &str,
    body: Value,
    header: &str,
) -> (StatusCode, Option<String>, Value) {
    let response = router.clone().oneshot(request("POST", uri, &BTreeMap::new(), Some(&body))).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    let value = parts.headers.get(header).map(|value| value.to_str().unwrap().to_owned());
    (parts.status, value, serde_json::from_slice(&bytes).unwrap_or_default())
}

/// Sends a request; its status, and where it leads to.
pub async fn led_to(router: &Router, request: Request<Body>) -> (StatusCode, String) {
    let response = router.clone().oneshot(request).await.unwrap();
    let location = response.headers().get(header::LOCATION).and_then(|value| value.to_str().ok());
    (response.status(), location.unwrap_or_default().to_owned())
}

/// A request with a JSON body and any number of headers.
pub fn request(
    method: &str,
    uri: &str,
    headers: &BTreeMap<&str, String>,
    body: Option<&Value>,
) -> Request<Body> {
    let mut request = Request::builder().method(method).uri(uri);
    for (name, value) in headers {
        request = request.header(*name, value);
    }
    match body {
        Some(body) => request.header(header::CONTENT_TYPE, "application/json").body(body.to_string().into()),
        None => request.body(Body::empty()),
    }
    .unwrap()
}

/// The id of a thing: `alpha-session` for own, `alpha-other-session` for somebody else's, `beta-session` for the
/// other organisation's. What is one's own of the people depends on who one is.
pub fn of(thing: &str, home: &str, role: Role, relation: Relation) -> String {
    let foreign = if home == "alpha" { "beta" } else { "alpha" };
    let own = match (thing, role) {
        ("organization", _) => {
            return if relation == Relation::Foreign { foreign.into() } else { home.into() };
        }
        ("person", Role::Parent) => "child".to_owned(),
        ("person", _) => "student".to_owned(),
        ("oneself", Role::Parent) => "child".to_owned(),
        ("oneself", _) => role.to_string(),
        ("token" | "browser", _) => format!("{role}-{thing}"),
        ("subscription" | "visit", Role::Parent) => format!("child-{thing}"),
        ("line", Role::Student) => "student-line".to_owned(),
        ("line", Role::Parent) => "child-line".to_owned(),
        ("line", _) => "teacher-line".to_owned(),
        _ => thing.to_owned(),
    };
    if thing == "unmatched" {
        let stranger = of("stranger", home, role, relation);
        return URL_SAFE_NO_PAD.encode(format!("livekit:{stranger}"));
    }
    match relation {
        Relation::Own => format!("{home}-{own}"),
        Relation::Other if matches!(thing, "person" | "oneself") => format!("{home}-other-student"),
        Relation::Other => format!("{home}-other-{thing}"),
        Relation::Foreign if thing == "token" => format!("{foreign}-student-token"),
        Relation::Foreign => format!("{foreign}-{own}"),
    }
}

/// A delivery of LiveKit, `seconds` after the present moment of the world.
pub async fn deliver(
    write: &mut Write,
    organization: &str,
    room: &str,
    event: &str,
    who: &str,
    seconds: i64,
) {
    let at = Timestamp::from_seconds(NOW + seconds);
    let item = json!({"source": "livekit", "receivedAt": at, "webhook": {
        "event": event, "id": format!("EV_{who}_{seconds}"), "createdAt": (NOW + seconds).to_string(),
        "room": {"name": room},
        "participant": {"sid": format!("PA_{who}"), "identity": who, "name": format!("Name of {who}")},
    }});
    insert(write, organization, &item, at).await;
}
