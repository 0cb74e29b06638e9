//! What a system is told of a fact: the body of an outgoing webhook, by the rules of Standard Webhooks. The fields that
//! every event has stand beside those of its own; nothing is left out because it is empty, so that a receiver may rely on
//! each. `api/openapi/webhooks.rs` describes it.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::domain::time::Timestamp;
use crate::store::notification::facts::StoredFact;

/// The type of the message that tries an endpoint out. Nothing happened when it comes.
pub const TEST: &str = "test";

/// The body of a fact. `names` has the names of people by id.
pub fn body(organization: &str, stored: &StoredFact, names: &BTreeMap<String, String>) -> Value {
    let fact = &stored.fact;
    let content = serde_json::to_value(&fact.content).expect("a fact is plain values");
    let mut data = match content {
        Value::Object(content) => content,
        _ => Map::new(),
    };
    let person = fact.person_id.as_ref();
    let session = fact.content.session();
    let common = json!({
        "organizationId": organization,
        "key": fact.key,
        "event": fact.event(),
        "occurredAt": fact.occurred_at,
        "personId": person,
        "personName": person.and_then(|id| names.get(id)),
        "sessionId": session.map(|one| &one.session_id),
        "venueId": fact.content.venue_id(),
    });
    if let Value::Object(common) = common {
        data.extend(common);
    }
    json!({"type": fact.event(), "timestamp": stored.recorded_at, "data": data})
}

/// The key of what a message says that only tries an endpoint out: it stands for no fact, so that nobody else is told.
pub fn test_key(delivery: &str, at: Timestamp) -> String {
    format!("{TEST}:{delivery}:{}", at.millis())
}

/// The body of the message with this key, where it only tries an endpoint out.
pub fn body_of_test(organization: &str, key: &str) -> Option<Value> {
    let (_, millis) = key.strip_prefix(TEST)?.strip_prefix(':')?.rsplit_once(':')?;
    let at = Timestamp::from_millis(millis.parse().ok()?);
    let message = "This message tries your endpoint out. Nothing has happened.";
    let data = json!({"organizationId": organization, "key": key, "event": TEST, "occurredAt": at, "message": message});
    Some(json!({"type": TEST, "timestamp": at, "data": data}))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::notification::fact::{Claim, Correction, Fact, FactContent, SessionBrief};
    use crate::domain::session::Kind;
    use crate::domain::verdict::outcome::Outcome;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_seconds(1_767_600_000 + seconds)
    }

    fn stored(key: &str, person: Option<&str>, content: FactContent) -> StoredFact {
        let fact =
            Fact { key: key.to_owned(), person_id: person.map(str::to_owned), occurred_at: at(0), content };
        StoredFact { fact, recorded_at: at(1), is_withdrawn: false }
    }

    #[test]
    fn a_fact_says_what_every_event_says_and_what_is_its_own() {
        let content = FactContent::Arrival { venue_id: "v".to_owned(), at: at(0) };
        let fact = stored("arrival:v:p:0", Some("p"), content);
        let names = BTreeMap::from([("p".to_owned(), "Layla".to_owned())]);
        assert_eq!(
            body("o", &fact, &names),
            json!({"type": "arrival", "timestamp": "2026-01-05T08:00:01.000Z", "data": {
                "organizationId": "o", "key": "arrival:v:p:0", "event": "arrival", "at": "2026-01-05T08:00:00.000Z",
                "occurredAt": "2026-01-05T08:00:00.000Z", "personId": "p", "personName": "Layla", "sessionId": null,
                "venueId": "v"}})
        );
    }

    #[test]
    fn a_correction_says_what_was_told_and_what_is_so() {
        let session = SessionBrief {
            session_id: "s".to_owned(),
            title: None,
            kind: Kind::Quran,
            start: at(0),
            end: at(60),
        };
        let of = Correction::Verdict {
            session,
            told: Claim { outcome: Some(Outcome::Absent), late_seconds: None },
            now: Claim { outcome: Some(Outcome::Present), late_seconds: Some(300) },
            reasons: vec!["share".to_owned()],
            statement: None,
        };
        let fact = stored("k", None, FactContent::Correction { of });
        let data = body("o", &fact, &BTreeMap::new())["data"].clone();
        assert_eq!((&data["of"], &data["sessionId"]), (&json!("verdict"), &json!("s")));
        assert_eq!(data["told"], json!({"outcome": "absent", "lateSeconds": null}));
        assert_eq!(data["now"], json!({"outcome": "present", "lateSeconds": 300}));
    }

    #[test]
    fn a_test_is_the_same_at_every_try_and_no_fact_is_taken_for_one() {
        let key = test_key("d", at(0));
        let body = body_of_test("o", &key).expect("a test");
        assert_eq!((&body["type"], &body["timestamp"]), (&json!("test"), &json!(at(0))));
        assert_eq!(body["data"]["organizationId"], "o");
        for fact in ["arrival:v:p:7000", "tests:v:1", "test", "test:x"] {
            assert_eq!(body_of_test("o", fact), None, "{fact}");
        }
    }
}
