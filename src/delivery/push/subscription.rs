//! A browser's subscription to notifications, as it hands it out: where they go, and for whose eyes.

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use p256::PublicKey;
use url::Url;

/// Longest endpoint, in bytes. Those in use have some hundreds.
const MAX_ENDPOINT_BYTES: usize = 2_048;

/// `PushSubscription.toJSON()` of a browser, read.
#[derive(Clone, Debug)]
pub struct PushSubscription {
    pub(super) endpoint: Url,
    /// The browser's public key.
    pub(super) receiver: PublicKey,
    /// The browser's secret beside it.
    pub(super) secret: [u8; 16],
}

/// Why three texts are no subscription. They are not repeated: who has them can send.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidSubscription {
    #[error("the endpoint is no https address")]
    Endpoint,
    #[error("the key p256dh is no public key of P-256 in base64url")]
    Key,
    #[error("the key auth is no 16 bytes in base64url")]
    Secret,
}

impl PushSubscription {
    /// `endpoint`, `keys.p256dh` and `keys.auth` as the browser gives them. Whether the endpoint is public is seen when it
    /// is connected to.
    pub fn parse(endpoint: &str, p256dh: &str, auth: &str) -> Result<PushSubscription, InvalidSubscription> {
        let url = Url::parse(endpoint).ok().filter(|url| {
            url.scheme() == "https" && url.has_host() && url.username().is_empty() && url.password().is_none()
        });
        let endpoint = url.filter(|_| endpoint.len() <= MAX_ENDPOINT_BYTES);
        let receiver = bytes(p256dh).and_then(|bytes| PublicKey::from_sec1_bytes(&bytes).ok());
        let secret = bytes(auth).and_then(|bytes| bytes.try_into().ok());
        Ok(PushSubscription {
            endpoint: endpoint.ok_or(InvalidSubscription::Endpoint)?,
            receiver: receiver.ok_or(InvalidSubscription::Key)?,
            secret: secret.ok_or(InvalidSubscription::Secret)?,
        })
    }
}

fn bytes(text: &str) -> Option<Vec<u8>> {
    BASE64_URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str =
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    const AUTH: &str = "BTBZMqHH6r4Tts7J_aSIgg";

    #[test]
    fn what_a_browser_gives_is_read_and_nothing_else() {
        let parse =
            |endpoint: &str, key: &str, auth: &str| PushSubscription::parse(endpoint, key, auth).map(drop);
        let endpoint = "https://push.example.net/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV";
        assert_eq!(parse(endpoint, KEY, AUTH), Ok(()));
        assert_eq!(parse(endpoint, &format!("{KEY}="), &format!("{AUTH}==")), Ok(()));
        for wrong in ["http://push.example.net/x", "push.example.net", "https://me:pw@push.example.net/x", ""]
        {
            assert_eq!(parse(wrong, KEY, AUTH), Err(InvalidSubscription::Endpoint), "{wrong}");
        }
        // The last one has the right length and is no point of the curve.
        for wrong in ["", "AAAA", AUTH, &KEY.replace("Aiw4", "Aiw8"), &KEY.replace("BCVx", "BCVy")] {
            assert_eq!(parse(endpoint, wrong, AUTH), Err(InvalidSubscription::Key), "{wrong}");
        }
        for wrong in ["", "AAAA", KEY] {
            assert_eq!(parse(endpoint, KEY, wrong), Err(InvalidSubscription::Secret), "{wrong}");
        }
    }
}
