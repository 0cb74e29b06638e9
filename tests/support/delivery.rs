//! Deliveries as a LiveKit server sends them, signed, in the bytes of a whole HTTP request.
#![allow(dead_code, reason = "each test binary uses a part of this")]

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use rollcall::domain::time::Timestamp;
use serde_json::json;
use sha2::{Digest, Sha256};

/// One event and the request that delivers it.
#[derive(Clone, Debug)]
pub struct Delivery {
    pub event_id: String,
    pub body: String,
    /// Head and body. Sending the same bytes again is what LiveKit's retries do.
    pub request: Vec<u8>,
}

/// A LiveKit server's key pair.
pub struct Signer {
    api_key: String,
    secret: EncodingKey,
}

impl Signer {
    pub fn new(api_key: &str, secret: &str) -> Signer {
        Signer { api_key: api_key.to_owned(), secret: EncodingKey::from_secret(secret.as_bytes()) }
    }

    /// `identity` joined `room` at `at`, as a real server of version 1.13 words it.
    pub fn joined(&self, event_id: &str, room: &str, identity: &str, at: Timestamp) -> Delivery {
        let (seconds, millis) = (at.millis() / 1_000, at.millis());
        let body = json!({
            "event": "participant_joined",
            "room": {
                "sid": "RM_3wqp2sSuKXzC", "name": room, "emptyTimeout": 300, "departureTimeout": 5,
                "creationTime": seconds.to_string(), "creationTimeMs": millis.to_string(),
                "turnPassword": "HodS3YjUdMoB5RoeapEuxJMfduvq978Vz5U4Vpq5vXH",
                "enabledCodecs": [{"mime": "audio/opus"}, {"mime": "video/VP8"}, {"mime": "video/H264"}]
            },
            "participant": {
                "sid": format!("PA_{event_id}"), "identity": identity, "state": "ACTIVE",
                "joinedAt": seconds.to_string(), "joinedAtMs": millis.to_string(), "version": 1,
                "permission": {"canSubscribe": true, "canPublish": true, "canPublishData": true}
            },
            "id": event_id,
            "createdAt": seconds.to_string(),
        })
        .to_string();
        let request = self.request(&body, at);
        Delivery { event_id: event_id.to_owned(), body, request }
    }

    fn request(&self, body: &str, at: Timestamp) -> Vec<u8> {
        let now = at.millis() / 1_000;
        // LiveKit's own tokens live five minutes. A benchmark signs its load before it starts, so these live longer.
        let claims = json!({
            "iss": self.api_key, "nbf": now, "iat": now, "exp": now + 3_600,
            "sha256": BASE64_STANDARD.encode(Sha256::digest(body)),
        });
        let token = jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &self.secret).unwrap();
        format!(
            "POST /webhooks/livekit HTTP/1.1\r\nHost: rollcall\r\nUser-Agent: Go-http-client/1.1\r\n\
             Content-Length: {}\r\nAuthorization: {token}\r\nContent-Type: application/webhook+json\r\n\
             Accept-Encoding: gzip\r\n\r\n{body}",
            body.len()
        )
        .into_bytes()
    }
}

/// The status of the first whole answer in `bytes`, and its length; `None` while it is not whole yet.
pub fn answer(bytes: &[u8]) -> Option<(u16, usize)> {
    let head = bytes.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
    let text = std::str::from_utf8(&bytes[..head]).unwrap().to_ascii_lowercase();
    let status = text.split(' ').nth(1).unwrap().parse().unwrap();
    let length = text.lines().find_map(|line| line.strip_prefix("content-length:"));
    let whole = head + length.map_or(0, |length| length.trim().parse::<usize>().unwrap());
    (bytes.len() >= whole).then_some((status, whole))
}
