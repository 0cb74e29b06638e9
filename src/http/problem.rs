//! What every error looks like: `application/problem+json` (RFC 9457) with a stable `code`, a sentence, and the request's
//! id; and which problem each error of the application becomes. A route may be declared with another format.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

use crate::app::Error;
use crate::app::access::login_throttle::TooManyAttempts;
use crate::app::livekit::rooms::join::JoinError;
use crate::app::meet::{MeetError, MeetOperationError};
use crate::app::session::resync::ResyncError;
use crate::domain::organization::settings_change::InvalidSetting;
use crate::domain::session::join::NotJoinable;
use crate::store::StoreError;

/// Why a request was refused. Nothing internal is ever in it: the cause of a 500 goes to the log.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    pub status: StatusCode,
    /// A stable code for programs.
    pub code: &'static str,
    /// A sentence for people.
    pub detail: String,
    /// Path of the offending field in the body, as `students[0].name`.
    pub field: Option<String>,
    /// Seconds after which it is worth asking again.
    pub retry_after: Option<u64>,
    /// Further members of the problem document, added by the route.
    pub extra: Map<String, Value>,
}

impl Problem {
    pub fn new(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Problem {
        Problem { status, code, detail: detail.into(), field: None, retry_after: None, extra: Map::new() }
    }

    /// 400: the request is malformed, or a parameter or field has an invalid value.
    pub fn invalid(code: &'static str, detail: impl Into<String>) -> Problem {
        Problem::new(StatusCode::BAD_REQUEST, code, detail)
    }

    /// 401: no valid login or API token. The sentence is the same for every reason, so that the reason cannot be
    /// guessed from it.
    pub fn unauthorized() -> Problem {
        Problem::new(StatusCode::UNAUTHORIZED, "unauthorized", "Please log in.")
    }

    /// 403: the caller's roles, or the rows they own, do not allow it.
    pub fn forbidden(detail: impl Into<String>) -> Problem {
        Problem::new(StatusCode::FORBIDDEN, "forbidden", detail)
    }

    /// 404: it does not exist, or belongs to another organisation; the response is the same for both.
    pub fn not_found(what: &str) -> Problem {
        Problem::new(StatusCode::NOT_FOUND, "not_found", format!("There is no such {what}."))
    }

    /// 409: the present state does not allow the request.
    pub fn conflict(code: &'static str, detail: impl Into<String>) -> Problem {
        Problem::new(StatusCode::CONFLICT, code, detail)
    }

    /// 422: the request is well formed and breaks a rule of the application.
    pub fn unprocessable(code: &'static str, detail: impl Into<String>) -> Problem {
        Problem::new(StatusCode::UNPROCESSABLE_ENTITY, code, detail)
    }

    /// 429, with the seconds to wait.
    pub fn too_many(detail: impl Into<String>, retry_after: u64) -> Problem {
        let mut problem = Problem::new(StatusCode::TOO_MANY_REQUESTS, "rate_limited", detail);
        problem.retry_after = Some(retry_after.max(1));
        problem
    }

    /// 500. `cause` is logged here, once, and not shown.
    pub fn internal(cause: &dyn std::fmt::Display) -> Problem {
        tracing::error!(cause = %cause, "a request failed inside");
        Problem::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal",
            "Something went wrong on our side. Try again; the request id helps us to find it.",
        )
    }

    pub fn at_field(mut self, field: impl Into<String>) -> Problem {
        self.field = Some(field.into());
        self
    }

    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Problem {
        self.extra.insert(name.to_owned(), value.into());
        self
    }

    /// The members of the problem document: those of RFC 9457, and `code`, `requestId`, `field` and `extra`.
    pub fn members(&self, request_id: &str) -> Map<String, Value> {
        let mut members = Map::new();
        members.insert("type".into(), json!("about:blank"));
        members.insert("title".into(), json!(self.status.canonical_reason().unwrap_or("Error")));
        members.insert("status".into(), json!(self.status.as_u16()));
        members.insert("code".into(), json!(self.code));
        members.insert("detail".into(), json!(self.detail));
        members.insert("requestId".into(), json!(request_id));
        if let Some(field) = &self.field {
            members.insert("field".into(), json!(field));
        }
        members.extend(self.extra.clone());
        members
    }
}

/// How a route writes an error: body and content type. `respond` adds `Retry-After` and the like.
pub type ErrorShape = fn(&Problem, request_id: &str) -> (Value, &'static str);

/// The shape of `/api/v1`.
pub fn problem_json(problem: &Problem, request_id: &str) -> (Value, &'static str) {
    (Value::Object(problem.members(request_id)), "application/problem+json")
}

/// The error as a response, in the format its route declares.
pub fn respond(problem: &Problem, shape: ErrorShape, request_id: &str) -> Response {
    let (body, content_type) = shape(problem, request_id);
    let mut response = (problem.status, body.to_string()).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    if let Some(seconds) = problem.retry_after {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    if problem.status == StatusCode::UNAUTHORIZED {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}

impl From<InvalidSetting> for Problem {
    fn from(refused: InvalidSetting) -> Problem {
        Problem::invalid("invalid_body", refused.detail).at_field(refused.key)
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Problem {
        match error {
            Error::NotFound(what) => Problem::not_found(what),
            Error::NotFoundWithCode { code, detail } => Problem::new(StatusCode::NOT_FOUND, code, detail),
            Error::Forbidden(detail) => Problem::forbidden(detail),
            Error::ForbiddenWithCode { code, detail } => Problem::new(StatusCode::FORBIDDEN, code, detail),
            Error::Invalid { code, detail } => Problem::invalid(code, detail),
            Error::Conflict { code, detail } => Problem::conflict(code, detail),
            Error::ConflictsWith { code, detail, conflicts } => {
                Problem::conflict(code, detail).with("conflicts", conflicts)
            }
            Error::Refused { code, detail } => Problem::unprocessable(code, detail),
            Error::TooManyRequests { detail, seconds } => Problem::too_many(detail, seconds),
            Error::LoginEnded => Problem::unauthorized(),
            Error::Store(error) => error.into(),
            Error::Secrets(error) => Problem::internal(&error),
        }
    }
}

impl From<TooManyAttempts> for Problem {
    fn from(refused: TooManyAttempts) -> Problem {
        Problem::too_many("Too many wrong passwords. Please wait a moment.", refused.wait_seconds)
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Problem {
        match error {
            StoreError::Unavailable(cause) => {
                tracing::error!(%cause, "the database is not available");
                let mut problem = Problem::new(
                    StatusCode::SERVICE_UNAVAILABLE,
                    "unavailable",
                    "The database does not answer. Try again in a moment.",
                );
                problem.retry_after = Some(1);
                problem
            }
            StoreError::Conflict { constraint } => {
                tracing::warn!(constraint, "a conflict that no rule names");
                Problem::conflict("conflict", "Something else holds this place already.")
            }
            StoreError::Corrupt(row) => {
                tracing::error!(cause = %row, "a request needs a row that cannot be read");
                let detail = format!(
                    "Something this answer needs cannot be read by this version ({}.{}). An admin finds it under \
                     /api/v1/problems.",
                    row.table, row.column
                );
                Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "unreadable_row", detail)
            }
            other => Problem::internal(&other),
        }
    }
}

impl From<MeetOperationError> for Problem {
    fn from(failed: MeetOperationError) -> Problem {
        match failed {
            MeetOperationError::App(error) => error.into(),
            MeetOperationError::Google(error) => error.into(),
        }
    }
}

/// How an error of Google is shown. Clients of the earlier system expect exactly the sentence of `NeedsReconnect`
/// (doors.md section 1).
impl From<MeetError> for Problem {
    fn from(error: MeetError) -> Problem {
        let detail = format!("{error}.");
        match error {
            MeetError::NeedsReconnect { .. } => {
                tracing::warn!(%error, "Google refuses an organiser's consent");
                Problem::new(
                    StatusCode::SERVICE_UNAVAILABLE,
                    "platform_not_connected",
                    "Google Meet API not available",
                )
            }
            MeetError::RateLimited => {
                Problem::too_many("Google's quota is used up. Try again in a minute.", 60)
            }
            MeetError::Timeout => Problem::new(StatusCode::GATEWAY_TIMEOUT, "platform_timeout", detail),
            _ => Problem::new(StatusCode::BAD_GATEWAY, "platform_error", detail),
        }
    }
}

impl From<JoinError> for Problem {
    fn from(error: JoinError) -> Problem {
        let detail = error.to_string();
        match error {
            JoinError::NotJoinable(NotJoinable::NotOpen { opens_at }) => {
                Problem::conflict("not_open", detail).with("opensAt", opens_at.to_string())
            }
            JoinError::NotJoinable(NotJoinable::Over) => Problem::conflict("over", detail),
            JoinError::NotJoinable(NotJoinable::Cancelled) => Problem::conflict("cancelled", detail),
            JoinError::NotOnLivekit => Problem::conflict("not_on_livekit", detail),
            JoinError::NotConnected | JoinError::Simulated => {
                Problem::new(StatusCode::SERVICE_UNAVAILABLE, "platform_not_connected", detail)
            }
            JoinError::RoomClosing(seconds) => {
                let mut problem = Problem::new(StatusCode::SERVICE_UNAVAILABLE, "room_closing", detail);
                problem.retry_after = Some(seconds);
                problem
            }
            JoinError::Platform(_) => Problem::new(StatusCode::BAD_GATEWAY, "platform_error", detail),
            JoinError::App(error) => error.into(),
        }
    }
}

impl From<ResyncError> for Problem {
    fn from(error: ResyncError) -> Problem {
        let detail = error.to_string();
        match error {
            ResyncError::NoMeetCode => Problem::conflict("no_meet_code", detail),
            ResyncError::Cancelled => Problem::conflict("cancelled", detail),
            ResyncError::NotConnected(_) => {
                Problem::new(StatusCode::SERVICE_UNAVAILABLE, "platform_not_connected", detail)
            }
            ResyncError::TooManyRequests(seconds) => Problem::too_many(detail, seconds),
            ResyncError::GoogleQuotaExhausted => Problem::too_many(detail, 60),
            ResyncError::Platform(_) => Problem::new(StatusCode::BAD_GATEWAY, "platform_error", detail),
            ResyncError::Timeout => Problem::new(StatusCode::GATEWAY_TIMEOUT, "platform_timeout", detail),
            ResyncError::App(error) => error.into(),
        }
    }
}
