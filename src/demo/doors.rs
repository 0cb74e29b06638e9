//! Addresses that log in by themselves, one for each person who can log in. Only the demo has them: it adds their route to its
//! own router, and they die with its process.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::extract::{ConnectInfo, Extension, Path};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use secrecy::SecretString;

use super::seed::DemoLogin;
use crate::app::App;
use crate::app::access::login::LoginOutcome;
use crate::app::access::login_attempt::{EarlierLogin, LoginAttempt, log_in_browser};
use crate::app::access::login_throttle::LoginThrottle;
use crate::http::cookie;

/// The doors of one run. Clones open the same ones.
#[derive(Clone, Default)]
pub struct DemoDoors(Arc<OnceLock<BTreeMap<String, DoorKey>>>);

/// What a door types into the form of the login.
struct DoorKey {
    email: &'static str,
    password: SecretString,
}

impl DemoDoors {
    /// Makes a door for each of these logins, and gives their paths in the same order. Only the first call makes any.
    pub fn make(&self, app: &App, logins: &[DemoLogin]) -> Vec<String> {
        let secrets: Vec<String> = logins.iter().map(|_| hex::encode(app.ids.random_bytes::<16>())).collect();
        let keys = logins
            .iter()
            .map(|login| DoorKey { email: login.email, password: login.password.clone().into() });
        let _ = self.0.set(secrets.iter().cloned().zip(keys).collect());
        secrets.iter().map(|secret| format!("/demo/login/{secret}")).collect()
    }

    /// The route of the doors, beside those of the program.
    pub fn add_to(&self, router: Router, app: &App) -> Router {
        let (doors, app, throttle) = (self.clone(), app.clone(), Arc::new(LoginThrottle::default()));
        let open = move |Path(secret): Path<String>,
                         headers: HeaderMap,
                         peer: Option<Extension<ConnectInfo<SocketAddr>>>| {
            let (doors, app, throttle) = (doors.clone(), app.clone(), throttle.clone());
            async move {
                let peer = peer.map(|Extension(ConnectInfo(peer))| peer);
                doors.open(&app, &throttle, &secret, &headers, peer).await
            }
        };
        router.route("/demo/login/{secret}", get(open))
    }

    /// Logs the browser in, as the form of the login does, and leads it to the start of its person.
    async fn open(
        &self,
        app: &App,
        throttle: &LoginThrottle,
        secret: &str,
        headers: &HeaderMap,
        peer: Option<SocketAddr>,
    ) -> Response {
        let Some(key) = self.0.get().and_then(|doors| doors.get(secret)) else {
            return (StatusCode::NOT_FOUND, "This address is not of this demo.\n").into_response();
        };
        let earlier = cookie::find_login_secret(headers, false);
        let attempt = LoginAttempt {
            email: key.email,
            password: &key.password,
            organization: None,
            address: peer.map(|peer| peer.ip()),
            earlier: earlier.as_deref().map(EarlierLogin::Cookie),
        };
        let client =
            headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
        match log_in_browser(app, throttle, &attempt, client).await {
            Ok(LoginOutcome::LoggedIn((_, secret))) => {
                let mut response = go_to("/");
                response.headers_mut().append(header::SET_COOKIE, cookie::set_login(&secret, false));
                response
            }
            // Somebody has changed the password, or deactivated the person.
            Ok(_) => go_to("/login"),
            Err(error) => (StatusCode::SERVICE_UNAVAILABLE, format!("{error}\n")).into_response(),
        }
    }
}

fn go_to(path: &'static str) -> Response {
    let headers = [
        (header::LOCATION, path),
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    (StatusCode::SEE_OTHER, headers).into_response()
}
