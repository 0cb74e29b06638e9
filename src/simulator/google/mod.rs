//! A Google for tests and the demo: the token endpoint, the consent screen, the Meet API v2 and a directory, true to the protocol.
//!
//! It answers from a script of people coming and going (`world`), at a moment of a clock that can be moved, late
//! and wrong where it is told to be (`fault`). It is judged by Google's own Python clients (tests/google). In one
//! process it is steered through `Google`, from another through `/control/…`.

mod consent;
mod control;
mod error_response;
pub mod fault;
mod filter;
mod mask;
mod meet;
mod page;
mod record;
mod token;
pub mod view;
pub mod world;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::response::Response;
use axum::routing::{any, get, post, put};
use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};

use self::fault::{CallMeter, Fault, Knobs, SimulatedFailure};
use self::world::World;

/// A running simulated Google. Clones steer the same one.
#[derive(Clone)]
pub struct SimulatedGoogle(Arc<Mutex<GoogleState>>);

/// Everything it knows. The parts that make up a script are public.
pub struct GoogleState {
    pub world: World,
    pub knobs: Knobs,
    pub faults: Vec<Fault>,
    pub meter: CallMeter,
    pub clock: AdjustableClock,
    tokens: BTreeMap<String, token::IssuedToken>,
    codes: BTreeMap<String, token::AuthorizationCode>,
    opaque_count: u64,
    read_count: u64,
}

/// Follows a clock, at a distance, or stands still where it was set.
pub struct AdjustableClock {
    source: Box<dyn Fn() -> DateTime<Utc> + Send>,
    offset: TimeDelta,
    set: Option<DateTime<Utc>>,
}

impl AdjustableClock {
    pub fn now(&self) -> DateTime<Utc> {
        self.set.unwrap_or_else(|| (self.source)() + self.offset)
    }

    pub fn set(&mut self, moment: DateTime<Utc>) {
        self.set = Some(moment);
    }

    pub fn advance(&mut self, by: TimeDelta) {
        match &mut self.set {
            Some(moment) => *moment += by,
            None => self.offset += by,
        }
    }

    pub fn follow(&mut self) {
        self.set = None;
        self.offset = TimeDelta::zero();
    }
}

impl SimulatedGoogle {
    /// An empty Google whose time is `now`.
    pub fn new(now: impl Fn() -> DateTime<Utc> + Send + 'static) -> SimulatedGoogle {
        SimulatedGoogle(Arc::new(Mutex::new(GoogleState {
            world: World::default(),
            knobs: Knobs::default(),
            faults: Vec::new(),
            meter: CallMeter::default(),
            clock: AdjustableClock { source: Box::new(now), offset: TimeDelta::zero(), set: None },
            tokens: BTreeMap::new(),
            codes: BTreeMap::new(),
            opaque_count: 0,
            read_count: 0,
        })))
    }

    /// Looks at or changes what it knows.
    pub fn with<T>(&self, then: impl FnOnce(&mut GoogleState) -> T) -> T {
        then(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Withdraws every consent of an account; its access tokens die with them.
    pub fn revoke(&self, email: &str) {
        self.with(|inner| {
            for grant in inner.world.grants.iter_mut().filter(|grant| grant.email == email) {
                grant.revoked = true;
            }
            inner.tokens.retain(|_, access| access.email.as_deref() != Some(email));
        });
    }

    /// All routes. Google's hosts (accounts, oauth2, meet, admin) share one address here.
    pub fn router(&self) -> Router {
        Router::new()
            .route("/token", post(token::token))
            .route("/o/oauth2/v2/auth", get(consent::page).post(consent::decide))
            .route("/v2/{*path}", any(meet::call))
            .route("/admin/directory/v1/users/{id}", get(meet::call))
            .route("/control/world", get(control::show).post(control::add).put(control::replace))
            .route("/control/clock", get(control::clock).post(control::change_clock))
            .route("/control/knobs", put(control::knobs))
            .route("/control/faults", put(control::faults))
            .route("/control/calls", get(control::calls).delete(control::forget_calls))
            .route("/control/revoke", post(control::revoke))
            .with_state(self.clone())
    }

    /// Answers until the listener dies.
    pub async fn serve(self, listener: tokio::net::TcpListener) -> std::io::Result<()> {
        axum::serve(listener, self.router()).await
    }

    /// The failure that hits a request, if one does.
    fn fault(&self, path: &str, email: Option<&str>) -> Option<SimulatedFailure> {
        self.with(|inner| {
            let now = inner.clock.now();
            let GoogleState { faults, .. } = inner;
            faults.iter_mut().find_map(|fault| fault.hits(path, email, now).then(|| fault.what.clone()))
        })
    }
}

impl GoogleState {
    /// Text nobody can guess the meaning of, different each time and the same in each run.
    fn opaque(&mut self) -> String {
        self.opaque_count += 1;
        let hash = Sha256::digest(format!("made {}", self.opaque_count).as_bytes());
        hash.iter().take(20).map(|byte| format!("{byte:02x}")).collect()
    }
}

impl SimulatedFailure {
    /// Whether the failure is made from the right answer.
    fn needs_answer(&self) -> bool {
        matches!(self, SimulatedFailure::Truncate)
    }

    /// What the caller gets instead of `right`.
    async fn answer(self, right: Response) -> Response {
        use axum::response::IntoResponse as _;
        match self {
            SimulatedFailure::Status { status, html: true, .. } => error_response::html_page(status),
            SimulatedFailure::Status { status, retry_after, reason, .. } => {
                let usual = match status {
                    429 => Some("RATE_LIMIT_EXCEEDED"),
                    401 => Some("ACCESS_TOKEN_EXPIRED"),
                    _ => None,
                };
                let reason = reason.or_else(|| usual.map(str::to_owned));
                let message = format!("Simulated failure {status}.");
                error_response::GoogleErrorResponse { status, message, reason, retry_after }.into_response()
            }
            SimulatedFailure::Truncate => {
                let (mut parts, body) = right.into_parts();
                let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap_or_default();
                parts.headers.remove(axum::http::header::CONTENT_LENGTH);
                Response::from_parts(parts, axum::body::Body::from(bytes.slice(..bytes.len() / 2)))
            }
            SimulatedFailure::Hang { seconds } => {
                tokio::time::sleep(Duration::from_secs(seconds)).await;
                error_response::html_page(504)
            }
        }
    }
}
