//! Who sends (RFC 8292): a key of this installation. Browsers bind a subscription to it, and each request to a push service
//! is signed with it, for that service and for some hours.

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use p256::SecretKey;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::json;
use url::Url;

use crate::delivery::push::encryption::uncompressed;
use crate::domain::time::{HOUR, Timestamp, whole_seconds};

/// How long a signature holds; push services refuse more than 24 hours, and clocks differ.
const VALID_MILLIS: i64 = 12 * HOUR;

/// The key of the installation. Never printed. When it changes, every subscription made with it is lost.
#[derive(Clone, PartialEq, Eq)]
pub struct VapidKey(SecretKey);

impl VapidKey {
    /// Of 32 random bytes, or of those that were stored. `None` where they are no key, which of random ones one in 2³² is at most.
    pub fn from_bytes(bytes: &[u8; 32]) -> Option<VapidKey> {
        SecretKey::from_slice(bytes).ok().map(VapidKey)
    }

    /// To be stored, sealed.
    pub fn to_bytes(&self) -> [u8; 32] {
        self.0.to_bytes().into()
    }

    /// As the browser wants it for `applicationServerKey`: base64url of 65 bytes.
    pub fn public_key(&self) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(uncompressed(&self.0.public_key()))
    }

    /// The value of `Authorization` for a request to this endpoint. `subject` is where the push service finds whoever runs
    /// this installation: `mailto:…` or `https://…`.
    pub(super) fn authorization(&self, endpoint: &Url, subject: &str, now: Timestamp) -> String {
        let encode = |value: serde_json::Value| BASE64_URL_SAFE_NO_PAD.encode(value.to_string());
        let header = encode(json!({ "typ": "JWT", "alg": "ES256" }));
        let claims = encode(json!({
            "aud": endpoint.origin().ascii_serialization(),
            "exp": whole_seconds(now.plus(VALID_MILLIS).millis()),
            "sub": subject,
        }));
        let signed = format!("{header}.{claims}");
        let signature: Signature = SigningKey::from(&self.0).sign(signed.as_bytes());
        let signature = BASE64_URL_SAFE_NO_PAD.encode(signature.to_bytes());
        format!("vapid t={signed}.{signature}, k={}", self.public_key())
    }
}

impl std::fmt::Debug for VapidKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("VapidKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use jsonwebtoken::jwk::{
        AlgorithmParameters, EllipticCurve, EllipticCurveKeyParameters, EllipticCurveKeyType,
    };
    use jsonwebtoken::{Algorithm, DecodingKey, Validation};

    use super::*;

    #[test]
    fn a_request_is_signed_for_its_service_and_for_some_hours() {
        let key = VapidKey::from_bytes(&[7; 32]).unwrap();
        let endpoint: Url = "https://push.example.net:8443/push/x?y=z".parse().unwrap();
        let now = Timestamp::from_seconds(1_767_600_000);
        let value = key.authorization(&endpoint, "mailto:me@school.example", now);
        let (token, public) = value.strip_prefix("vapid t=").unwrap().split_once(", k=").unwrap();
        assert_eq!(public, key.public_key());

        let point = BASE64_URL_SAFE_NO_PAD.decode(public).unwrap();
        assert_eq!((point.len(), point[0]), (65, 4));
        let half = |bytes: &[u8]| BASE64_URL_SAFE_NO_PAD.encode(bytes);
        let jwk = AlgorithmParameters::EllipticCurve(EllipticCurveKeyParameters {
            key_type: EllipticCurveKeyType::EC,
            curve: EllipticCurve::P256,
            x: half(&point[1..33]),
            y: half(&point[33..]),
        });
        let jwk = jsonwebtoken::jwk::Jwk { common: Default::default(), algorithm: jwk };
        let mut rules = Validation::new(Algorithm::ES256);
        rules.set_audience(&["https://push.example.net:8443"]);
        // The clock of this test stands still.
        rules.validate_exp = false;
        let claims =
            jsonwebtoken::decode::<serde_json::Value>(token, &DecodingKey::from_jwk(&jwk).unwrap(), &rules);
        let claims = claims.unwrap().claims;
        assert_eq!(claims["sub"], "mailto:me@school.example");
        assert_eq!(claims["exp"], 1_767_600_000 + 12 * 3_600);
    }

    #[test]
    fn a_key_is_stored_as_it_is_and_never_printed() {
        let key = VapidKey::from_bytes(&[7; 32]).unwrap();
        assert_eq!(key.to_bytes(), [7; 32]);
        assert_eq!(format!("{key:?}"), "VapidKey(…)");
        assert!(VapidKey::from_bytes(&[0; 32]).is_none() && VapidKey::from_bytes(&[255; 32]).is_none());
    }
}
