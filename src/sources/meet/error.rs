//! Errors of Google's APIs, as far as somebody can act on them.

use serde::Deserialize;

/// A failed call. It says nothing about who was in a meeting.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MeetError {
    /// The consent is gone, or lacks a scope: nothing will work until somebody connects again.
    #[error(
        "Google refuses this account's consent ({reason}); connect it again under Connections, or with `rollcall google connect`"
    )]
    NeedsReconnect { reason: String },
    /// This organiser or this project may not see it (403).
    #[error("Google refuses access ({reason}): {detail}")]
    Forbidden { reason: String, detail: String },
    /// A fresh token was refused (401).
    #[error("Google does not accept a fresh access token")]
    Unauthenticated,
    /// Unknown, or deleted 30 days after the end (404).
    #[error("Google does not know it (any more)")]
    NotFound,
    /// The quota of the minute is used up, after all retries.
    #[error("Google's quota is used up")]
    RateLimited,
    /// No response in time, after all retries.
    #[error("Google did not answer in time")]
    Timeout,
    /// Google, or the way to it, has a problem: 5xx, no connection, a response that is no JSON.
    #[error("Google is not available: {0}")]
    Unavailable(String),
    /// A bug of this program (400).
    #[error("Google does not understand the request: {0}")]
    Malformed(String),
}

impl MeetError {
    /// Whether the same call may succeed soon.
    pub fn is_transient(&self) -> bool {
        matches!(self, MeetError::RateLimited | MeetError::Timeout | MeetError::Unavailable(_))
    }

    /// Whether it will fail every call for this organiser, not only this one.
    pub fn stops_organizer(&self) -> bool {
        !matches!(self, MeetError::NotFound | MeetError::Malformed(_) | MeetError::Forbidden { .. })
    }

    /// From an answer of the Meet API that is not 200.
    pub(super) fn from_response(status: u16, body: &[u8]) -> MeetError {
        let envelope: GoogleErrorEnvelope = serde_json::from_slice(body).unwrap_or_default();
        let error = envelope.error.unwrap_or_default();
        let reason = error.reason();
        let detail = error.message.unwrap_or_else(|| format!("status {status}"));
        match status {
            401 => MeetError::Unauthenticated,
            403 if reason == "ACCESS_TOKEN_SCOPE_INSUFFICIENT" => {
                MeetError::NeedsReconnect { reason: "the Meet scope is missing".to_owned() }
            }
            403 if reason == "RATE_LIMIT_EXCEEDED" => MeetError::RateLimited,
            403 => MeetError::Forbidden { reason, detail },
            404 => MeetError::NotFound,
            429 => MeetError::RateLimited,
            400..=499 => MeetError::Malformed(detail),
            _ => MeetError::Unavailable(detail),
        }
    }

    /// From an answer of the token endpoint that is not 200.
    pub(super) fn from_token_response(status: u16, body: &[u8]) -> MeetError {
        #[derive(Default, Deserialize)]
        #[serde(default)]
        struct OauthErrorBody {
            error: String,
            error_description: String,
        }
        let refused: OauthErrorBody = serde_json::from_slice(body).unwrap_or_default();
        match refused.error.as_str() {
            // This program made the assertion, so its times are wrong only if the clock is.
            "invalid_grant" if refused.error_description.contains("timeframe") => {
                MeetError::Unavailable("the clock of this machine and Google's differ by minutes".to_owned())
            }
            "invalid_grant"
            | "unauthorized_client"
            | "invalid_client"
            | "invalid_scope"
            | "access_denied" => MeetError::NeedsReconnect { reason: refused.error },
            _ if status == 429 => MeetError::RateLimited,
            _ if (400..500).contains(&status) => {
                MeetError::Malformed(format!("token endpoint: {status} {}", refused.error))
            }
            _ => MeetError::Unavailable(format!("token endpoint: status {status}")),
        }
    }
}

impl From<reqwest::Error> for MeetError {
    fn from(error: reqwest::Error) -> Self {
        if error.is_timeout() {
            return MeetError::Timeout;
        }
        // The error's own text has the URL with page tokens and filters; its cause is what an operator needs.
        let cause =
            std::error::Error::source(&error).map_or_else(|| "no connection".to_owned(), ToString::to_string);
        MeetError::Unavailable(cause)
    }
}

#[derive(Default, Deserialize)]
struct GoogleErrorEnvelope {
    error: Option<GoogleErrorBody>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct GoogleErrorBody {
    message: Option<String>,
    status: Option<String>,
    details: Vec<GoogleErrorReason>,
    errors: Vec<GoogleErrorReason>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct GoogleErrorReason {
    reason: Option<String>,
}

impl GoogleErrorBody {
    /// `details[].reason`, then `errors[].reason`, then `status`.
    fn reason(&self) -> String {
        let named = self.details.iter().chain(&self.errors).find_map(|one| one.reason.clone());
        named.or_else(|| self.status.clone()).unwrap_or_else(|| "no reason given".to_owned())
    }
}
