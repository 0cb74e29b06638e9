//! Reading responses of servers that are not trusted: their body up to a limit, their content type, their date. A
//! page of some proxy, or a stream without end, is an error and not an empty answer.

use reqwest::header::{self, HeaderMap};

use crate::domain::time::Timestamp;

/// Why the body of a response could not be read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum BodyError {
    #[error("an answer of more than {0} bytes")]
    TooLarge(usize),
    #[error(transparent)]
    Transport(#[from] reqwest::Error),
}

/// The body; an error when it is longer than `max_bytes`. Bytes are counted as they arrive and after decompression,
/// so that neither a wrong Content-Length nor a small compressed body gets around the limit.
pub(crate) async fn read_body(
    mut response: reqwest::Response,
    max_bytes: usize,
) -> Result<Vec<u8>, BodyError> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        if body.len() + chunk.len() > max_bytes {
            return Err(BodyError::TooLarge(max_bytes));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// Whether the content type is `kind`, with or without a charset.
pub(crate) fn has_content_type(headers: &HeaderMap, kind: &str) -> bool {
    let said = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    said.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(kind)
}

/// The time in the `Date` header: the server's clock, to a second.
pub(crate) fn response_date(headers: &HeaderMap) -> Option<Timestamp> {
    let text = headers.get(header::DATE)?.to_str().ok()?;
    let date = chrono::DateTime::parse_from_rfc2822(text).ok()?;
    Some(Timestamp::from_seconds(date.timestamp()))
}

/// A sender's text in a form that may stand in a log line: without control characters, and cut to `max_chars`.
pub fn printable(text: &str, max_chars: usize) -> String {
    text.chars().filter(|c| !c.is_control()).take(max_chars).collect()
}
