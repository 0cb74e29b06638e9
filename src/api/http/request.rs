//! One call of a route, and the steps every call takes: who asks, may they, what is asked, has it been answered
//! before. Only then does the handler see it. Nothing of a request is looked at before its login.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body as Stream, Bytes};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::Response;
use http_body_util::{BodyExt, LengthLimitError, Limited};

use super::body::{NoBody, RequestBody};
use super::declaration::{Declaration, RouteAccess};
use super::problem::Problem;
use super::query::{NoQuery, RequestQuery};
use crate::api::http::authentication::authenticate;
use crate::api::http::idempotency::{IdempotencyState, IdempotentRequest};
use crate::api::http::response::RouteResponse;
use crate::api::http::state::ApiState;
use crate::app::{ActorContext, App, evaluate};
use crate::domain::access::{Caller, Scope};
use crate::store::{Read, Write};

/// How long a client may take to send its body.
const BODY_TIMEOUT: Duration = Duration::from_secs(15);

/// A request as it came in, before anything of it was looked at.
pub(crate) struct RawRequest {
    pub shared: Arc<ApiState>,
    pub parts: Parts,
    pub body: Stream,
    pub path: PathValues,
    pub request_id: String,
}

/// What stands in the places of a declared path, percent-decoded.
#[derive(Clone, Debug, Default)]
pub struct PathValues(pub(crate) Vec<(String, String)>);

impl PathValues {
    /// The value at `{name}`.
    ///
    /// # Panics
    /// When the declared path has no such place: a mistake of the route's author, seen by its first test.
    pub fn get(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str()).unwrap_or_else(|| panic!("the path declares no {{{name}}}"))
    }

    /// PostgreSQL takes no NUL in a text, and nothing of ours is named with one.
    fn refuse_nul(&self) -> Result<(), Problem> {
        match self.0.iter().any(|(_, value)| value.contains('\0')) {
            true => Err(Problem::not_found("thing of this name")),
            false => Ok(()),
        }
    }
}

/// A call by somebody who is logged in and whose roles the declaration names.
pub struct RouteRequest<B = NoBody, Q = NoQuery> {
    pub app: App,
    pub caller: Caller,
    /// The rows this caller reaches by this route; hand it to the store and the app.
    pub scope: Scope,
    pub path: PathValues,
    pub query: Q,
    pub body: B,
    pub request_id: String,
    /// Where the request came from, if the server knows.
    pub client_address: Option<IpAddr>,
    /// The era of the login or token it came with: whoever ends all of them begins another.
    pub era: i64,
    pub(crate) shared: Arc<ApiState>,
    idempotency: Option<Arc<IdempotentRequest>>,
}

/// A call of a route that is open to everybody.
pub struct PublicRequest<B = NoBody, Q = NoQuery> {
    pub app: App,
    pub headers: HeaderMap,
    /// Where the request came from, if the server knows.
    pub client_address: Option<IpAddr>,
    pub path: PathValues,
    pub query: Q,
    pub body: B,
    pub request_id: String,
    pub(crate) shared: Arc<ApiState>,
}

/// What became of a request before its handler.
pub(crate) enum ReceivedRequest<B, Q> {
    /// To be handled; with a `Repeat` where it must be answered once only.
    ToHandle(Box<RouteRequest<B, Q>>, Option<Arc<IdempotentRequest>>),
    /// A repeat of what was answered before.
    Replayed(Response),
}

impl<B: RequestBody, Q: RequestQuery> RouteRequest<B, Q> {
    pub(crate) async fn receive(
        declaration: &Declaration,
        arrived: RawRequest,
    ) -> Result<ReceivedRequest<B, Q>, Problem> {
        let RawRequest { shared, parts, body, path, request_id } = arrived;
        let (caller, era) = authenticate(&shared, declaration, &parts).await?;
        let scope = match &declaration.access {
            RouteAccess::Roles(grants) => caller.scope(grants),
            RouteAccess::Public => None,
        };
        let scope = scope.ok_or_else(|| Problem::forbidden("Your role does not allow this."))?;
        path.refuse_nul()?;
        let bytes = read_body::<B>(&parts, body).await?;
        let query = Q::read(&parts.uri)?;
        let body = B::read(&parts.headers, bytes.clone())?;
        let repeat =
            match IdempotentRequest::begin(&shared, declaration, &parts, &caller, &bytes, &request_id).await?
            {
                IdempotencyState::Replayed(response) => return Ok(ReceivedRequest::Replayed(response)),
                IdempotencyState::NoKey => None,
                IdempotencyState::First(repeat) => Some(Arc::new(repeat)),
            };
        let (app, peer) = (shared.app.clone(), shared.trusted_proxies.client_address(&parts));
        let repeat_of = repeat.clone();
        let call = RouteRequest {
            app,
            caller,
            scope,
            path,
            query,
            body,
            request_id,
            client_address: peer,
            era,
            shared,
            idempotency: repeat_of,
        };
        Ok(ReceivedRequest::ToHandle(Box::new(call), repeat))
    }
}

impl<B, Q> RouteRequest<B, Q> {
    /// The value at `{id}` of the path.
    pub fn id(&self) -> &str {
        self.path.get("id")
    }

    /// A snapshot to read from.
    pub async fn read(&self) -> Result<Read, Problem> {
        Ok(self.app.store.read().await?)
    }

    /// A transaction; end it with `commit`.
    pub async fn write(&self) -> Result<Write, Problem> {
        Ok(self.app.store.write().await?)
    }

    /// The caller as the author of a change, now.
    pub fn actor(&self) -> ActorContext {
        ActorContext {
            scope: self.scope.clone(),
            person_id: Some(self.caller.person.clone()),
            is_superadmin: self.caller.is_superadmin(),
            now: self.app.now(),
            ids: self.app.ids.clone(),
        }
    }

    /// Commits, and keeps the answer for repeats of the same `Idempotency-Key` in the same transaction: after a
    /// crash either both are there or neither. What the change concerns is judged before this returns, if that does
    /// not take long, so that the caller's next read shows it.
    pub async fn commit<A: RouteResponse>(&self, mut write: Write, answer: A) -> Result<A, Problem> {
        self.save_response(&mut write, &answer).await?;
        let marked = write.dirty_scopes().to_vec();
        write.commit().await?;
        if let Some(repeat) = &self.idempotency {
            repeat.mark_saved();
        }
        evaluate::evaluate_change(&self.app, &marked).await;
        Ok(answer)
    }

    /// Another answer than the one that was kept with the change, since more has been learned after it: from now on
    /// repeats get this one.
    pub async fn replace_saved_response<A: RouteResponse>(&self, answer: A) -> Result<A, Problem> {
        if self.idempotency.is_some() {
            let mut write = self.write().await?;
            self.save_response(&mut write, &answer).await?;
            write.commit().await?;
        }
        Ok(answer)
    }

    async fn save_response<A: RouteResponse>(&self, write: &mut Write, answer: &A) -> Result<(), Problem> {
        if let (Some(repeat), Some(text)) = (&self.idempotency, answer.replay_body()) {
            repeat.save_response(write, A::STATUS, &text).await?;
        }
        Ok(())
    }
}

impl<B: RequestBody, Q: RequestQuery> PublicRequest<B, Q> {
    pub(crate) async fn receive(arrived: RawRequest) -> Result<PublicRequest<B, Q>, Problem> {
        let RawRequest { shared, parts, body, path, request_id } = arrived;
        let bytes = read_body::<B>(&parts, body).await?;
        path.refuse_nul()?;
        let query = Q::read(&parts.uri)?;
        let body = B::read(&parts.headers, bytes)?;
        let (app, peer) = (shared.app.clone(), shared.trusted_proxies.client_address(&parts));
        Ok(PublicRequest {
            app,
            headers: parts.headers,
            client_address: peer,
            path,
            query,
            body,
            request_id,
            shared,
        })
    }
}

/// The body, held to its limit in bytes and in time. GET and DELETE have none.
async fn read_body<B: RequestBody>(parts: &Parts, body: Stream) -> Result<Bytes, Problem> {
    if parts.method == Method::GET || parts.method == Method::HEAD || parts.method == Method::DELETE {
        return Ok(Bytes::new());
    }
    let too_large = || {
        let detail = format!("The body is longer than the {} bytes allowed.", B::LIMIT);
        Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", detail)
    };
    let announced =
        parts.headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    if announced.is_some_and(|length: usize| length > B::LIMIT) {
        return Err(too_large());
    }
    match tokio::time::timeout(BODY_TIMEOUT, Limited::new(body, B::LIMIT).collect()).await {
        Ok(Ok(collected)) => Ok(collected.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(too_large()),
        Ok(Err(_)) | Err(_) => {
            let detail = "The body did not arrive whole, or not in time.";
            Err(Problem::new(B::INCOMPLETE_STATUS, "incomplete_body", detail))
        }
    }
}
