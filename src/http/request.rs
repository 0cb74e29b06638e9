//! A request goes through authentication, authorisation, parsing and the idempotency lookup, in this order, so that an
//! unauthenticated client learns nothing from validation errors. Only then does its handler run.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::Response;
use http_body_util::{BodyExt, LengthLimitError, Limited};

use super::body::{NoBody, RequestBody};
use super::problem::Problem;
use super::query::{NoQuery, RequestQuery};
use crate::app::livekit::connections;
use crate::app::{ActorContext, App, evaluate};
use crate::domain::access::{Caller, Scope};
use crate::http::authentication::{Authenticated, authenticate};
use crate::http::cookie;
use crate::http::idempotency::{IdempotencyState, IdempotentRequest};
use crate::http::login_watch::LoginWatch;
use crate::http::origin;
use crate::http::response::RouteResponse;
use crate::http::route_declaration::{Declaration, RouteAccess};
use crate::http::state::ServerState;
use crate::store::{Read, Write};

/// How long a client may take to send its body.
const BODY_TIMEOUT: Duration = Duration::from_secs(15);

/// A request as it arrived, before authentication.
pub(crate) struct RawRequest {
    pub shared: Arc<ServerState>,
    pub parts: Parts,
    pub body: Body,
    pub path: PathValues,
    pub request_id: String,
}

/// The values of the `{name}` parts of a declared path, percent-decoded.
#[derive(Clone, Debug, Default)]
pub struct PathValues(pub(crate) Vec<(String, String)>);

impl PathValues {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value at `{name}`.
    ///
    /// # Panics
    /// When the declared path has no such part: a mistake of the route's author, seen by its first test.
    pub fn get(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str()).unwrap_or_else(|| panic!("the path declares no {{{name}}}"))
    }

    /// Answers 404 for a path value with a NUL character: PostgreSQL rejects NUL in text, and no stored id contains one.
    fn refuse_nul(&self) -> Result<(), Problem> {
        match self.0.iter().any(|(_, value)| value.contains('\0')) {
            true => Err(Problem::not_found("thing of this name")),
            false => Ok(()),
        }
    }
}

/// A request by somebody who is logged in and whose roles the declaration names.
pub struct RouteRequest<B = NoBody, Q = NoQuery> {
    pub app: App,
    pub caller: Caller,
    /// The rows this caller reaches by this route; `app` and `store` functions take it.
    pub scope: Scope,
    pub path: PathValues,
    pub query: Q,
    pub body: B,
    pub request_id: String,
    /// Where the request came from, if the server knows.
    pub client_address: Option<IpAddr>,
    /// Counter in the person's row at the time the login or token was issued; increasing it invalidates every older login
    /// and token.
    pub era: i64,
    /// The id of the browser's login, where the request was made with its cookie.
    pub browser_login: Option<String>,
    /// Whether the browser came by https, which the cookie's name and attributes depend on.
    pub is_https: bool,
    pub(crate) shared: Arc<ServerState>,
    declaration: Arc<Declaration>,
    /// Its head.
    parts: Parts,
    idempotency: Option<Arc<IdempotentRequest>>,
}

/// A request for a route that is open to everybody.
pub struct PublicRequest<B = NoBody, Q = NoQuery> {
    pub app: App,
    pub headers: HeaderMap,
    /// Where the request came from, if the server knows.
    pub client_address: Option<IpAddr>,
    pub path: PathValues,
    pub query: Q,
    pub body: B,
    pub request_id: String,
    /// Whether the browser came by https, which the cookie's name and attributes depend on.
    pub is_https: bool,
    pub(crate) shared: Arc<ServerState>,
}

/// The result of the steps that come before the handler.
pub(crate) enum ReceivedRequest<B, Q> {
    /// Run the handler; the `IdempotentRequest` is there when the client sent an `Idempotency-Key`.
    ToHandle(Box<RouteRequest<B, Q>>, Option<Arc<IdempotentRequest>>),
    /// The saved response of an earlier request with the same key.
    Replayed(Response),
}

impl<B: RequestBody, Q: RequestQuery> RouteRequest<B, Q> {
    pub(crate) async fn receive(
        declaration: &Arc<Declaration>,
        raw: RawRequest,
    ) -> Result<ReceivedRequest<B, Q>, Problem> {
        let RawRequest { shared, parts, body, path, request_id } = raw;
        let Authenticated { caller, era, browser_login } = authenticate(&shared, declaration, &parts).await?;
        let scope = match &declaration.access {
            RouteAccess::Roles(grants) => caller.scope(grants),
            RouteAccess::Public => None,
        };
        let scope = scope.ok_or_else(|| Problem::forbidden("Your role does not allow this."))?;
        path.refuse_nul()?;
        let bytes = read_body::<B>(&parts, body).await?;
        let query = Q::read(&parts.uri)?;
        let body = B::read(&parts.headers, bytes.clone())?;
        let idempotency =
            match IdempotentRequest::begin(&shared, declaration, &parts, &caller, &bytes, &request_id).await?
            {
                IdempotencyState::Replayed(response) => return Ok(ReceivedRequest::Replayed(response)),
                IdempotencyState::NoKey => None,
                IdempotencyState::First(request) => Some(Arc::new(request)),
            };
        let request = RouteRequest {
            app: shared.app.clone(),
            caller,
            scope,
            path,
            query,
            body,
            request_id,
            client_address: shared.trusted_proxies.client_address(&parts),
            era,
            browser_login,
            is_https: shared.is_https(&parts),
            shared,
            declaration: declaration.clone(),
            parts,
            idempotency: idempotency.clone(),
        };
        Ok(ReceivedRequest::ToHandle(Box::new(request), idempotency))
    }
}

impl<B, Q> RouteRequest<B, Q> {
    /// The value at `{id}` of the path.
    pub fn id(&self) -> &str {
        self.path.get("id")
    }

    /// The headers it came with.
    pub fn headers(&self) -> &HeaderMap {
        &self.parts.headers
    }

    /// A snapshot to read from.
    pub async fn read(&self) -> Result<Read, Problem> {
        Ok(self.app.store.read().await?)
    }

    /// A transaction; end it with `commit`.
    pub async fn write(&self) -> Result<Write, Problem> {
        Ok(self.app.store.write().await?)
    }

    /// The one organisation that this request is about. `None`, all of the installation, only for a superadmin without the
    /// header `Rollcall-Organization`, by a route whose grants reach that far.
    pub fn only_organization(&self) -> Option<&str> {
        let is_all =
            self.scope.spans_organizations() && self.caller.organization == self.caller.home_organization;
        (!is_all).then(|| self.scope.organization())
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

    /// The caller as the author of a change to what is their own: at home, wherever a superadmin acts otherwise.
    pub fn actor_at_home(&self) -> ActorContext {
        self.actor().within(&self.caller.home_organization)
    }

    /// The login of this request, for an answer that goes on for long.
    pub fn login_watch(&self) -> LoginWatch {
        LoginWatch {
            shared: self.shared.clone(),
            declaration: self.declaration.clone(),
            parts: self.parts.clone(),
            known: (self.caller.clone(), self.era),
        }
    }

    /// Commits, and saves the response for repeats of the same `Idempotency-Key` in the same transaction: after a crash
    /// either both are there or neither. After the commit, waits a short time for the changed scopes to be evaluated, so
    /// that the caller usually reads its own change.
    pub async fn commit<A: RouteResponse>(&self, mut write: Write, response: A) -> Result<A, Problem> {
        self.save_response(&mut write, &response).await?;
        evaluate::commit_and_evaluate(&self.app, write, || self.mark_response_saved()).await?;
        Ok(response)
    }

    /// As `commit`, without waiting for what it changes to be evaluated: for scans, of which many come at once.
    pub async fn commit_unevaluated<A: RouteResponse>(
        &self,
        mut write: Write,
        response: A,
    ) -> Result<A, Problem> {
        self.save_response(&mut write, &response).await?;
        write.commit().await?;
        self.mark_response_saved();
        Ok(response)
    }

    /// As `commit`, for a change of LiveKit connections: it also reloads the keys that webhooks are verified with.
    pub async fn commit_livekit_connections<A: RouteResponse>(
        &self,
        mut write: Write,
        response: A,
    ) -> Result<A, Problem> {
        self.save_response(&mut write, &response).await?;
        connections::commit(&self.app, write, || self.mark_response_saved()).await?;
        Ok(response)
    }

    fn mark_response_saved(&self) {
        if let Some(idempotency) = &self.idempotency {
            idempotency.mark_saved();
        }
    }

    /// Replaces the response saved by `commit`, for handlers that learn more afterwards (a room was closed, a job finished);
    /// later repeats get the new one.
    pub async fn replace_saved_response<A: RouteResponse>(&self, response: A) -> Result<A, Problem> {
        if self.idempotency.is_some() {
            let mut write = self.write().await?;
            self.save_response(&mut write, &response).await?;
            write.commit().await?;
        }
        Ok(response)
    }

    async fn save_response<A: RouteResponse>(&self, write: &mut Write, response: &A) -> Result<(), Problem> {
        if let (Some(idempotency), Some(text)) = (&self.idempotency, response.replay_body()) {
            idempotency.save_response(write, A::STATUS, &text).await?;
        }
        Ok(())
    }
}

/// What a picture of a code holds: the address of our scan page with it, so that a telephone's own camera opens that; the
/// text alone where it is not known how we are reached.
pub fn scan_address<B, Q>(request: &RouteRequest<B, Q>, code: &str) -> String {
    match request.shared.public_url() {
        Some(url) => format!("{}/scan?code={code}", url.trim_end_matches('/')),
        None => code.to_owned(),
    }
}

impl<B: RequestBody, Q: RequestQuery> PublicRequest<B, Q> {
    pub(crate) async fn receive(raw: RawRequest) -> Result<PublicRequest<B, Q>, Problem> {
        let RawRequest { shared, parts, body, path, request_id } = raw;
        let bytes = read_body::<B>(&parts, body).await?;
        path.refuse_nul()?;
        let query = Q::read(&parts.uri)?;
        let body = B::read(&parts.headers, bytes)?;
        let (app, peer) = (shared.app.clone(), shared.trusted_proxies.client_address(&parts));
        let is_https = shared.is_https(&parts);
        Ok(PublicRequest {
            app,
            headers: parts.headers,
            client_address: peer,
            path,
            query,
            body,
            request_id,
            is_https,
            shared,
        })
    }
}

impl<B, Q> PublicRequest<B, Q> {
    /// The secret of the browser's cookie, if it sent one.
    pub fn login_cookie(&self) -> Option<String> {
        cookie::find_login_secret(&self.headers, self.is_https)
    }

    /// Refuses what another site made a browser send, for routes that log somebody in or out.
    ///
    /// # Errors
    /// 403 `foreign_origin`, which the route must name with `.refuses(&["foreign_origin"])`.
    pub fn refuse_foreign_origin(&self) -> Result<(), Problem> {
        origin::refuse_foreign(&self.headers, self.shared.public_url())
    }
}

/// Reads the body, with a limit on its size and on the time it takes. GET, HEAD and DELETE have none.
pub(crate) async fn read_body<B: RequestBody>(parts: &Parts, body: Body) -> Result<Bytes, Problem> {
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
