//! Parses request bodies into the types a handler asks for; an error names the path of the wrong field.

use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode, header};
use serde::de::{DeserializeOwned, IgnoredAny};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use utoipa::ToSchema;

use super::problem::Problem;
use crate::http::schema_components::Components;

/// Longest JSON body, in bytes.
pub const JSON_LIMIT: usize = 64 * 1024;

/// What a handler takes as its body.
pub trait RequestBody: Sized + Send + 'static {
    /// Longest body accepted, in bytes; more is 413.
    const LIMIT: usize;

    /// The content type it is sent with.
    const CONTENT_TYPE: &'static str = "application/json";

    /// Status for a body that ends early or times out: 400, or 503 for webhooks, because LiveKit retries only after 5xx.
    const INCOMPLETE_STATUS: StatusCode = StatusCode::BAD_REQUEST;

    fn read(headers: &HeaderMap, bytes: Bytes) -> Result<Self, Problem>;

    /// The schema shown in the document; `None` where no body is asked for.
    fn describe(components: &mut Components) -> Option<utoipa::openapi::RefOr<utoipa::openapi::Schema>>;
}

/// No body. An absent one and `{}` are the same, here and wherever every field is optional.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoBody {}

/// The bytes as they were sent, for bodies whose signature covers exactly these bytes.
#[derive(Debug)]
pub struct RawBody(pub Bytes);

impl RequestBody for RawBody {
    /// LiveKit's metadata alone may be 512 KiB.
    const LIMIT: usize = 1024 * 1024;

    const CONTENT_TYPE: &'static str = "application/webhook+json";

    /// LiveKit sends again after a 5xx, and never after a 4xx.
    const INCOMPLETE_STATUS: StatusCode = StatusCode::SERVICE_UNAVAILABLE;

    fn read(_: &HeaderMap, bytes: Bytes) -> Result<Self, Problem> {
        Ok(RawBody(bytes))
    }

    fn describe(components: &mut Components) -> Option<utoipa::openapi::RefOr<utoipa::openapi::Schema>> {
        Some(components.reference::<LivekitWebhook>())
    }
}

/// What is read of LiveKit's delivery; it sends more, and whatever it says is taken as long as it is signed.
#[derive(ToSchema)]
#[expect(dead_code, reason = "only its schema is used; sources::livekit reads the bytes")]
#[schema(example = json!({
    "event": "participant_joined", "id": "EV_p3rKcwTfLTxW", "createdAt": "1767600003",
    "room": {"sid": "RM_8sHvR2Qk", "name": "quran_0193f1c2_1767600000"},
    "participant": {"sid": "PA_6Wq2mTzS", "identity": "0193f1c0", "name": "Aisha", "state": "ACTIVE"},
}))]
struct LivekitWebhook {
    #[schema(example = "participant_left")]
    event: String,
    /// What a repeat is recognised by.
    id: Option<String>,
    /// Seconds since 1970, as text.
    #[schema(rename = "createdAt")]
    created_at: Option<String>,
    #[schema(value_type = Option<Object>)]
    room: Option<Value>,
    #[schema(value_type = Option<Object>)]
    participant: Option<Value>,
}

impl<T: DeserializeOwned + ToSchema + Send + 'static> RequestBody for T {
    const LIMIT: usize = JSON_LIMIT;

    fn read(headers: &HeaderMap, bytes: Bytes) -> Result<Self, Problem> {
        read_json_body(headers, &bytes)
    }

    fn describe(components: &mut Components) -> Option<utoipa::openapi::RefOr<utoipa::openapi::Schema>> {
        if std::any::TypeId::of::<T>() == std::any::TypeId::of::<NoBody>() {
            return None;
        }
        Some(components.reference::<T>())
    }
}

/// Reads a body of JSON; an absent one is `{}`.
///
/// # Errors
/// 415 for another content type, 400 `invalid_json` and `invalid_body`.
pub(crate) fn read_json_body<T: DeserializeOwned>(headers: &HeaderMap, bytes: &[u8]) -> Result<T, Problem> {
    if bytes.is_empty() {
        return read_json(b"{}");
    }
    // This also stops forms that another site submits: a browser sends `application/json` to another origin only
    // after a CORS preflight, which no route here grants.
    if !is_json(headers) {
        return Err(Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "unsupported_media_type",
            "Send the body as JSON, with Content-Type: application/json.",
        ));
    }
    read_json(bytes)
}

/// For a field of a change that may be left out (`None`), be `null` (`Some(None)`), or have a value.
pub(crate) fn double_option<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

fn is_json(headers: &HeaderMap) -> bool {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    let essence = content_type.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    essence == "application/json" || (essence.starts_with("application/") && essence.ends_with("+json"))
}

fn read_json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    // Text that is not JSON at all gets an error of its own, without the path of a field.
    serde_json::from_slice::<IgnoredAny>(bytes)
        .map_err(|cause| Problem::invalid("invalid_json", format!("The body is not JSON: {cause}.")))?;
    refuse_nul(bytes)?;
    // serde also deserializes a struct from a JSON array (fields by position); only objects are accepted here.
    if bytes.trim_ascii_start().first() != Some(&b'{') {
        return Err(Problem::invalid("invalid_body", "The body is a JSON object."));
    }
    serde_path_to_error::deserialize(&mut serde_json::Deserializer::from_slice(bytes)).map_err(|error| {
        let path = error.path().to_string();
        let cause = without_line_and_column(&error.into_inner());
        if path == "." {
            return Problem::invalid("invalid_body", format!("{cause}."));
        }
        Problem::invalid("invalid_body", format!("{path}: {cause}.")).at_field(path)
    })
}

/// The message without line and column: the path of the field says where.
fn without_line_and_column(cause: &serde_json::Error) -> String {
    let text = cause.to_string();
    text.rsplit_once(" at line ").map_or(text.clone(), |(message, _)| message.to_owned())
}

/// Answers 400 for a NUL character in any text: PostgreSQL rejects it, and no name, address or id contains one.
fn refuse_nul(bytes: &[u8]) -> Result<(), Problem> {
    // JSON can express a NUL only with this escape, so a body without it is not parsed a second time.
    let may = bytes.windows(6).any(|part| part == br"\u0000");
    match may && serde_json::from_slice(bytes).is_ok_and(|value| has_nul(&value)) {
        true => {
            Err(Problem::invalid("invalid_body", "A text holds the character NUL (\\u0000): leave it out."))
        }
        false => Ok(()),
    }
}

/// Whether any text in it holds a NUL.
pub(crate) fn has_nul(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::Array(list) => list.iter().any(has_nul),
        Value::Object(fields) => fields.iter().any(|(key, value)| key.contains('\0') || has_nul(value)),
        _ => false,
    }
}
