//! What a route's or a page's own file needs to test it in a few lines: the whole server over an empty SQLite database,
//! with one organisation and somebody of every role.
//!
//! ```text
//! let api = TestServer::new().await;
//! let (status, body) = api.get("/api/v1/settings").by(Role::Admin).await;
//! let (status, html) = api.get("/settings").html_by(Role::Admin).await;
//! let (status, html) = api.form("/settings", "session_buffer_minutes=5").html_by(Role::Admin).await;
//! ```
//!
//! The matrix in `tests/api` calls every route with every role, over both databases; a test that uses this module
//! checks what its one route does.

pub(crate) mod lesson;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use axum::response::Response;
use http_body_util::BodyExt;
use serde_json::Value;
use tempfile::TempDir;
use tower::ServiceExt;

use crate::app::access::login;
use crate::app::organization::NewOrganization;
use crate::app::people::NewPerson;
use crate::app::{ActorContext, App, evaluate, organization, people};
use crate::clock::ManualClock;
use crate::config::Config;
use crate::domain::evidence::Evidence;
use crate::domain::json::canonical::canonical_json;
use crate::domain::money::amount::Currency;
use crate::domain::people::Role;
use crate::domain::people::validated_text::Name;
use crate::domain::time::Timestamp;
use crate::ids::IdGenerator;
use crate::store::evidence::NewEvidence;
use crate::store::{Store, Synchronous};

/// The current time in the tests: 2026-01-05T08:00:00Z.
const NOW_SECONDS: i64 = 1_767_600_000;
/// Not a real hash: these tests issue login tokens directly and never verify a password.
const PASSWORD_HASH: &str = "not a hash";

pub(crate) struct TestServer {
    pub app: App,
    router: Router,
    /// The person of each role, by id.
    people: BTreeMap<Role, String>,
    organization: String,
    _folder: TempDir,
}

/// A page without the invisible marks around the values in its sentences.
pub(crate) fn without_isolates(html: &str) -> String {
    html.replace(['\u{2068}', '\u{2069}'], "")
}

/// A request that does not say yet who sends it.
pub(crate) struct TestRequest<'a> {
    api: &'a TestServer,
    method: Method,
    path: String,
    body: Option<Value>,
    form: Option<String>,
}

impl TestServer {
    pub async fn new() -> TestServer {
        let folder = tempfile::tempdir().expect("a folder");
        let url = format!("sqlite://{}", folder.path().join("rollcall.db").display());
        let store = Store::open_with(&url, 4, Synchronous::Off).await.expect("an empty database");
        store.migrate().await.expect("migrations");
        let clock = Arc::new(ManualClock::at(Timestamp::from_seconds(NOW_SECONDS)));
        let app =
            App::with_store(store, Config::default(), clock, IdGenerator::seeded(1)).await.expect("an app");
        let (organization, people) = furnish(&app).await.expect("people of every role");
        let router = crate::server::router(app.clone());
        TestServer { app, router, people, organization, _folder: folder }
    }

    /// The id of the person of this role.
    pub fn person(&self, role: Role) -> &str {
        &self.people[&role]
    }

    /// The id of the organisation.
    pub fn organization(&self) -> &str {
        &self.organization
    }

    /// Stores pieces of evidence as bundles write them, and evaluates a session.
    pub async fn receive(&self, items: &[Value], session: &str) {
        let mut write = self.app.store.write().await.expect("a transaction");
        for item in items {
            let evidence = Evidence::parse(item).expect("a valid item");
            let text = canonical_json(item);
            let row =
                NewEvidence::from_evidence(&self.organization, evidence.observation.kind(), &evidence, text);
            write.insert_evidence(&[row]).await.expect("stored");
        }
        write.commit().await.expect("committed");
        evaluate::evaluate_now(&self.app, &self.organization, &[session]).await.expect("evaluated");
    }

    pub fn get(&self, path: &str) -> TestRequest<'_> {
        self.request(Method::GET, path, None)
    }

    pub fn post(&self, path: &str, body: Value) -> TestRequest<'_> {
        self.request(Method::POST, path, Some(body))
    }

    pub fn patch(&self, path: &str, body: Value) -> TestRequest<'_> {
        self.request(Method::PATCH, path, Some(body))
    }

    /// A form as a browser sends it: `a=1&b=2`.
    pub fn form(&self, path: &str, fields: &str) -> TestRequest<'_> {
        TestRequest { form: Some(fields.to_owned()), ..self.request(Method::POST, path, None) }
    }

    fn request(&self, method: Method, path: &str, body: Option<Value>) -> TestRequest<'_> {
        TestRequest { api: self, method, path: path.to_owned(), body, form: None }
    }
}

impl TestRequest<'_> {
    /// Sends it as the person of this role; status and JSON.
    pub async fn by(self, role: Role) -> (StatusCode, Value) {
        let token = self.token(role).await;
        let (status, body) = self.send(Some(token)).await;
        (status, serde_json::from_str(&body).unwrap_or_default())
    }

    /// Sends it without a login; status and JSON.
    pub async fn by_nobody(self) -> (StatusCode, Value) {
        let (status, body) = self.send(None).await;
        (status, serde_json::from_str(&body).unwrap_or_default())
    }

    /// Sends it as the person of this role; status and page. Of a redirect the page is where it leads.
    pub async fn html_by(self, role: Role) -> (StatusCode, String) {
        let token = self.token(role).await;
        self.send(Some(token)).await
    }

    /// Sends it as the person of this role; the headers of the answer.
    pub async fn headers_by(self, role: Role) -> HeaderMap {
        let token = self.token(role).await;
        self.respond(Some(token)).await.headers().clone()
    }

    async fn token(&self, role: Role) -> String {
        let TestServer { app, organization, people, .. } = self.api;
        let person = &people[&role];
        let status =
            app.store.read().await.expect("a snapshot").find_account_status(organization, person).await;
        let era = status.expect("an account").expect("an account").era;
        login::issue(app, organization, person, PASSWORD_HASH, era).0
    }

    async fn send(self, token: Option<String>) -> (StatusCode, String) {
        let response = self.respond(token).await;
        let status = response.status();
        if let Some(to) = response.headers().get(header::LOCATION) {
            return (status, to.to_str().expect("an address").to_owned());
        }
        let bytes = response.into_body().collect().await.expect("a whole body").to_bytes();
        (status, String::from_utf8_lossy(&bytes).into_owned())
    }

    async fn respond(self, token: Option<String>) -> Response {
        let mut request = Request::builder().method(self.method).uri(self.path);
        if let Some(token) = token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        if self.body.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        if self.form.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        let body = self.body.map(|body| body.to_string()).or(self.form);
        let request = request.body(body.map_or_else(Body::empty, Body::from)).expect("a request");
        self.api.router.clone().oneshot(request).await.expect("a response")
    }
}

/// The organisation, and a person for each role who can log in.
async fn furnish(app: &App) -> anyhow::Result<(String, BTreeMap<Role, String>)> {
    let mut write = app.store.write().await?;
    let new = NewOrganization {
        name: Name::parse("Al Noor")?,
        time_zone: chrono_tz::Asia::Riyadh,
        currency: Currency::from_code("SAR").expect("a currency"),
    };
    let organization = organization::create(&mut write, app, None, new).await?.id;
    let actor = ActorContext::of_installation(app, &organization);
    let mut ids = BTreeMap::new();
    for role in Role::ALL {
        let new = NewPerson {
            name: Name::parse(role.as_str())?,
            email: None,
            roles: BTreeSet::from([*role]),
            household: None,
        };
        let person = people::add(&mut write, &actor, new).await?;
        people::set_password(&mut write, &actor, &person.id, PASSWORD_HASH).await?;
        ids.insert(*role, person.id);
    }
    write.commit().await?;
    Ok((organization, ids))
}
