//! A webhook's body and token, as LiveKit writes and signs them.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use livekit_protocol::WebhookEvent;
use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};
use sha2::{Digest, Sha256};

use crate::domain::time::{SECOND, Timestamp};

/// How long a webhook's token is valid, in seconds.
const TOKEN_LIFETIME_SECONDS: i64 = 300;

/// An API key with its secret.
#[derive(Clone, Debug)]
pub struct SigningKey {
    pub key: String,
    pub secret: String,
}

/// The body: protobuf's JSON with a space after each comma, as real LiveKit builds write it. A receiver that hashes
/// anything but the raw bytes fails on it.
pub fn body(event: &WebhookEvent) -> Vec<u8> {
    let mut text = Vec::new();
    let mut writer = Serializer::with_formatter(&mut text, CommaSpaceFormatter);
    event.serialize(&mut writer).expect("an event is plain values, and a Vec takes them all");
    text
}

struct CommaSpaceFormatter;

impl Formatter for CommaSpaceFormatter {
    fn begin_object_key<W: ?Sized + std::io::Write>(
        &mut self,
        out: &mut W,
        first: bool,
    ) -> std::io::Result<()> {
        if first { Ok(()) } else { out.write_all(b", ") }
    }

    fn begin_array_value<W: ?Sized + std::io::Write>(
        &mut self,
        out: &mut W,
        first: bool,
    ) -> std::io::Result<()> {
        if first { Ok(()) } else { out.write_all(b", ") }
    }
}

#[derive(Serialize)]
struct DeliveryTokenClaims<'a> {
    iss: &'a str,
    exp: i64,
    nbf: i64,
    iat: i64,
    sha256: String,
}

/// The value of `Authorization`: a token made at `now`, without `Bearer`.
pub fn authorization(key: &SigningKey, body: &[u8], now: Timestamp) -> String {
    let now = now.millis().div_euclid(SECOND);
    let sha256 = BASE64_STANDARD.encode(Sha256::digest(body));
    let claims =
        DeliveryTokenClaims { iss: &key.key, exp: now + TOKEN_LIFETIME_SECONDS, nbf: now, iat: now, sha256 };
    let secret = EncodingKey::from_secret(key.secret.as_bytes());
    encode(&Header::new(Algorithm::HS256), &claims, &secret).expect("plain claims under an HMAC key")
}
