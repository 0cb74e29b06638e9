//! Outgoing webhooks, as Standard Webhooks (<https://www.standardwebhooks.com>) has them: an id that is the same at every
//! attempt, the time of the attempt, and a signature over both and the body. While a secret is changed the message is
//! signed with the old and the new one, and the receiver may know either.

use std::time::{Duration, Instant};

use base64::prelude::{BASE64_STANDARD, BASE64_STANDARD_NO_PAD, Engine};
use hmac::{Hmac, KeyInit, Mac};
use reqwest::StatusCode;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use sha2::Sha256;
use url::Url;

use crate::delivery::http::{InvalidCertificates, OutgoingHttp, OutgoingPost, PostAnswer};
use crate::delivery::outcome::DeliveryOutcome;
use crate::domain::time::{Timestamp, whole_seconds};
use crate::net::http_response::retry_after;

/// The longest one attempt may take, from resolving the name to the last byte of the answer.
pub const WEBHOOK_DEADLINE: Duration = Duration::from_secs(15);
/// How much of an answer is kept for the log, in characters.
const KEPT_CHARS: usize = 4_096;
const SECRET_PREFIX: &str = "whsec_";

/// The secret of an endpoint: 24 to 64 bytes, written as `whsec_` and base64. Never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct WebhookSecret(Vec<u8>);

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a secret is whsec_ and base64 of 24 to 64 bytes")]
pub struct InvalidWebhookSecret;

impl WebhookSecret {
    /// A new secret of random bytes.
    pub fn from_random(bytes: [u8; 32]) -> WebhookSecret {
        WebhookSecret(bytes.to_vec())
    }

    /// Reads a secret as it is written, with the prefix or without.
    pub fn parse(text: &str) -> Result<WebhookSecret, InvalidWebhookSecret> {
        let text = text.strip_prefix(SECRET_PREFIX).unwrap_or(text);
        let bytes = BASE64_STANDARD_NO_PAD.decode(text.trim_end_matches('=')).ok();
        bytes.filter(|bytes| (24..=64).contains(&bytes.len())).map(WebhookSecret).ok_or(InvalidWebhookSecret)
    }

    /// As it is shown once to whoever runs the endpoint.
    pub fn to_text(&self) -> String {
        format!("{SECRET_PREFIX}{}", BASE64_STANDARD.encode(&self.0))
    }

    fn sign(&self, id: &str, seconds: i64, body: &[u8]) -> String {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("a key of HMAC may have any length");
        mac.update(format!("{id}.{seconds}.").as_bytes());
        mac.update(body);
        format!("v1,{}", BASE64_STANDARD.encode(mac.finalize().into_bytes()))
    }
}

impl std::fmt::Debug for WebhookSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("WebhookSecret(…)")
    }
}

/// Where a message goes.
#[derive(Clone, Debug)]
pub struct SignedTarget {
    pub url: String,
    /// All that hold now: one, or two while it is being changed, newest first. Never none.
    pub secrets: Vec<WebhookSecret>,
    /// Whether it may be inside a private network.
    pub may_be_private: bool,
}

/// One message at one attempt.
#[derive(Clone, Copy, Debug)]
pub struct OutgoingWebhook<'a> {
    /// The same at every attempt, so that the receiver can tell a repetition: letters, digits, `_` and `-`.
    pub id: &'a str,
    /// The time of this attempt. Receivers refuse what is some minutes old.
    pub at: Timestamp,
    /// JSON.
    pub body: &'a str,
}

/// What an endpoint answered, for the log of deliveries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebhookAnswer {
    pub outcome: DeliveryOutcome,
    /// `None` where nothing came back.
    pub status: Option<u16>,
    /// The beginning of what it said, without what cannot be shown.
    pub body: String,
    pub elapsed_millis: i64,
}

/// The value of `webhook-signature`: a signature for each secret.
pub fn webhook_signature(secrets: &[WebhookSecret], message: &OutgoingWebhook<'_>) -> String {
    let seconds = whole_seconds(message.at.millis());
    let signed = secrets.iter().map(|secret| secret.sign(message.id, seconds, message.body.as_bytes()));
    signed.collect::<Vec<String>>().join(" ")
}

/// An address that is written as one of an endpoint, or what is wrong with it. A name is looked up only when it is connected to.
fn read_url(text: &str) -> Result<Url, &'static str> {
    let url = Url::parse(text).map_err(|_| "this is no address such as https://school.example/rollcall")?;
    if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
        return Err("an address of a webhook begins with https:// or http://");
    }
    Ok(url)
}

/// Sends webhooks. Endpoints that are often sent to share connections.
pub struct WebhookClient {
    http: OutgoingHttp,
}

impl WebhookClient {
    /// `ca_certificate` (PEM; empty: none) is trusted beside those of the machine.
    pub fn new(ca_certificate: &str) -> Result<WebhookClient, InvalidCertificates> {
        Ok(WebhookClient { http: OutgoingHttp::new(ca_certificate)? })
    }

    /// Makes one attempt.
    pub async fn send(&self, endpoint: &SignedTarget, message: &OutgoingWebhook<'_>) -> WebhookAnswer {
        self.send_within(WEBHOOK_DEADLINE, endpoint, message).await
    }

    /// Makes one attempt with a deadline of its own, such as a shorter one where somebody waits for a test delivery.
    pub async fn send_within(
        &self,
        deadline: Duration,
        endpoint: &SignedTarget,
        message: &OutgoingWebhook<'_>,
    ) -> WebhookAnswer {
        let begun = Instant::now();
        let (outcome, answer) = self.attempt(deadline, endpoint, message).await;
        WebhookAnswer {
            outcome,
            status: answer.as_ref().map(|answer| answer.status.as_u16()),
            body: answer.map(|answer| answer.text(KEPT_CHARS)).unwrap_or_default(),
            elapsed_millis: i64::try_from(begun.elapsed().as_millis()).unwrap_or(i64::MAX),
        }
    }

    async fn attempt(
        &self,
        deadline: Duration,
        endpoint: &SignedTarget,
        message: &OutgoingWebhook<'_>,
    ) -> (DeliveryOutcome, Option<PostAnswer>) {
        let url = match read_url(&endpoint.url) {
            Ok(url) => url,
            Err(wrong) => return (DeliveryOutcome::permanent(wrong), None),
        };
        let Some(headers) = headers(&endpoint.secrets, message) else {
            return (DeliveryOutcome::permanent("the id of the message cannot stand in a header"), None);
        };
        let request = OutgoingPost {
            url: &url,
            headers,
            body: message.body.as_bytes().to_vec(),
            may_be_private: endpoint.may_be_private,
            deadline,
        };
        match self.http.post(request).await {
            Ok(answer) => (judge(&answer, message.at), Some(answer)),
            Err(error) => (DeliveryOutcome::temporary(&error.to_string()), None),
        }
    }
}

fn headers(secrets: &[WebhookSecret], message: &OutgoingWebhook<'_>) -> Option<HeaderMap> {
    let value = |text: &str| HeaderValue::from_str(text).ok();
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    // A full stop would leave open where the id ends in what is signed.
    let id = Some(message.id).filter(|id| !id.is_empty() && !id.contains('.'))?;
    headers.insert("webhook-id", value(id)?);
    headers.insert("webhook-timestamp", value(&whole_seconds(message.at.millis()).to_string())?);
    headers.insert("webhook-signature", value(&webhook_signature(secrets, message))?);
    Some(headers)
}

fn judge(answer: &PostAnswer, now: Timestamp) -> DeliveryOutcome {
    let status = answer.status;
    let said = format!("status {}", status.as_u16());
    match status {
        _ if status.is_success() => DeliveryOutcome::accepted(&said),
        StatusCode::GONE => DeliveryOutcome::gone("status 410: it wants no more"),
        StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => {
            DeliveryOutcome::temporary_until(&said, retry_after(&answer.headers, now))
        }
        _ if status.is_redirection() => DeliveryOutcome::temporary(&format!(
            "status {}: it sends elsewhere, and that is not followed: {}",
            status.as_u16(),
            answer.location()
        )),
        _ => DeliveryOutcome::temporary(&said),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    fn example() -> OutgoingWebhook<'static> {
        OutgoingWebhook {
            id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
            at: Timestamp::from_seconds(1_614_265_330),
            body: r#"{"test": 2432232314}"#,
        }
    }

    /// The example that Standard Webhooks publishes and its libraries try themselves by.
    #[test]
    fn the_published_example_is_signed_as_published() {
        let secret = WebhookSecret::parse(SECRET).unwrap();
        let signature = webhook_signature(std::slice::from_ref(&secret), &example());
        assert_eq!(signature, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        let new = WebhookSecret::from_random([7; 32]);
        let both = webhook_signature(&[new.clone(), secret], &example());
        assert_eq!(both, format!("{} {signature}", webhook_signature(&[new], &example())));
    }

    #[test]
    fn secrets_are_read_as_they_are_written_and_never_printed() {
        let secret = WebhookSecret::parse(SECRET).unwrap();
        assert_eq!(secret.to_text(), SECRET);
        assert_eq!(WebhookSecret::parse(SECRET.trim_start_matches("whsec_")), Ok(secret.clone()));
        assert_eq!(format!("{secret:?}"), "WebhookSecret(…)");
        let made = WebhookSecret::from_random([255; 32]);
        assert_eq!(WebhookSecret::parse(&made.to_text()), Ok(made.clone()));
        assert_eq!(WebhookSecret::parse(made.to_text().trim_end_matches('=')), Ok(made));
        for length in [0, 23, 65] {
            let text = format!("whsec_{}", BASE64_STANDARD.encode(vec![1; length]));
            assert_eq!(WebhookSecret::parse(&text), Err(InvalidWebhookSecret), "{length}");
        }
        assert_eq!(WebhookSecret::parse("whsec_***"), Err(InvalidWebhookSecret));
    }

    #[test]
    fn an_id_that_would_break_a_header_or_the_signature_is_not_sent() {
        for id in ["", "a.b", "a\r\nx-evil: 1", "é\u{0}"] {
            assert!(headers(&[], &OutgoingWebhook { id, ..example() }).is_none(), "{id:?}");
        }
    }

    #[test]
    fn only_addresses_of_the_web_are_taken() {
        assert!(read_url("https://school.example/hooks?a=b").is_ok());
        for wrong in ["school.example", "ftp://school.example", "file:///etc/passwd", "https://", ""] {
            assert!(read_url(wrong).is_err(), "{wrong}");
        }
    }
}
