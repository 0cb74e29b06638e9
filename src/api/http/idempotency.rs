//! `Idempotency-Key`: the same key and body get the same answer, however often a client repeats itself.
//!
//! A row per person and key is written before the handler runs and holds the answer afterwards, sealed, because an
//! answer may show a secret once. A handler that ends with `Call::commit` keeps the answer in its own transaction;
//! for others it is kept right after. A row without an answer belongs to a request at work, or to a process that
//! died: after `LEASE` the next repeat takes it over.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use http_body_util::BodyExt;
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};

use super::problem::{ErrorShape, Problem, respond};
use super::route::Declaration;
use crate::api::Shared;
use crate::domain::access::Caller;
use crate::domain::evidence::json::canonical;
use crate::domain::time::Timestamp;
use crate::store::Write;
use crate::store::access::idempotency::{Kept, KeyOf};

const KEY: HeaderName = HeaderName::from_static("idempotency-key");
const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

/// Longer than any request may take (`Route::within`), in milliseconds.
const LEASE: i64 = 120_000;
/// How long a repeat waits for the first request to be answered: a client that sent twice wants one answer.
const PATIENCE: Duration = Duration::from_secs(5);
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// A keyed request that is at work.
pub(crate) struct Repeat {
    shared: Arc<Shared>,
    key: KeyOf,
    errors: ErrorShape,
    request_id: String,
    /// When it became this request's turn.
    began: Timestamp,
    kept: AtomicBool,
}

/// Whose turn a request is.
pub(crate) enum Turn {
    Unkeyed,
    First(Repeat),
    Answered(Response),
}

/// What is known of a key.
enum Found {
    /// Nobody used it; it is ours now.
    Free,
    Answered(Response),
}

impl Repeat {
    /// Looks the request up, and marks it as being at work when it is new.
    pub async fn begin(
        shared: &Arc<Shared>,
        declaration: &Declaration,
        parts: &Parts,
        caller: &Caller,
        body: &Bytes,
        request_id: &str,
    ) -> Result<Turn, Problem> {
        let Some(key) = parts.headers.get(KEY).filter(|_| parts.method == Method::POST) else {
            return Ok(Turn::Unkeyed);
        };
        let key = key.to_str().ok().filter(|key| (1..=255).contains(&key.len())).ok_or_else(|| {
            Problem::invalid("invalid_idempotency_key", "Idempotency-Key is 1 to 255 visible characters.")
        })?;
        let key = KeyOf {
            organization: caller.home.clone(),
            person: caller.person.clone(),
            key: key.to_owned(),
            request: fingerprint(parts, caller, body),
        };
        let mut repeat = Repeat {
            began: shared.app.now(),
            shared: shared.clone(),
            key,
            errors: declaration.errors,
            request_id: request_id.to_owned(),
            kept: AtomicBool::new(false),
        };
        let until = tokio::time::Instant::now() + PATIENCE;
        loop {
            repeat.began = shared.app.now();
            match repeat.turn(repeat.began).await? {
                Some(Found::Free) => return Ok(Turn::First(repeat)),
                Some(Found::Answered(response)) => return Ok(Turn::Answered(response)),
                None if tokio::time::Instant::now() < until => tokio::time::sleep(LOOK_AGAIN).await,
                None => break,
            }
        }
        let mut problem = Problem::conflict(
            "idempotency_in_progress",
            "The first request with this Idempotency-Key is still at work.",
        );
        problem.retry_after = Some(1);
        Err(problem)
    }

    /// `None`: the first request with this key is at work.
    async fn turn(&self, now: Timestamp) -> Result<Option<Found>, Problem> {
        let mut write = self.shared.app.store.write().await?;
        if write.begin_repeat(&self.key, now, now.plus(-LEASE)).await? {
            write.commit().await?;
            return Ok(Some(Found::Free));
        }
        let found = write.find_repeat(&self.key).await?;
        drop(write);
        match found {
            Some(Kept { request, .. }) if request != self.key.request => Err(Problem::unprocessable(
                "idempotency_mismatch",
                "This Idempotency-Key was used for another request.",
            )),
            Some(Kept { answer: Some((status, sealed)), .. }) => {
                let plain = self.shared.app.secrets.decrypt(&self.place(), &sealed);
                let text = plain.map_err(|cause| Problem::internal(&cause))?;
                Ok(Some(Found::Answered(self.answer_again(status, text.expose_secret()))))
            }
            _ => Ok(None),
        }
    }

    fn answer_again(&self, status: u16, text: &str) -> Response {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
        let content_type = if status.is_success() {
            "application/json"
        } else {
            (self.errors)(&Problem::new(status, "", ""), "").1
        };
        let mut response = (status, text.to_owned()).into_response();
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
        response.headers_mut().insert(REPLAYED, HeaderValue::from_static("true"));
        response
    }

    /// Keeps the answer in the transaction of what it answers.
    ///
    /// # Errors
    /// 409 when a repeat has taken the request over, because it was at work for so long: then the change is the
    /// repeat's to make, and this one's must not be committed.
    pub async fn keep(&self, write: &mut Write, status: StatusCode, text: &str) -> Result<(), Problem> {
        let app = &self.shared.app;
        let sealed = app.secrets.encrypt(&app.ids, &self.place(), &SecretString::from(text));
        match write.keep_repeat(&self.key, self.began, status.as_u16(), &sealed).await? {
            true => Ok(()),
            false => {
                Err(Problem::conflict("idempotency_in_progress", "A repeat of this request took it over."))
            }
        }
    }

    /// The transaction that holds the answer is committed.
    pub fn is_kept(&self) {
        self.kept.store(true, Ordering::SeqCst);
    }

    /// Runs the handler and keeps its answer, unless it did so itself. What may go better the next time (our own
    /// failures, too many requests) is forgotten.
    pub async fn answered_once(
        &self,
        work: impl Future<Output = Result<Response, Problem>>,
    ) -> Result<Response, Problem> {
        let response = match work.await {
            Ok(response) => response,
            Err(problem) => {
                if problem.status.is_server_error() || problem.retry_after.is_some() {
                    let mut write = self.shared.app.store.write().await?;
                    write.forget_repeat(&self.key, self.began).await?;
                    write.commit().await?;
                    return Err(problem);
                }
                respond(&problem, self.errors, &self.request_id)
            }
        };
        if self.kept.load(Ordering::SeqCst) {
            return Ok(response);
        }
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.map_err(|cause| Problem::internal(&cause))?.to_bytes();
        let mut write = self.shared.app.store.write().await?;
        self.keep(&mut write, parts.status, &String::from_utf8_lossy(&bytes)).await?;
        write.commit().await?;
        Ok(Response::from_parts(parts, Body::from(bytes)))
    }

    /// What the sealed answer is bound to.
    fn place(&self) -> String {
        format!("idempotency_keys/{}/{}/{}", self.key.organization, self.key.person, self.key.key)
    }
}

/// What makes two requests the same: method, address, organisation, the roles they are asked in (an API token may have
/// fewer than its person) and body, in whatever order its fields stand.
fn fingerprint(parts: &Parts, caller: &Caller, body: &[u8]) -> String {
    let mut hash = Sha256::new();
    let address = parts.uri.path_and_query().map_or("", |address| address.as_str());
    let roles = caller.roles.iter().map(|role| role.word());
    for part in [parts.method.as_str(), address, &caller.organization].into_iter().chain(roles) {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    match serde_json::from_slice(body) {
        Ok(json) => hash.update(canonical(&json)),
        Err(_) => hash.update(body),
    }
    crate::api::hex(&hash.finalize())
}
