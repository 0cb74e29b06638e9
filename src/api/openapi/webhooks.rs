//! The `webhooks` of the document: what Rollcall sends to endpoints of an organisation, one entry for each event. The
//! bodies are those of `app/notify/webhook_body.rs`; a test holds the two together.

use serde_json::{Map, Value, json};
use utoipa::openapi::path::{PathItem, Paths};
use utoipa::{ToSchema, openapi::PathsBuilder};

use super::webhook_examples;
use crate::app::notify::webhook_body;
use crate::domain::notification::event::NotificationEvent;
use crate::domain::session::Kind;
use crate::domain::verdict::outcome::Outcome;
use crate::http::schema_components::Components;

/// What every event says.
#[derive(ToSchema)]
#[schema(as = ToldEvent, rename_all = "camelCase")]
#[expect(dead_code, reason = "only its schema is used; the body is written by webhook_body.rs")]
struct ToldEventBody {
    organization_id: String,
    /// Names what happened for ever: two messages with one key tell the same.
    key: String,
    event: NotificationEvent,
    #[schema(format = DateTime)]
    occurred_at: String,
    /// Whom it is about.
    person_id: Option<String>,
    person_name: Option<String>,
    session_id: Option<String>,
    venue_id: Option<String>,
}

/// A session, as an event names it.
#[derive(ToSchema)]
#[schema(as = ToldSession, rename_all = "camelCase")]
#[expect(dead_code, reason = "only its schema is used")]
struct ToldSessionBody {
    session_id: String,
    title: Option<String>,
    kind: Kind,
    #[schema(format = DateTime)]
    start: String,
    #[schema(format = DateTime)]
    end: String,
}

/// What was, or is, said of somebody in a session.
#[derive(ToSchema)]
#[schema(as = ToldClaim, rename_all = "camelCase")]
#[expect(dead_code, reason = "only its schema is used")]
struct ToldClaimBody {
    /// `null`: that they came, and not whether for long enough.
    outcome: Option<Outcome>,
    /// `null`: not late.
    late_seconds: Option<i64>,
}

/// Every webhook.
pub(super) fn webhooks(components: &mut Components) -> Paths {
    components.reference::<ToldEventBody>();
    components.reference::<ToldSessionBody>();
    components.reference::<ToldClaimBody>();
    let events = NotificationEvent::ALL.iter().map(|event| (event.as_str(), summary(*event), own(*event)));
    let test = (webhook_body::TEST, "Nothing happened: somebody tries the endpoint out", test_schema());
    events
        .chain([test])
        .fold(PathsBuilder::new(), |paths, (event, summary, own)| {
            paths.path(event, item(event, summary, &own))
        })
        .build()
}

fn item(event: &str, summary: &str, own: &Value) -> PathItem {
    let header = |name: &str, meaning: &str| json!({"name": name, "in": "header", "required": true, "description": meaning, "schema": {"type": "string"}});
    let common = match event {
        webhook_body::TEST => json!({}),
        _ => json!({"$ref": "#/components/schemas/ToldEvent"}),
    };
    let data = if common == json!({}) { own.clone() } else { json!({"allOf": [common, own]}) };
    let operation = json!({
        "tags": ["notifications"],
        "summary": summary,
        "operationId": format!("told{}", camel(event)),
        "parameters": [
            header("webhook-id", "The message; the same at every try."),
            header("webhook-timestamp", "Seconds since 1970 at this try."),
            header("webhook-signature", "`v1,` and base64 of HMAC-SHA256 over `{webhook-id}.{webhook-timestamp}.{body}`; several, \
                divided by spaces, while the secret is changed. Standard Webhooks: every library for it verifies these."),
        ],
        "requestBody": {"required": true, "content": {"application/json": {
            "schema": {
                "type": "object",
                "required": ["type", "timestamp", "data"],
                "properties": {
                    "type": {"type": "string", "enum": [event]},
                    "timestamp": {"type": "string", "format": "date-time", "description": "When Rollcall learned of it."},
                    "data": data,
                },
            },
            "example": webhook_examples::body_of(event),
        }}},
        "responses": {
            "200": {"description": "Taken, as by every 2xx within 15 seconds. Anything else is tried again for about two days."},
            "410": {"description": "The endpoint is gone: it is switched off."},
        },
    });
    serde_json::from_value(json!({"post": operation})).expect("an operation")
}

fn camel(word: &str) -> String {
    word.split('_').map(|part| part[..1].to_uppercase() + &part[1..]).collect()
}

fn summary(event: NotificationEvent) -> &'static str {
    match event {
        NotificationEvent::Arrival => "Somebody came to a venue",
        NotificationEvent::Departure => "Somebody was seen leaving a venue",
        NotificationEvent::SessionArrival => "Somebody came into a session",
        NotificationEvent::SessionDeparture => "Somebody left a session for good; said once it is settled",
        NotificationEvent::Absence => "Somebody did not come; said once the session is settled",
        NotificationEvent::Late => "Somebody came late; said once the session is settled",
        NotificationEvent::Correction => "What was told before turned out otherwise",
        NotificationEvent::SessionCancelled => "A session was cancelled",
        NotificationEvent::SessionMoved => "A session was moved",
        NotificationEvent::LowBalance => "A subscription has hardly anything left",
        NotificationEvent::MoneyHeld => "Nothing is paid for a session before somebody has looked",
        NotificationEvent::PlatformSilent => "A platform stopped answering",
    }
}

/// The fields that an event has of its own.
fn own(event: NotificationEvent) -> Value {
    let session = ("session", json!({"$ref": "#/components/schemas/ToldSession"}));
    let (text, time, count) =
        (json!({"type": "string"}), time(), json!({"type": "integer", "format": "int64"}));
    let reason = ("reason", json!({"type": ["string", "null"], "description": "As whoever did it said."}));
    match event {
        NotificationEvent::Arrival | NotificationEvent::Departure => {
            object([("venueId", text), ("at", time)])
        }
        NotificationEvent::SessionArrival | NotificationEvent::SessionDeparture => {
            object([session, ("at", time)])
        }
        NotificationEvent::Absence => object([session]),
        NotificationEvent::Late => object([session, ("at", time), ("lateSeconds", count)]),
        NotificationEvent::Correction => correction(session),
        NotificationEvent::SessionCancelled => object([session, reason]),
        NotificationEvent::SessionMoved => {
            object([session, ("previousStart", time.clone()), ("previousEnd", time), reason])
        }
        NotificationEvent::LowBalance => object([("subscriptionId", text), ("left", count)]),
        NotificationEvent::MoneyHeld => {
            object([session, ("blocked", json!({"$ref": "#/components/schemas/Blocked"}))])
        }
        NotificationEvent::PlatformSilent => object([
            ("platform", json!({"type": "string", "enum": ["livekit", "meet"]})),
            (
                "name",
                json!({"type": "string", "description": "The server's address, or the organiser's account."}),
            ),
            ("since", json!({"type": ["string", "null"], "format": "date-time"})),
            ("detail", text),
        ]),
    }
}

fn time() -> Value {
    json!({"type": "string", "format": "date-time"})
}

/// Of a verdict, or of visits.
fn correction(session: (&'static str, Value)) -> Value {
    let of = |word: &str| ("of", json!({"type": "string", "enum": [word]}));
    let claim = json!({"$ref": "#/components/schemas/ToldClaim"});
    let edges = json!({"type": "array", "items": object([
        ("at", time()), ("direction", json!({"$ref": "#/components/schemas/Direction"})),
    ])});
    let reasons = json!({"type": "array", "items": {"type": "string"}, "description": "Reasons of the present report."});
    let statement =
        json!({"type": ["string", "null"], "description": "The words of whoever overrode the verdict."});
    json!({"oneOf": [
        object([of("verdict"), session, ("told", claim.clone()), ("now", claim), ("reasons", reasons), ("statement", statement)]),
        object([of("visit"), ("venueId", json!({"type": "string"})), ("told", edges.clone()), ("now", edges)]),
    ]})
}

fn test_schema() -> Value {
    object([
        ("organizationId", json!({"type": "string"})),
        ("key", json!({"type": "string"})),
        ("event", json!({"type": "string", "enum": [webhook_body::TEST]})),
        ("occurredAt", time()),
        ("message", json!({"type": "string"})),
    ])
}

/// An object that has all of these fields.
fn object<const N: usize>(fields: [(&str, Value); N]) -> Value {
    let required: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
    let properties: Map<String, Value> =
        fields.iter().map(|(name, schema)| ((*name).to_owned(), schema.clone())).collect();
    json!({"type": "object", "required": required, "properties": properties})
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The fields of an object schema, those of what it refers to included.
    fn fields(document: &Value, schema: &Value) -> Vec<String> {
        let mut found: Vec<String> =
            schema["properties"].as_object().into_iter().flat_map(|all| all.keys().cloned()).collect();
        let named = schema["$ref"].as_str().map(|name| name.trim_start_matches('#').to_owned());
        let parts = schema["allOf"].as_array().into_iter().flatten();
        let first = schema["oneOf"].get(0);
        let named = named.and_then(|name| document.pointer(&name));
        for part in parts.chain(first).chain(named) {
            found.extend(fields(document, part));
        }
        found.sort();
        found.dedup();
        found
    }

    #[test]
    fn every_event_is_described_as_it_is_sent() {
        let document = serde_json::to_value(crate::api::document(&crate::api::routes())).unwrap();
        let webhooks = document["webhooks"].as_object().unwrap();
        assert_eq!(webhooks.len(), NotificationEvent::ALL.len() + 1);
        for (event, item) in webhooks {
            let content = &item["post"]["requestBody"]["content"]["application/json"];
            let schema = &content["schema"]["properties"]["data"];
            let example = &content["example"];
            assert_eq!((&example["type"], &example["data"]["event"]), (&json!(event), &json!(event)));
            let sent: Vec<String> = example["data"].as_object().unwrap().keys().cloned().collect();
            assert_eq!(fields(&document, schema), sent, "{event}");
        }
    }
}
