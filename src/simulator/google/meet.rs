//! The Meet routes: who asks is told by the token, what is seen by `view`, and how a list is cut by `page`.

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{Method, header};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use super::mask::FieldMask;
use super::record::{list_records, participants, with_record};
use super::token::IssuedToken;
use super::view;
use super::world::ScriptedSpace;
use super::{GoogleState, SimulatedGoogle};
use crate::simulator::google::error_response::GoogleErrorResponse;

pub const SCOPE_CREATED: &str = "https://www.googleapis.com/auth/meetings.space.created";
pub const SCOPE_READONLY: &str = "https://www.googleapis.com/auth/meetings.space.readonly";
const SCOPE_SETTINGS: &str = "https://www.googleapis.com/auth/meetings.space.settings";

pub const SCOPE_DIRECTORY: &str = "https://www.googleapis.com/auth/admin.directory.user.readonly";

/// Parameters every Google API takes.
const SYSTEM_PARAMETERS: &[&str] =
    &["alt", "$alt", "prettyPrint", "$prettyPrint", "fields", "$fields", "key", "quotaUser"];

/// A call whose token has been accepted.
pub struct AuthorizedCaller {
    email: Option<String>,
    pub user: String,
    client: String,
    scopes: Vec<String>,
    /// The moment whose truth is told; the past for a stale read.
    pub at: DateTime<Utc>,
}

impl AuthorizedCaller {
    fn has(&self, scope: &str) -> bool {
        self.scopes.iter().any(|one| one == scope)
    }

    pub fn require_scope(&self, scopes: &[&str]) -> Result<(), GoogleErrorResponse> {
        if scopes.iter().any(|scope| self.has(scope)) {
            return Ok(());
        }
        Err(GoogleErrorResponse::new(403, "Request had insufficient authentication scopes.")
            .with_reason("ACCESS_TOKEN_SCOPE_INSUFFICIENT"))
    }

    pub fn owns(&self, space: &ScriptedSpace) -> bool {
        self.email.as_deref() == Some(&space.owner)
    }

    /// With `created` alone an application sees only what it made itself.
    pub fn may_see_space(&self, space: &ScriptedSpace) -> bool {
        self.has(SCOPE_READONLY) || space.made_by.as_deref() == Some(&self.client)
    }
}

/// The parameters of a call, none of them unknown.
pub struct QueryParameters(Vec<(String, String)>);

impl QueryParameters {
    pub fn parse(query: &str, own: &[&str]) -> Result<QueryParameters, GoogleErrorResponse> {
        let pairs: Vec<(String, String)> =
            url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        match pairs
            .iter()
            .find(|(name, _)| !SYSTEM_PARAMETERS.contains(&name.as_str()) && !own.contains(&name.as_str()))
        {
            Some((name, _)) => Err(GoogleErrorResponse::bad_argument(format!(
                "Invalid JSON payload received. Unknown name \"{name}\": Cannot bind query parameter."
            ))),
            None => Ok(QueryParameters(pairs)),
        }
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// Every request under `/v2/`.
pub async fn call(State(google): State<SimulatedGoogle>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let path = parts.uri.path().to_owned();
    let bearer = parts
        .headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "))
        .unwrap_or_default()
        .to_owned();
    let Ok(body) = axum::body::to_bytes(body, 1 << 20).await else {
        return GoogleErrorResponse::bad_argument("request too large").into_response();
    };
    let query = parts.uri.query().unwrap_or_default();
    let email = google.with(|inner| inner.tokens.get(&bearer).and_then(|access| access.email.clone()));
    let failure = google.fault(&path, email.as_deref());
    let answer = || {
        google.with(|inner| match handle(inner, &parts.method, &path, query, &bearer, &body) {
            Ok(value) => axum::Json(value).into_response(),
            Err(refusal) => refusal.into_response(),
        })
    };
    match failure {
        None => answer(),
        Some(failure) => {
            google.with(|inner| *inner.meter.by_route.entry("failed").or_default() += 1);
            let right = if failure.needs_answer() { answer() } else { Body::empty().into_response() };
            failure.answer(right).await
        }
    }
}

fn handle(
    inner: &mut GoogleState,
    method: &Method,
    path: &str,
    query: &str,
    bearer: &str,
    body: &Bytes,
) -> Result<Value, GoogleErrorResponse> {
    let now = inner.clock.now();
    let access = inner
        .tokens
        .get(bearer)
        .filter(|access| now < access.expires)
        .ok_or_else(|| {
            GoogleErrorResponse::new(
                401,
                "Request had invalid authentication credentials. Expected OAuth 2 access token.",
            )
            .with_reason("ACCESS_TOKEN_EXPIRED")
        })?
        .clone();
    let write = *method != Method::GET;
    let payer = access.email.clone().unwrap_or_else(|| access.client.clone());
    if !inner.meter.count_call(&payer, write, now, &inner.knobs) {
        return Err(GoogleErrorResponse::new(429, "Quota exceeded for quota metric and limit per minute.")
            .with_reason("RATE_LIMIT_EXCEEDED"));
    }
    let asker = authorize(inner, access, now);
    let segments: Vec<&str> = path.trim_start_matches("/v2/").split('/').collect();
    let mut count = |route: &'static str| {
        *inner.meter.by_route.entry(route).or_default() += 1;
    };
    let answer = match (method.as_str(), segments.as_slice()) {
        ("POST", ["spaces"]) => {
            count("spaces.create");
            QueryParameters::parse(query, &[])?;
            create(inner, &asker, body)?
        }
        ("POST", ["spaces", action]) if action.ends_with(":endActiveConference") => {
            count("spaces.endActiveConference");
            QueryParameters::parse(query, &[])?;
            end_active(inner, &asker, action.trim_end_matches(":endActiveConference"))?
        }
        ("GET", ["spaces", id]) => {
            count("spaces.get");
            QueryParameters::parse(query, &[])?;
            asker.require_scope(&[SCOPE_CREATED, SCOPE_READONLY, SCOPE_SETTINGS])?;
            let space = inner.world.space(id).ok_or_else(GoogleErrorResponse::not_found)?;
            show_space(inner, &asker, space)
        }
        ("PATCH", ["spaces", id]) => {
            count("spaces.patch");
            QueryParameters::parse(query, &["updateMask"])?;
            asker.require_scope(&[SCOPE_CREATED, SCOPE_SETTINGS])?;
            patch(inner, &asker, id, body)?
        }
        ("GET", ["conferenceRecords"]) => {
            count("conferenceRecords.list");
            list_records(inner, &asker, query)?
        }
        ("GET", ["conferenceRecords", record]) => {
            count("conferenceRecords.get");
            QueryParameters::parse(query, &[])?;
            with_record(inner, &asker, record, |call| Ok(call.json(asker.at, &inner.knobs)))?
        }
        ("GET", ["conferenceRecords", record, "participants", rest @ ..]) => {
            count(match rest {
                [] => "participants.list",
                [_] => "participants.get",
                [_, "participantSessions"] => "participantSessions.list",
                _ => "participantSessions.get",
            });
            with_record(inner, &asker, record, |call| participants(inner, &asker, call, rest, query))?
        }
        ("GET", ["", "admin", "directory", "v1", "users", id]) => {
            count("directory.users.get");
            QueryParameters::parse(query, &["viewType", "projection"])?;
            asker.require_scope(&[SCOPE_DIRECTORY])?;
            directory_user(inner, &asker, id)?
        }
        _ => return Err(GoogleErrorResponse::new(404, "Method not found.")),
    };
    apply_field_mask(answer, query)
}

/// An account of the asker's own domain; others are not there.
fn directory_user(
    inner: &GoogleState,
    asker: &AuthorizedCaller,
    id: &str,
) -> Result<Value, GoogleErrorResponse> {
    let domain = |email: &str| email.rsplit_once('@').map(|(_, domain)| domain.to_owned());
    let own = asker.email.as_deref().and_then(domain);
    let found = inner
        .world
        .accounts
        .iter()
        .find(|account| account.user.strip_prefix("users/") == Some(id) && domain(&account.email) == own);
    let account = found.ok_or_else(|| {
        GoogleErrorResponse::new(404, "Resource Not Found: userKey").with_reason("notFound")
    })?;
    Ok(json!({"kind": "admin#directory#user", "id": id, "primaryEmail": account.email,
              "name": {"fullName": account.name}}))
}

/// Who a token speaks for. A service account that acts for nobody gets nowhere.
fn authorize(inner: &mut GoogleState, access: IssuedToken, now: DateTime<Utc>) -> AuthorizedCaller {
    inner.read_count += 1;
    let every = inner.knobs.stale_every;
    let stale = every > 0 && inner.read_count.is_multiple_of(every);
    let at = if stale { now - TimeDelta::seconds(inner.knobs.stale_by_seconds) } else { now };
    let user = access.email.as_deref().and_then(|email| inner.world.account(email));
    AuthorizedCaller {
        user: user.map(|account| account.user.clone()).unwrap_or_default(),
        scopes: if access.email.is_some() { access.scopes } else { Vec::new() },
        email: access.email,
        client: access.client,
        at,
    }
}

/// Applies `fields`. The total is told only to those who ask for it.
fn apply_field_mask(mut answer: Value, query: &str) -> Result<Value, GoogleErrorResponse> {
    let fields = url::form_urlencoded::parse(query.as_bytes())
        .find(|(name, _)| name == "fields" || name == "$fields")
        .map(|(_, value)| value.into_owned());
    let Some(fields) = fields else {
        if let Some(object) = answer.as_object_mut() {
            object.remove("totalSize");
        }
        return Ok(answer);
    };
    let mask = FieldMask::parse(&fields)
        .ok_or_else(|| GoogleErrorResponse::bad_argument(format!("Invalid field selection {fields}")))?;
    if mask.names("*")
        && let Some(object) = answer.as_object_mut()
    {
        object.remove("totalSize");
    }
    Ok(mask.apply(&answer))
}

fn show_space(inner: &GoogleState, asker: &AuthorizedCaller, space: &ScriptedSpace) -> Value {
    let running = view::calls(&inner.world, space, asker.at, &inner.knobs)
        .into_iter()
        .find(|call| call.shown_end(asker.at, &inner.knobs).is_none());
    let seen = running.filter(|call| asker.owns(space) || call.had_participant(&asker.user));
    view::space_json(space, seen.as_ref(), asker.owns(space))
}

fn create(
    inner: &mut GoogleState,
    asker: &AuthorizedCaller,
    body: &Bytes,
) -> Result<Value, GoogleErrorResponse> {
    asker.require_scope(&[SCOPE_CREATED])?;
    let body: Value = if body.is_empty() { json!({}) } else { read(body)? };
    let unique = inner.opaque();
    // abc-mnop-xyz: letters only
    let letters: String = unique.bytes().map(|byte| char::from(b'a' + byte % 26)).take(10).collect();
    let space = ScriptedSpace {
        name: format!("spaces/{}", &unique[..12]),
        meeting_code: format!("{}-{}-{}", &letters[..3], &letters[3..7], &letters[7..]),
        owner: asker.email.clone().unwrap_or_default(),
        made_by: Some(asker.client.clone()),
        config: body.get("config").cloned().unwrap_or_default(),
        false_ends: Vec::new(),
        end_delay_seconds: None,
    };
    let answer = show_space(inner, asker, &space);
    inner.world.spaces.push(space);
    Ok(answer)
}

fn read(body: &Bytes) -> Result<Value, GoogleErrorResponse> {
    serde_json::from_slice(body)
        .map_err(|_| GoogleErrorResponse::bad_argument("Invalid JSON payload received."))
}

/// Patch and end take the id alone, and only from the owner.
fn owned_space_index(
    inner: &GoogleState,
    asker: &AuthorizedCaller,
    id: &str,
) -> Result<usize, GoogleErrorResponse> {
    let name = format!("spaces/{id}");
    let place = inner
        .world
        .spaces
        .iter()
        .position(|space| space.name == name)
        .ok_or_else(GoogleErrorResponse::not_found)?;
    if asker.owns(&inner.world.spaces[place]) { Ok(place) } else { Err(GoogleErrorResponse::forbidden()) }
}

fn patch(
    inner: &mut GoogleState,
    asker: &AuthorizedCaller,
    id: &str,
    body: &Bytes,
) -> Result<Value, GoogleErrorResponse> {
    let place = owned_space_index(inner, asker, id)?;
    if let Some(config) = read(body)?.get("config").and_then(Value::as_object) {
        let mut all = inner.world.spaces[place].config.as_object().cloned().unwrap_or_default();
        all.extend(config.clone());
        inner.world.spaces[place].config = all.into();
    }
    Ok(show_space(inner, asker, &inner.world.spaces[place]))
}

fn end_active(
    inner: &mut GoogleState,
    asker: &AuthorizedCaller,
    id: &str,
) -> Result<Value, GoogleErrorResponse> {
    asker.require_scope(&[SCOPE_CREATED])?;
    let place = owned_space_index(inner, asker, id)?;
    let name = inner.world.spaces[place].name.clone();
    let now = inner.clock.now();
    for stay in inner.world.stays.iter_mut().filter(|stay| stay.space == name && stay.from <= now) {
        if stay.to.is_none_or(|to| to > now) {
            stay.to = Some(now);
        }
    }
    Ok(json!({}))
}
