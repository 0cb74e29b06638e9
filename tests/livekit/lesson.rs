//! One lesson judged by the core, from the evidence the store holds.

use rollcall::bundle::Bundle;
use rollcall::domain::time::Timestamp;
use serde_json::{Value, json};

/// A session in one room whose students are known by these LiveKit identities, judged as of `as_of`.
pub struct Lesson<'a> {
    pub room: &'a str,
    pub start: Timestamp,
    pub end: Timestamp,
    pub students: &'a [&'a str],
    pub policy: Value,
}

impl Lesson<'_> {
    /// What `rollcall replay` says of the session.
    pub fn judged(&self, evidence: &[Value], as_of: Timestamp) -> Value {
        let person = |id: &&str| json!({"id": id, "role": "student", "identities": [{"source": "livekit", "value": id}]});
        let bundle = json!({
            "rollcallBundle": 1,
            "asOf": as_of,
            "organization": {"timeZone": "Asia/Riyadh", "currency": "SAR"},
            "people": self.students.iter().map(person).collect::<Vec<_>>(),
            "sessions": [{"id": "s1", "kind": "quran", "format": "group", "platform": "livekit", "room": self.room,
                          "start": self.start, "end": self.end, "students": self.students, "policy": self.policy}],
            "evidence": evidence,
        });
        let outcome = Bundle::read(&bundle.to_string()).unwrap().replay();
        serde_json::to_value(outcome).unwrap()["sessions"][0].take()
    }
}

/// The report of one person.
pub fn report<'a>(session: &'a Value, person: &str) -> &'a Value {
    let reports = session["reports"].as_array().unwrap();
    reports.iter().find(|report| report["personId"] == person).unwrap()
}

/// Where the stays of one person begin and end, in milliseconds, and whether an edge is a guess.
pub fn stays(session: &Value, person: &str) -> Vec<(i64, i64, bool)> {
    let millis = |at: &Value| Timestamp::parse(at.as_str().unwrap()).unwrap().millis();
    let intervals = report(session, person)["intervals"].as_array().unwrap();
    intervals
        .iter()
        .map(|one| (millis(&one["from"]), millis(&one["to"]), one["estimated"].as_bool().unwrap()))
        .collect()
}
