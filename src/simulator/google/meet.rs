//! The Meet routes: checks the token and the quota, and gives the request to the method it names.

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{Method, header};
use axum::response::{IntoResponse, Response};
use serde_json::Value;

use crate::simulator::google::caller::{
    QueryParameters, SCOPE_CREATED, SCOPE_DIRECTORY, SCOPE_READONLY, SCOPE_SETTINGS, authorize,
};
use crate::simulator::google::error_response::GoogleErrorResponse;
use crate::simulator::google::mask::FieldMask;
use crate::simulator::google::record::{list_records, participants, with_record};
use crate::simulator::google::space::{create, directory_user, end_active, patch, show_space};
use crate::simulator::google::state::{GoogleState, SimulatedGoogle};

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
    let email = google.with(|state| state.tokens.get(&bearer).and_then(|access| access.email.clone()));
    let failure = google.fault(&path, email.as_deref());
    let answer = || {
        google.with(|state| match handle(state, &parts.method, &path, query, &bearer, &body) {
            Ok(value) => axum::Json(value).into_response(),
            Err(refusal) => refusal.into_response(),
        })
    };
    match failure {
        None => answer(),
        Some(failure) => {
            google.with(|state| *state.meter.by_route.entry("failed").or_default() += 1);
            let right = if failure.needs_answer() { answer() } else { Body::empty().into_response() };
            failure.answer(right).await
        }
    }
}

fn handle(
    state: &mut GoogleState,
    method: &Method,
    path: &str,
    query: &str,
    bearer: &str,
    body: &Bytes,
) -> Result<Value, GoogleErrorResponse> {
    let now = state.clock.now();
    let access = state
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
    if !state.meter.count_call(&payer, write, now, &state.knobs) {
        return Err(GoogleErrorResponse::new(429, "Quota exceeded for quota metric and limit per minute.")
            .with_reason("RATE_LIMIT_EXCEEDED"));
    }
    let caller = authorize(state, access, now);
    let segments: Vec<&str> = path.trim_start_matches("/v2/").split('/').collect();
    let mut count = |route: &'static str| {
        *state.meter.by_route.entry(route).or_default() += 1;
    };
    let answer = match (method.as_str(), segments.as_slice()) {
        ("POST", ["spaces"]) => {
            count("spaces.create");
            QueryParameters::parse(query, &[])?;
            create(state, &caller, body)?
        }
        ("POST", ["spaces", action]) if action.ends_with(":endActiveConference") => {
            count("spaces.endActiveConference");
            QueryParameters::parse(query, &[])?;
            end_active(state, &caller, action.trim_end_matches(":endActiveConference"))?
        }
        ("GET", ["spaces", id]) => {
            count("spaces.get");
            QueryParameters::parse(query, &[])?;
            caller.require_scope(&[SCOPE_CREATED, SCOPE_READONLY, SCOPE_SETTINGS])?;
            let space = state.world.space(id).ok_or_else(GoogleErrorResponse::not_found)?;
            show_space(state, &caller, space)
        }
        ("PATCH", ["spaces", id]) => {
            count("spaces.patch");
            QueryParameters::parse(query, &["updateMask"])?;
            caller.require_scope(&[SCOPE_CREATED, SCOPE_SETTINGS])?;
            patch(state, &caller, id, body)?
        }
        ("GET", ["conferenceRecords"]) => {
            count("conferenceRecords.list");
            list_records(state, &caller, query)?
        }
        ("GET", ["conferenceRecords", record]) => {
            count("conferenceRecords.get");
            QueryParameters::parse(query, &[])?;
            with_record(state, &caller, record, |call| Ok(call.json(caller.at, &state.knobs)))?
        }
        ("GET", ["conferenceRecords", record, "participants", rest @ ..]) => {
            count(match rest {
                [] => "participants.list",
                [_] => "participants.get",
                [_, "participantSessions"] => "participantSessions.list",
                _ => "participantSessions.get",
            });
            with_record(state, &caller, record, |call| participants(state, &caller, call, rest, query))?
        }
        ("GET", ["", "admin", "directory", "v1", "users", id]) => {
            count("directory.users.get");
            QueryParameters::parse(query, &["viewType", "projection"])?;
            caller.require_scope(&[SCOPE_DIRECTORY])?;
            directory_user(state, &caller, id)?
        }
        _ => return Err(GoogleErrorResponse::new(404, "Method not found.")),
    };
    apply_field_mask(answer, query)
}

/// Applies the `fields` parameter. The total is given only when it is asked for by name.
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
