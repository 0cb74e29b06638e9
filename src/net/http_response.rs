//! Reading responses of servers that are not trusted: their body up to a limit, their content type, their date. A
//! page of some proxy, or a stream without end, is an error and not an empty answer.

use reqwest::header::{self, HeaderMap};

use crate::domain::time::{DAY, SECOND, Timestamp};

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

/// The body as far as `max_bytes`, and what kept it from being read to its end, if anything did. For answers that are
/// judged by their status alone, and kept for whoever wants to know what the other side said.
pub(crate) async fn read_beginning(
    mut response: reqwest::Response,
    max_bytes: usize,
) -> (Vec<u8>, Option<BodyError>) {
    let mut body = Vec::new();
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) => {
                let room = max_bytes - body.len();
                body.extend_from_slice(&chunk[..chunk.len().min(room)]);
                if chunk.len() > room {
                    return (body, Some(BodyError::TooLarge(max_bytes)));
                }
            }
            Ok(None) => return (body, None),
            Err(error) => return (body, Some(error.into())),
        }
    }
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

/// How long the server asks us to wait (`Retry-After`, in seconds or as a date), in milliseconds; a day at most.
pub(crate) fn retry_after(headers: &HeaderMap, now: Timestamp) -> Option<i64> {
    let text = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    let millis = match text.parse::<u32>() {
        Ok(seconds) => i64::from(seconds) * SECOND,
        Err(_) => {
            let date = chrono::DateTime::parse_from_rfc2822(text).ok()?;
            Timestamp::from_seconds(date.timestamp()).since(now)
        }
    };
    Some(millis.clamp(0, DAY))
}

/// A sender's text in a form that may stand in a log line: without control characters, and cut to `max_chars`.
pub fn printable(text: &str, max_chars: usize) -> String {
    text.chars().filter(|c| !c.is_control()).take(max_chars).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_long_to_wait_is_read_in_seconds_and_as_a_date() {
        let now = Timestamp::parse("2026-01-05T08:00:00.500Z").unwrap();
        for (text, millis) in [
            ("120", Some(120_000)),
            (" 0 ", Some(0)),
            ("999999999", Some(DAY)),
            ("Mon, 05 Jan 2026 08:01:00 GMT", Some(59_500)),
            ("Mon, 05 Jan 2026 07:00:00 GMT", Some(0)),
            ("-5", None),
            ("soon", None),
        ] {
            let headers = HeaderMap::from_iter([(header::RETRY_AFTER, text.parse().unwrap())]);
            assert_eq!(retry_after(&headers, now), millis, "{text}");
        }
        assert_eq!(retry_after(&HeaderMap::new(), now), None);
    }
}
