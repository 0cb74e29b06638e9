//! A LiveKit lesson that is over, and who was in its room.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::TestServer;
use crate::domain::people::Role;
use crate::domain::time::Timestamp;

/// 2026-01-04, 08:00 in Riyadh: a day before the tests' now.
const START: i64 = 1_767_502_800;

/// A lesson of the teacher with the student that is over and settled.
pub(crate) async fn lesson(api: &TestServer) -> String {
    lesson_under(api, json!({})).await
}

/// The same, with a policy of its own.
pub(crate) async fn lesson_under(api: &TestServer, policy: Value) -> String {
    let body = json!({
        "title": "Tajweed", "kind": "quran", "format": "individual", "platform": "livekit",
        "start": "2026-01-04T05:00:00Z", "end": "2026-01-04T05:45:00Z", "room": "lesson",
        "teacherId": api.person(Role::Teacher), "studentIds": [api.person(Role::Student)], "policy": policy,
    });
    let (status, created) = api.post("/api/v1/sessions", body).by(Role::Admin).await;
    assert_eq!(status, StatusCode::CREATED, "{created}");
    created["id"].as_str().expect("an id").to_owned()
}

fn webhook(event: &str, who: &str, name: &str, seconds: i64) -> Value {
    let at = |seconds: i64| Timestamp::from_seconds(START + seconds);
    json!({"source": "livekit", "receivedAt": at(seconds + 1).to_string(), "webhook": {
        "event": event, "id": format!("EV_{who}_{seconds}"), "createdAt": (START + seconds).to_string(),
        "room": {"name": "lesson"},
        "participant": {"sid": format!("PA_{who}"), "identity": who, "name": name, "state": "ACTIVE",
                        "disconnectReason": "CLIENT_INITIATED"},
    }})
}

/// Somebody is in its room, in seconds from its start.
pub(crate) fn stay(who: &str, name: &str, from: i64, to: i64) -> Vec<Value> {
    vec![webhook("participant_joined", who, name, from), webhook("participant_left", who, name, to)]
}
