//! What all requests of one HTTP server share.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;

use crate::app::App;
use crate::app::access::login_throttle::LoginThrottle;
use crate::config::HttpUrl;
use crate::http::client_address::TrustedProxies;
use crate::http::problem::Problem;

/// State shared by all requests of one HTTP server: the app, login throttling, trusted proxies, and the OpenAPI
/// document, rendered once at start.
pub(crate) struct ServerState {
    pub app: App,
    pub login_throttle: LoginThrottle,
    pub trusted_proxies: TrustedProxies,
    pub openapi_json: String,
    /// Writes an error as a page.
    pub problem_page: ProblemPage,
    /// Opens a page inside of the server, for a form that shows one in its own answer.
    pub open_page: Arc<OpenPage>,
}

/// How an error is written for people: from the headers of the request, its address, the problem and the request's id.
pub(crate) type ProblemPage = fn(&HeaderMap, &Uri, &Problem, &str) -> Response;

/// Answers a request for a page with the head of another; `None` where no page has its address, or where it fails. What
/// it knows are the routes alone: a state that knew its own router would never end.
pub(crate) type OpenPage =
    dyn Fn(Arc<ServerState>, Parts) -> Pin<Box<dyn Future<Output = Option<Response>> + Send>> + Send + Sync;

impl ServerState {
    pub fn new(
        app: App,
        openapi_json: String,
        problem_page: ProblemPage,
        open_page: Arc<OpenPage>,
    ) -> ServerState {
        let trusted_proxies = TrustedProxies::new(app.config.server.trusted_proxies.clone());
        ServerState {
            app,
            login_throttle: LoginThrottle::default(),
            trusted_proxies,
            openapi_json,
            problem_page,
            open_page,
        }
    }

    /// The setting `server.public_url`.
    pub fn public_url(&self) -> Option<&str> {
        self.app.config.server.public_url.as_ref().map(HttpUrl::as_str)
    }

    /// Whether the browser came by https: the setting `server.public_url` or a trusted proxy says so.
    pub fn is_https(&self, parts: &Parts) -> bool {
        let is_public = self.public_url().and_then(|url| url.get(..8));
        is_public.is_some_and(|begin| begin.eq_ignore_ascii_case("https://"))
            || self.trusted_proxies.reports_https(parts)
    }
}
