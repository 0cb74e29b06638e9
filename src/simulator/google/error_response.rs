//! Google's error responses: its JSON envelope, and the HTML that its front ends send when they fail.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// A refused call of the Meet API.
#[derive(Debug)]
pub struct GoogleErrorResponse {
    pub status: u16,
    pub message: String,
    /// ErrorInfo reason.
    pub reason: Option<String>,
    pub retry_after: Option<String>,
}

impl GoogleErrorResponse {
    pub fn new(status: u16, message: impl Into<String>) -> GoogleErrorResponse {
        GoogleErrorResponse { status, message: message.into(), reason: None, retry_after: None }
    }

    pub fn with_reason(mut self, reason: &str) -> GoogleErrorResponse {
        self.reason = Some(reason.to_owned());
        self
    }

    pub fn bad_argument(message: impl Into<String>) -> GoogleErrorResponse {
        GoogleErrorResponse::new(400, message)
    }

    pub fn not_found() -> GoogleErrorResponse {
        GoogleErrorResponse::new(404, "Requested entity was not found.")
    }

    pub fn forbidden() -> GoogleErrorResponse {
        GoogleErrorResponse::new(403, "Permission denied on resource (or it might not exist).")
            .with_reason("IAM_PERMISSION_DENIED")
    }

    /// Google's canonical status name for an HTTP status.
    fn as_str(&self) -> &'static str {
        match self.status {
            400 => "INVALID_ARGUMENT",
            401 => "UNAUTHENTICATED",
            403 => "PERMISSION_DENIED",
            404 => "NOT_FOUND",
            429 => "RESOURCE_EXHAUSTED",
            503 => "UNAVAILABLE",
            504 => "DEADLINE_EXCEEDED",
            _ => "INTERNAL",
        }
    }
}

fn code(status: u16) -> StatusCode {
    StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

impl IntoResponse for GoogleErrorResponse {
    fn into_response(self) -> Response {
        let mut error = json!({"code": self.status, "message": self.message, "status": self.as_str()});
        if let Some(reason) = &self.reason {
            error["details"] = json!([{
                "@type": "type.googleapis.com/google.rpc.ErrorInfo",
                "reason": reason,
                "domain": "googleapis.com",
                "metadata": {"service": "meet.googleapis.com"},
            }]);
        }
        let mut response = (code(self.status), axum::Json(json!({"error": error}))).into_response();
        if let Some(value) = self.retry_after.and_then(|text| HeaderValue::from_str(&text).ok()) {
            response.headers_mut().insert(header::RETRY_AFTER, value);
        }
        response
    }
}

/// The page of a front end that could not reach what is behind it.
pub fn html_page(status: u16) -> Response {
    let body = format!(
        "<!DOCTYPE html><html lang=en><title>Error {status}</title><p><b>{status}.</b> <ins>That’s an error.</ins>"
    );
    (code(status), [(header::CONTENT_TYPE, "text/html; charset=UTF-8")], body).into_response()
}
