//! What all requests of one HTTP server share.

use crate::app::App;
use crate::app::access::login_throttle::LoginThrottle;
use crate::http::client_address::TrustedProxies;

/// State shared by all requests of one HTTP server: the app, login throttling, trusted proxies, and the OpenAPI
/// document, rendered once at start.
pub(crate) struct ServerState {
    pub app: App,
    pub login_throttle: LoginThrottle,
    pub trusted_proxies: TrustedProxies,
    pub openapi_json: String,
}

impl ServerState {
    pub fn new(app: App, openapi_json: String) -> ServerState {
        let trusted_proxies = TrustedProxies::new(app.config.server.trusted_proxies.clone());
        ServerState { app, login_throttle: LoginThrottle::default(), trusted_proxies, openapi_json }
    }
}
