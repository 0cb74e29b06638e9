//! `Idempotency-Key`: the same key and body get the same response, however often a client sends them.
//!
//! Before the handler runs, a row (person, key) is inserted without a response; the response is stored in it afterwards,
//! encrypted, because it may show a secret. A handler that ends with `RouteRequest::commit` saves the response in its own
//! transaction; for others it is saved right after. A row still without one after `LEASE_MILLIS` is treated as abandoned by
//! a crashed process, and the next repeat runs the request again.

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
use crate::domain::access::Caller;
use crate::domain::json::canonical::canonical_json;
use crate::domain::time::Timestamp;
use crate::http::route_declaration::Declaration;
use crate::http::state::ServerState;
use crate::store::Write;
use crate::store::idempotency::{IdempotencyKey, IdempotencyRecord};

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// On an answer that was saved before.
pub(crate) const IDEMPOTENCY_REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

/// After so long a request without a response counts as abandoned. Longer than any request may take (`Route::timeout`).
const LEASE_MILLIS: i64 = 120_000;
/// How long a repeat waits for the first request's response.
const WAIT_TIMEOUT: Duration = Duration::from_secs(5);
const POLL_INTERVAL: Duration = Duration::from_millis(50);

/// A request with an `Idempotency-Key` that is being handled.
pub(crate) struct IdempotentRequest {
    shared: Arc<ServerState>,
    key: IdempotencyKey,
    errors: ErrorShape,
    request_id: String,
    /// When this request claimed the key; a later claim has another value, which is how a request notices that it was taken
    /// over.
    started_at: Timestamp,
    response_saved: AtomicBool,
}

/// Result of the lookup: no key sent, first use of the key (run the handler), or a response to replay.
pub(crate) enum IdempotencyState {
    NoKey,
    First(IdempotentRequest),
    Replayed(Response),
}

/// What the row of a key allows this request to do.
enum KeyLookup {
    /// This request may run the handler.
    Claimed,
    Replayed(Response),
}

impl IdempotentRequest {
    /// Claims the key for this request, or finds the response of an earlier one. Waits up to `WAIT_TIMEOUT` while another
    /// request with the key is being handled.
    pub async fn begin(
        shared: &Arc<ServerState>,
        declaration: &Declaration,
        parts: &Parts,
        caller: &Caller,
        body: &Bytes,
        request_id: &str,
    ) -> Result<IdempotencyState, Problem> {
        let Some(key) = parts.headers.get(IDEMPOTENCY_KEY).filter(|_| parts.method == Method::POST) else {
            return Ok(IdempotencyState::NoKey);
        };
        let key = key.to_str().ok().filter(|key| (1..=255).contains(&key.len())).ok_or_else(|| {
            Problem::invalid("invalid_idempotency_key", "Idempotency-Key is 1 to 255 visible characters.")
        })?;
        let key = IdempotencyKey {
            organization: caller.home_organization.clone(),
            person: caller.person.clone(),
            key: key.to_owned(),
            request_digest: fingerprint(parts, caller, body),
        };
        let mut request = IdempotentRequest {
            started_at: shared.app.now(),
            shared: shared.clone(),
            key,
            errors: declaration.error_shape,
            request_id: request_id.to_owned(),
            response_saved: AtomicBool::new(false),
        };
        let until = tokio::time::Instant::now() + WAIT_TIMEOUT;
        loop {
            request.started_at = shared.app.now();
            match request.claim(request.started_at).await? {
                Some(KeyLookup::Claimed) => return Ok(IdempotencyState::First(request)),
                Some(KeyLookup::Replayed(response)) => return Ok(IdempotencyState::Replayed(response)),
                None if tokio::time::Instant::now() < until => tokio::time::sleep(POLL_INTERVAL).await,
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

    /// Tries once to claim the key. `None`: another request with this key is still being handled.
    async fn claim(&self, now: Timestamp) -> Result<Option<KeyLookup>, Problem> {
        let mut write = self.shared.app.store.write().await?;
        if write.begin_idempotent_request(&self.key, now, now.plus(-LEASE_MILLIS)).await? {
            write.commit().await?;
            return Ok(Some(KeyLookup::Claimed));
        }
        let found = write.find_idempotency_record(&self.key).await?;
        drop(write);
        match found {
            Some(IdempotencyRecord { request_digest: request, .. }) if request != self.key.request_digest => {
                Err(Problem::unprocessable(
                    "idempotency_mismatch",
                    "This Idempotency-Key was used for another request.",
                ))
            }
            Some(IdempotencyRecord { response: Some((status, sealed)), .. }) => {
                let plain = self.shared.app.secrets.decrypt(&self.encryption_context(), &sealed);
                let text = plain.map_err(|cause| Problem::internal(&cause))?;
                Ok(Some(KeyLookup::Replayed(self.replay(status, text.expose_secret()))))
            }
            _ => Ok(None),
        }
    }

    /// Rebuilds the saved response. Only status and body are saved, so the content type follows from the status.
    fn replay(&self, status: u16, text: &str) -> Response {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
        let content_type = if status.is_success() {
            "application/json"
        } else {
            (self.errors)(&Problem::new(status, "", ""), "").1
        };
        let mut response = (status, text.to_owned()).into_response();
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
        response.headers_mut().insert(IDEMPOTENCY_REPLAYED, HeaderValue::from_static("true"));
        response
    }

    /// Saves the response in the transaction of the change it is about.
    ///
    /// # Errors
    /// 409 when a repeat has taken the key over after `LEASE_MILLIS`: then the repeat makes the change, and this one must not
    /// be committed.
    pub async fn save_response(
        &self,
        write: &mut Write,
        status: StatusCode,
        text: &str,
    ) -> Result<(), Problem> {
        let app = &self.shared.app;
        let sealed = app.secrets.encrypt(&app.ids, &self.encryption_context(), &SecretString::from(text));
        match write.save_idempotent_response(&self.key, self.started_at, status.as_u16(), &sealed).await? {
            true => Ok(()),
            false => {
                Err(Problem::conflict("idempotency_in_progress", "A repeat of this request took it over."))
            }
        }
    }

    /// Records that `commit` saved the response in the handler's own transaction, so `run_once` does not save it again.
    pub fn mark_saved(&self) {
        self.response_saved.store(true, Ordering::SeqCst);
    }

    /// Runs the handler and saves its response, unless the handler did so itself. 5xx responses and those with `Retry-After`
    /// are not saved: the key is released so that a retry runs the handler again.
    pub async fn run_once(
        &self,
        work: impl Future<Output = Result<Response, Problem>>,
    ) -> Result<Response, Problem> {
        let response = match work.await {
            Ok(response) => response,
            Err(problem) => {
                if problem.status.is_server_error() || problem.retry_after.is_some() {
                    let mut write = self.shared.app.store.write().await?;
                    write.release_idempotency_key(&self.key, self.started_at).await?;
                    write.commit().await?;
                    return Err(problem);
                }
                respond(&problem, self.errors, &self.request_id)
            }
        };
        if self.response_saved.load(Ordering::SeqCst) {
            return Ok(response);
        }
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.map_err(|cause| Problem::internal(&cause))?.to_bytes();
        let mut write = self.shared.app.store.write().await?;
        self.save_response(&mut write, parts.status, &String::from_utf8_lossy(&bytes)).await?;
        write.commit().await?;
        Ok(Response::from_parts(parts, Body::from(bytes)))
    }

    /// Associated data of the encryption: a stored response cannot be moved to another person's key and decrypted there.
    fn encryption_context(&self) -> String {
        format!("idempotency_keys/{}/{}/{}", self.key.organization, self.key.person, self.key.key)
    }
}

/// Two requests are the same if method, address, organisation, roles (an API token may have fewer than its person) and body
/// are; the order of a JSON body's fields does not matter.
fn fingerprint(parts: &Parts, caller: &Caller, body: &[u8]) -> String {
    let mut hash = Sha256::new();
    let address = parts.uri.path_and_query().map_or("", |address| address.as_str());
    let roles = caller.roles.iter().map(|role| role.as_str());
    for part in [parts.method.as_str(), address, &caller.organization].into_iter().chain(roles) {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    match serde_json::from_slice(body) {
        Ok(json) => hash.update(canonical_json(&json)),
        Err(_) => hash.update(body),
    }
    hex::encode(hash.finalize())
}
