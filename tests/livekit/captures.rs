//! The 99 recorded deliveries of a real server (`fixtures/livekit`).

use rollcall::domain::time::Timestamp;
use rollcall::sources::livekit::delivery::Delivery;
use rollcall::sources::livekit::verify::{Keyring, Refusal, verify};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Capture {
    pub received_at: Timestamp,
    pub authorization: String,
    pub body: String,
}

pub fn captures() -> Vec<Capture> {
    include_str!("../../fixtures/livekit/webhooks.jsonl")
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

pub fn keys() -> Keyring {
    let mut keys = Keyring::default();
    keys.insert("devkey", "a-secret-of-at-least-32-characters-here", "academy", None);
    keys
}

#[test]
fn all_verify_at_their_receipt_and_none_ten_minutes_later() {
    let keys = keys();
    let captures = captures();
    assert_eq!(captures.len(), 99);
    for Capture { received_at, authorization, body, .. } in &captures {
        let key = verify(&keys, authorization, body.as_bytes(), *received_at).unwrap();
        assert_eq!(key.organization_id, "academy");
        let later = verify(&keys, authorization, body.as_bytes(), received_at.plus(600_000));
        assert_eq!(later.err(), Some(Refusal::Expired));
    }
}

#[test]
fn no_secret_and_no_media_detail_is_kept_and_every_name_is() {
    for Capture { body, received_at, .. } in captures() {
        let delivery = Delivery::read(body.as_bytes());
        let raw: serde_json::Value = serde_json::from_str(&body).unwrap();
        let kept: serde_json::Value = serde_json::from_str(&delivery.webhook).unwrap();
        for secret in ["turnPassword", "metadata", "enabledCodecs", "attributes", "tracks"] {
            assert!(!delivery.webhook.contains(secret), "{secret} in {}", delivery.webhook);
        }
        for path in ["/event", "/id", "/createdAt", "/room/name", "/room/sid", "/participant/sid"] {
            assert_eq!(kept.pointer(path), raw.pointer(path), "{path}");
        }
        for path in ["identity", "name", "state", "joinedAt", "joinedAtMs", "kind", "disconnectReason"] {
            let path = format!("/participant/{path}");
            assert_eq!(kept.pointer(&path), raw.pointer(&path), "{path}");
        }
        let item = serde_json::from_str(&delivery.item(received_at)).unwrap();
        rollcall::domain::evidence::Evidence::parse(&item).unwrap();
    }
}
