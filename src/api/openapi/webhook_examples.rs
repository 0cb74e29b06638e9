//! An example of each webhook, made as the real ones are.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::app::notify::webhook_body;
use crate::domain::notification::event::NotificationEvent;
use crate::domain::notification::fact::{Fact, FactContent};
use crate::domain::time::Timestamp;
use crate::store::notification::facts::StoredFact;

const PERSON: &str = "0193f1aa";

/// The body of an event, or of a test.
pub(super) fn body_of(event: &str) -> Value {
    let at = Timestamp::from_seconds(1_767_600_000);
    let Some(event) = NotificationEvent::parse(event) else {
        let key = webhook_body::test_key("0193f1e0", at);
        return webhook_body::body_of_test("0193f100", &key).unwrap_or_default();
    };
    let content: FactContent = serde_json::from_value(content(event)).expect("content of a fact");
    let is_of_nobody = matches!(event, NotificationEvent::MoneyHeld | NotificationEvent::PlatformSilent);
    let fact = Fact {
        key: format!("{event}:0193f1c2"),
        person_id: (!is_of_nobody).then(|| PERSON.to_owned()),
        occurred_at: at,
        content,
    };
    let names = BTreeMap::from([(PERSON.to_owned(), "Layla Al-Farsi".to_owned())]);
    webhook_body::body(
        "0193f100",
        &StoredFact { fact, recorded_at: at.plus(1_000), is_withdrawn: false },
        &names,
    )
}

fn content(event: NotificationEvent) -> Value {
    let (start, end, at) =
        ("2026-01-05T08:00:00.000Z", "2026-01-05T09:00:00.000Z", "2026-01-05T08:07:00.000Z");
    let session = json!({"sessionId": "0193f1c2", "title": "Quran with Yusuf", "kind": "quran", "start": start, "end": end});
    let mut content = match event {
        NotificationEvent::Arrival | NotificationEvent::Departure => json!({"venueId": "0193f1b0", "at": at}),
        NotificationEvent::SessionArrival | NotificationEvent::SessionDeparture => {
            json!({"session": session, "at": at})
        }
        NotificationEvent::Absence => json!({"session": session}),
        NotificationEvent::Late => json!({"session": session, "at": at, "lateSeconds": 420}),
        NotificationEvent::Correction => json!({
            "of": "verdict", "session": session, "told": {"outcome": "absent", "lateSeconds": null},
            "now": {"outcome": "present", "lateSeconds": 420}, "reasons": ["override"],
            "statement": "She took part from her sister's tablet.",
        }),
        NotificationEvent::SessionCancelled => json!({"session": session, "reason": "The teacher is ill."}),
        NotificationEvent::SessionMoved => json!({
            "session": session, "previousStart": "2026-01-05T06:00:00.000Z",
            "previousEnd": "2026-01-05T07:00:00.000Z", "reason": null,
        }),
        NotificationEvent::LowBalance => json!({"subscriptionId": "0193f1d0", "left": 2}),
        NotificationEvent::MoneyHeld => json!({"session": session, "blocked": "needs_review"}),
        NotificationEvent::PlatformSilent => json!({
            "platform": "livekit", "name": "wss://livekit.example.org", "since": start,
            "detail": "it does not answer",
        }),
    };
    content["event"] = json!(event);
    content
}
