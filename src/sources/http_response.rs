//! What another server answers, read with suspicion: never more of it than is asked for, and only if it is of the kind it
//! has to be. A page of some proxy, or a stream without end, is an error and not an empty answer.

use reqwest::header::{self, HeaderMap};

use crate::domain::time::Timestamp;

/// Why the body of an answer was not taken.
#[derive(Debug, thiserror::Error)]
pub(super) enum BodyError {
    #[error("an answer of more than {0} bytes")]
    TooLarge(usize),
    #[error(transparent)]
    Transport(#[from] reqwest::Error),
}

/// The body, at most `most` bytes of it. They are counted as they come and after they were unpacked, so that neither a
/// wrong length nor a small packed answer makes more of them.
pub(super) async fn read_body(
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

/// Whether the answer says that it is of this kind: `application/json` is, with a charset or without.
pub(super) fn has_content_type(headers: &HeaderMap, kind: &str) -> bool {
    let said = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    said.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(kind)
}

/// When the answer was given, by the clock of whoever gave it.
pub(super) fn response_date(headers: &HeaderMap) -> Option<Timestamp> {
    let text = headers.get(header::DATE)?.to_str().ok()?;
    let date = chrono::DateTime::parse_from_rfc2822(text).ok()?;
    Some(Timestamp::from_seconds(date.timestamp()))
}

/// A sender's words as a line of ours may repeat them: no control characters, and no more than a line.
pub fn printable(text: &str, max_chars: usize) -> String {
    text.chars().filter(|c| !c.is_control()).take(max_chars).collect()
}
