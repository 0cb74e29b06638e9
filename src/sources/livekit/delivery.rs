//! An authentic webhook, reduced to what attendance needs and written as canonical JSON.
//!
//! Nothing authentic is refused here: LiveKit takes a 4xx for delivered and never sends the event again. What
//! cannot be read is kept as an event of its own that says so.

use std::fmt::Write;

use serde::de::DeserializeSeed;
use sha2::{Digest, Sha256};

use crate::domain::evidence::livekit::{LivekitEvent, Webhook};
use crate::domain::evidence::webhook_id;
use crate::domain::json::canonical::sha256_hex;
use crate::domain::time::Timestamp;
use crate::sources::livekit::json_projection::{Projected, Shape};

/// What `domain::evidence::livekit` reads of a participant, and the name shown for somebody who is not matched yet.
const PARTICIPANT: Shape = Shape::Object(&[
    ("sid", "sid", Shape::Scalar),
    ("identity", "identity", Shape::Scalar),
    ("name", "name", Shape::Scalar),
    ("state", "state", Shape::Scalar),
    ("joinedAt", "joined_at", Shape::Scalar),
    ("joinedAtMs", "joined_at_ms", Shape::Scalar),
    ("kind", "kind", Shape::Scalar),
    (
        "permission",
        "permission",
        Shape::Object(&[
            ("hidden", "hidden", Shape::Scalar),
            ("recorder", "recorder", Shape::Scalar),
            ("agent", "agent", Shape::Scalar),
        ]),
    ),
    ("disconnectReason", "disconnect_reason", Shape::Scalar),
]);

const WEBHOOK: Shape = Shape::Object(&[
    ("event", "event", Shape::Scalar),
    ("id", "id", Shape::Scalar),
    ("createdAt", "created_at", Shape::Scalar),
    ("room", "room", Shape::Object(&[("name", "name", Shape::Scalar), ("sid", "sid", Shape::Scalar)])),
    ("participant", "participant", PARTICIPANT),
]);

/// A delivery ready to be stored.
#[derive(Clone, Debug)]
pub struct WebhookDelivery {
    /// What names the event (`domain::evidence::webhook_id`): LiveKit's id of it, the same on every retry.
    pub name: String,
    /// Name of the room it is about.
    pub room: Option<String>,
    /// Whether it tells of somebody who came in.
    pub is_entry: bool,
    /// The earliest instant it tells of, where it tells any.
    pub since: Option<Timestamp>,
    /// SHA-256 of `webhook`.
    pub digest: String,
    /// Canonical JSON text of the trimmed event.
    pub webhook: String,
}

impl WebhookDelivery {
    /// Reads the body of a delivery whose signature holds.
    pub fn read(body: &[u8]) -> WebhookDelivery {
        let event = project_webhook(body).unwrap_or_else(|problem| unreadable_event(body, problem));
        let mut text = Vec::with_capacity(512);
        serde_json::to_writer(&mut text, &event).expect("it was JSON before");
        let webhook = String::from_utf8(text).expect("JSON of texts is text");
        let told = Webhook::parse(&event).expect("an event is an object");
        let digest = sha256_hex(&webhook);
        WebhookDelivery {
            is_entry: told.event == LivekitEvent::Joined,
            since: told.earliest_instant(),
            name: webhook_id(told.id.as_deref(), || digest.clone()),
            room: told.room,
            digest,
            webhook,
        }
    }

    /// The item as bundles write it, canonical.
    pub fn item(&self, received_at: Timestamp) -> String {
        let mut item = String::with_capacity(self.webhook.len() + 80);
        write!(item, r#"{{"receivedAt":"{received_at}","source":"livekit","webhook":{}}}"#, self.webhook)
            .expect("a text takes everything");
        item
    }
}

fn project_webhook(body: &[u8]) -> Result<Projected<'_>, &'static str> {
    let text = std::str::from_utf8(body).map_err(|_| "not UTF-8")?;
    let mut reader = serde_json::Deserializer::from_str(text);
    let event = WEBHOOK.deserialize(&mut reader).map_err(|_| "not JSON")?;
    reader.end().map_err(|_| "not JSON")?;
    event.ok_or("not an object")
}

/// The event stored for a body that cannot be read: its hash, its length and why. The bytes themselves are not
/// stored, for they could hold secrets.
fn unreadable_event(body: &[u8], problem: &'static str) -> Projected<'static> {
    let hash = hex::encode(Sha256::digest(body));
    Projected::object(vec![
        ("event", Projected::Text("unreadable".into())),
        ("problem", Projected::Text(problem.into())),
        ("sha256", Projected::Text(hash.into())),
        ("bytes", Projected::Number(body.len().into())),
    ])
}
