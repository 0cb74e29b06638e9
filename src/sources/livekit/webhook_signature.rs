//! Verifies who signed a webhook, from the keys, the header, the raw body and the moment of receipt alone.
//!
//! LiveKit sends a JWT in `Authorization`, without `Bearer`, signed with the API secret (HS256) and holding the
//! SHA-256 of the exact body. The same secret signs the tokens people join rooms with, so a token that lacks the
//! hash, or grants anything in a room, is not a webhook's.
//!
//! `livekit_api::TokenVerifier` is not used: it asks the system clock, takes one key pair, accepts a token without
//! `iss`, and says nothing about grants.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use jsonwebtoken::dangerous::insecure_decode_claims;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::domain::time::{SECOND, Timestamp};

/// Clocks of LiveKit's host and ours may differ by this much, as in LiveKit's own verifier.
const LEEWAY: i64 = 60 * SECOND;

/// One key pair of one organisation's LiveKit server.
#[derive(Clone)]
pub struct WebhookKey {
    /// The organisation that deliveries signed with this key belong to.
    pub organization_id: Arc<str>,
    pub api_key: Arc<str>,
    /// When the pair stops being accepted, while keys are changed.
    pub retired_at: Option<Timestamp>,
    decoding: DecodingKey,
}

impl WebhookKey {
    /// A pair with this secret, accepted until `retired_at`.
    pub fn new(
        organization_id: Arc<str>,
        api_key: Arc<str>,
        secret: &str,
        retired_at: Option<Timestamp>,
    ) -> Self {
        WebhookKey {
            organization_id,
            api_key,
            retired_at,
            decoding: DecodingKey::from_secret(secret.as_bytes()),
        }
    }
}

/// Every key pair of the installation by its API key, which belongs to one organisation.
#[derive(Clone, Default)]
pub struct WebhookKeyring(HashMap<String, WebhookKey>);

impl WebhookKeyring {
    /// Adds a pair. An empty key or secret would let anybody sign, so it is left out; connecting refuses it earlier.
    pub fn insert(
        &mut self,
        api_key: &str,
        secret: &str,
        organization_id: &str,
        retired_at: Option<Timestamp>,
    ) {
        if !api_key.is_empty() && !secret.is_empty() {
            self.0.insert(
                api_key.to_owned(),
                WebhookKey::new(organization_id.into(), api_key.into(), secret, retired_at),
            );
        }
    }
}

/// Why a request is not an authentic delivery. The sender gets the same answer for all of them; the texts are for the
/// operator's log.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WebhookRejection {
    #[error("no token in the Authorization header")]
    NoToken,
    #[error("the token cannot be read")]
    Unreadable,
    /// The name is the sender's claim, not yet proven.
    #[error("no organisation has this API key")]
    UnknownKey(String),
    #[error("this API key is retired")]
    RetiredKey,
    #[error("the token is not signed with the secret of its API key")]
    WrongSignature,
    #[error("the token has expired; if this is LiveKit itself, compare the clocks of both hosts")]
    Expired,
    #[error("the token is not valid yet; if this is LiveKit itself, compare the clocks of both hosts")]
    NotYetValid,
    #[error("the token is for something else than a webhook")]
    NotAWebhook,
    #[error("the body is not the one that was signed")]
    WrongBody,
}

impl WebhookRejection {
    /// Its name in metrics.
    pub fn as_str(&self) -> &'static str {
        match self {
            WebhookRejection::NoToken => "no_token",
            WebhookRejection::Unreadable => "unreadable",
            WebhookRejection::UnknownKey(_) => "unknown_key",
            WebhookRejection::RetiredKey => "retired_key",
            WebhookRejection::WrongSignature => "wrong_signature",
            WebhookRejection::Expired => "expired",
            WebhookRejection::NotYetValid => "not_yet_valid",
            WebhookRejection::NotAWebhook => "not_a_webhook",
            WebhookRejection::WrongBody => "wrong_body",
        }
    }
}

/// The API key that a token claims to be signed with, not verified.
pub fn claimed_key(authorization: &str) -> Option<String> {
    insecure_decode_claims::<IssuerClaim>(strip_bearer(authorization)).ok().map(|issuer| issuer.iss)
}

#[derive(Deserialize)]
struct IssuerClaim {
    iss: String,
}

#[derive(Deserialize)]
struct WebhookClaims {
    exp: f64,
    nbf: Option<f64>,
    sha256: Option<String>,
    video: Option<Value>,
    aud: Option<Value>,
}

/// The pair that signed this body, if its token is valid at `now`.
///
/// `authorization` is the header's value; a `Bearer ` before the token is tolerated, as some proxies add it.
///
/// # Errors
/// The first check that fails.
pub fn verify<'k>(
    keys: &'k WebhookKeyring,
    authorization: &str,
    body: &[u8],
    now: Timestamp,
) -> Result<&'k WebhookKey, WebhookRejection> {
    let token = strip_bearer(authorization);
    if token.is_empty() {
        return Err(WebhookRejection::NoToken);
    }
    let issuer: IssuerClaim = insecure_decode_claims(token).map_err(|_| WebhookRejection::Unreadable)?;
    let key = keys.0.get(&issuer.iss).ok_or(WebhookRejection::UnknownKey(issuer.iss))?;
    if key.retired_at.is_some_and(|retired| retired <= now) {
        return Err(WebhookRejection::RetiredKey);
    }
    let claims = signed_claims(token, &key.decoding)?;
    check_validity(&claims, now)?;
    let signed = match claims {
        // LiveKit names no audience and grants nothing in its webhooks' tokens.
        WebhookClaims { aud: Some(_), .. }
        | WebhookClaims { video: Some(_), .. }
        | WebhookClaims { sha256: None, .. } => {
            return Err(WebhookRejection::NotAWebhook);
        }
        WebhookClaims { sha256: Some(hash), .. } => hash,
    };
    let actual = BASE64_STANDARD.encode(Sha256::digest(body));
    if bool::from(actual.as_bytes().ct_eq(signed.as_bytes())) {
        Ok(key)
    } else {
        Err(WebhookRejection::WrongBody)
    }
}

fn strip_bearer(authorization: &str) -> &str {
    match authorization.split_at_checked(7) {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer ") => token.trim(),
        _ => authorization.trim(),
    }
}

/// The claims of a token signed with this secret by HS256 and nothing else.
fn signed_claims(token: &str, key: &DecodingKey) -> Result<WebhookClaims, WebhookRejection> {
    static SIGNATURE_ONLY: LazyLock<Validation> = LazyLock::new(|| {
        let mut validation = Validation::new(Algorithm::HS256);
        // Times are checked against the given moment in `check_validity`; the crate would ask the system clock.
        validation.required_spec_claims.clear();
        validation.validate_exp = false;
        validation.validate_aud = false;
        validation
    });
    let token = jsonwebtoken::decode::<WebhookClaims>(token, key, &SIGNATURE_ONLY).map_err(|error| {
        match error.kind() {
            jsonwebtoken::errors::ErrorKind::Json(_) => WebhookRejection::Unreadable,
            _ => WebhookRejection::WrongSignature,
        }
    })?;
    // RFC 7515, 4.1.11: a critical extension that is not understood makes a token invalid.
    if token.header.crit.is_some() { Err(WebhookRejection::Unreadable) } else { Ok(token.claims) }
}

fn check_validity(claims: &WebhookClaims, now: Timestamp) -> Result<(), WebhookRejection> {
    let seconds = |millis: i64| millis as f64 / SECOND as f64;
    if claims.exp < seconds(now.millis() - LEEWAY) {
        return Err(WebhookRejection::Expired);
    }
    if claims.nbf.is_some_and(|nbf| nbf > seconds(now.millis() + LEEWAY)) {
        return Err(WebhookRejection::NotYetValid);
    }
    Ok(())
}
