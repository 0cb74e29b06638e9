//! Notifications to browsers (Web Push, RFC 8030): one request to the push service of the browser's maker, encrypted for
//! the browser alone and signed by this installation.

mod encryption;
mod subscription;
mod vapid;

use std::time::Duration;

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use reqwest::header::{AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderValue};
use sha2::{Digest, Sha256};

pub use self::encryption::PushRandomness;
pub use self::subscription::{InvalidSubscription, PushSubscription};
pub use self::vapid::VapidKey;

use self::encryption::encrypt;
use crate::delivery::http::{InvalidCertificates, OutgoingHttp, OutgoingPost, PostAnswer};
use crate::delivery::outcome::DeliveryOutcome;
use crate::domain::time::Timestamp;
use crate::net::http_response::{printable, retry_after};

/// Largest payload. Push services take 4,096 bytes, encrypted.
pub const MAX_PUSH_BYTES: usize = 3_000;
/// The longest one attempt may take.
const DEADLINE: Duration = Duration::from_secs(15);
/// Longest topic that push services take, in characters.
const TOPIC_CHARS: usize = 32;

/// One notification at one attempt.
#[derive(Clone, Copy, Debug)]
pub struct PushMessage<'a> {
    /// What the page's service worker reads, `MAX_PUSH_BYTES` at most.
    pub payload: &'a [u8],
    /// How long the push service keeps it for a browser that is not there.
    pub ttl_seconds: u32,
    pub urgency: PushUrgency,
    /// What it is about, any text. A later one about the same takes the place of one that was not yet delivered.
    pub topic: Option<&'a str>,
}

/// Whether a phone on a low battery should be woken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PushUrgency {
    VeryLow,
    Low,
    Normal,
    High,
}

impl PushUrgency {
    fn word(self) -> &'static str {
        match self {
            PushUrgency::VeryLow => "very-low",
            PushUrgency::Low => "low",
            PushUrgency::Normal => "normal",
            PushUrgency::High => "high",
        }
    }
}

/// Sends notifications to browsers.
pub struct PushClient {
    http: OutgoingHttp,
    key: VapidKey,
    subject: String,
    may_be_private: bool,
}

impl PushClient {
    /// `subject` is where push services find whoever runs this installation: `mailto:…` or `https://…`. Endpoints inside a
    /// private network are refused unless they may be there. `ca_certificate` (PEM; empty: none) is trusted beside those
    /// of the machine.
    pub fn new(
        key: VapidKey,
        subject: &str,
        may_be_private: bool,
        ca_certificate: &str,
    ) -> Result<PushClient, InvalidCertificates> {
        let http = OutgoingHttp::new(ca_certificate)?;
        Ok(PushClient { http, key, subject: subject.to_owned(), may_be_private })
    }

    /// Makes one attempt. `random` is fresh for each.
    pub async fn send(
        &self,
        subscription: &PushSubscription,
        message: &PushMessage<'_>,
        now: Timestamp,
        random: &PushRandomness,
    ) -> DeliveryOutcome {
        if message.payload.len() > MAX_PUSH_BYTES {
            let wrong =
                format!("a notification of {} bytes; {MAX_PUSH_BYTES} are the most", message.payload.len());
            return DeliveryOutcome::permanent(&wrong);
        }
        let Some(body) = encrypt(message.payload, subscription, random) else {
            return DeliveryOutcome::temporary("the random bytes are no key; others will be");
        };
        let request = OutgoingPost {
            url: &subscription.endpoint,
            headers: self.headers(subscription, message, now),
            body,
            may_be_private: self.may_be_private,
            deadline: DEADLINE,
        };
        match self.http.post(request).await {
            Ok(answer) => judge(&answer, now),
            Err(error) => DeliveryOutcome::temporary(&format!("the push service: {error}")),
        }
    }

    fn headers(
        &self,
        subscription: &PushSubscription,
        message: &PushMessage<'_>,
        now: Timestamp,
    ) -> HeaderMap {
        let plain = "it has letters, digits and signs of ASCII alone";
        let value = |text: &str| HeaderValue::from_str(text).expect(plain);
        let mut authorization = value(&self.key.authorization(&subscription.endpoint, &self.subject, now));
        authorization.set_sensitive(true);
        let mut headers = HeaderMap::from_iter([
            (AUTHORIZATION, authorization),
            (CONTENT_ENCODING, HeaderValue::from_static("aes128gcm")),
            (CONTENT_TYPE, HeaderValue::from_static("application/octet-stream")),
        ]);
        headers.insert("ttl", HeaderValue::from(message.ttl_seconds));
        headers.insert("urgency", HeaderValue::from_static(message.urgency.word()));
        if let Some(topic) = message.topic {
            headers.insert("topic", value(&topic_word(topic)));
        }
        headers
    }
}

/// Push services take 32 letters and digits, so a topic is known by its hash. They learn nothing of what it is about either.
fn topic_word(topic: &str) -> String {
    let mut word = BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(topic));
    word.truncate(TOPIC_CHARS);
    word
}

fn judge(answer: &PostAnswer, now: Timestamp) -> DeliveryOutcome {
    let status = answer.status.as_u16();
    let said = format!("the push service: status {status} {}", printable(&answer.text(200), 200));
    match status {
        200..=299 => DeliveryOutcome::accepted(&said),
        404 | 410 => DeliveryOutcome::gone(&format!("{said}; the browser has given up the subscription")),
        429 | 503 => DeliveryOutcome::temporary_until(&said, retry_after(&answer.headers, now)),
        // It refuses this request, and would refuse the same again. (401 and 403 are about our key: a subscription that was
        // made with another one is answered so.)
        400 | 401 | 403 | 413 => DeliveryOutcome::permanent(&said),
        300..=399 => DeliveryOutcome::temporary(&format!(
            "the push service: status {status}: it sends elsewhere, and that is not followed: {}",
            answer.location()
        )),
        _ => DeliveryOutcome::temporary(&said),
    }
}
