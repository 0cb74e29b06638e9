//! One lesson to try histories on: a teacher, two learners, a room, and steps that happen in it.

use proptest::prelude::*;
use rollcall::bundle::Bundle;
use serde_json::{Value, json};

/// 2026-01-05T08:00:00Z, in seconds.
pub const START: i64 = 1_767_600_000;
/// An hour later.
pub const END: i64 = START + 3_600;

/// Who may appear: the teacher, two learners, one of ours who is not expected, and somebody unknown.
const IDENTITIES: [&str; 5] = ["t1", "p1", "p2", "x1", "stranger"];

/// One thing that happened, with times in milliseconds relative to the start.
#[derive(Clone, Debug)]
pub enum Step {
    Joined { connection: u8, who: u8, at: i64, machine: bool },
    Left { connection: u8, who: u8, at: i64, reason: u8 },
    Aborted { connection: u8, who: u8, at: i64 },
    Track { connection: u8, who: u8, at: i64 },
    Finished { at: i64 },
    Roster { at: i64, active: Vec<(u8, u8)> },
    Mark { who: u8, at: i64, arrives: bool },
    Visit { who: u8, at: i64, arrives: bool, is_scan: bool },
    Override { who: u8, at: i64, outcome: Option<&'static str>, seconds: Option<u32> },
    Bind { at: i64, to: Option<&'static str> },
}

fn moment() -> impl Strategy<Value = i64> {
    prop_oneof![
        -1_800_000_i64..5_400_000,
        // The edges, and a millisecond to either side.
        prop::sample::select(vec![0_i64, 300_000, 600_000, 1_800_000, 2_880_000, 3_600_000, 4_200_000])
            .prop_flat_map(|edge| (edge - 1)..=(edge + 1)),
    ]
}

pub fn step() -> impl Strategy<Value = Step> {
    let connection = 0_u8..6;
    let who = 0_u8..5;
    prop_oneof![
        6 => (connection.clone(), moment(), prop::bool::weighted(0.05)).prop_map(|(c, at, machine)| Step::Joined { connection: c, who: c % 5, at, machine }),
        6 => (connection.clone(), moment(), 0_u8..3).prop_map(|(c, at, reason)| Step::Left { connection: c, who: c % 5, at, reason }),
        1 => (connection.clone(), moment()).prop_map(|(c, at)| Step::Aborted { connection: c, who: c % 5, at }),
        2 => (connection.clone(), moment()).prop_map(|(c, at)| Step::Track { connection: c, who: c % 5, at }),
        1 => moment().prop_map(|at| Step::Finished { at }),
        5 => (moment(), prop::collection::vec((connection, 0_u8..4), 0..4)).prop_map(|(at, active)| Step::Roster { at, active }),
        1 => (who.clone(), moment(), any::<bool>()).prop_map(|(who, at, arrives)| Step::Mark { who, at, arrives }),
        1 => (who.clone(), moment(), any::<bool>(), any::<bool>()).prop_map(|(who, at, arrives, is_scan)| Step::Visit { who, at, arrives, is_scan }),
        1 => (who, moment(), prop::sample::select(vec![None, Some("present"), Some("partial"), Some("absent"), Some("excused")]), prop::option::of(0_u32..5_000))
            .prop_map(|(who, at, outcome, seconds)| Step::Override { who, at, outcome, seconds }),
        1 => (moment(), prop::sample::select(vec![None, Some("p1"), Some("x1")])).prop_map(|(at, to)| Step::Bind { at, to }),
    ]
}

pub fn history() -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec(step(), 0..24)
}

pub fn instant(millis: i64) -> String {
    rollcall::domain::time::Timestamp::from_millis(START * 1_000 + millis).to_string()
}

fn webhook(index: usize, event: &str, at: i64, connection: u8, who: u8, more: Value) -> Value {
    let mut participant = json!({
        "sid": format!("PA_{connection}"), "identity": IDENTITIES[usize::from(who)], "state": "ACTIVE",
    });
    participant.as_object_mut().expect("an object").extend(more.as_object().cloned().unwrap_or_default());
    json!({"source": "livekit", "receivedAt": instant(at + 700), "webhook": {
        "event": event, "id": format!("EV_{index}"), "createdAt": (START + at.div_euclid(1_000)).to_string(),
        "room": {"name": "lesson"}, "participant": participant,
    }})
}

/// The steps as evidence items of a bundle.
pub fn evidence(steps: &[Step]) -> Vec<Value> {
    steps.iter().enumerate().map(|(index, step)| item(index, step)).collect()
}

fn item(index: usize, step: &Step) -> Value {
    let joined = |at: &i64| (START * 1_000 + at - at.rem_euclid(7)).to_string();
    match step {
        Step::Joined { connection, who, at, machine } => webhook(
            index,
            "participant_joined",
            *at,
            *connection,
            *who,
            json!({"joinedAtMs": joined(at), "kind": if *machine { "AGENT" } else { "STANDARD" }}),
        ),
        Step::Left { connection, who, at, reason } => {
            let reason = ["CLIENT_INITIATED", "CONNECTION_TIMEOUT", "SOMETHING_NEW"][usize::from(*reason)];
            webhook(index, "participant_left", *at, *connection, *who, json!({"disconnectReason": reason}))
        }
        Step::Aborted { connection, who, at } => {
            webhook(index, "participant_connection_aborted", *at, *connection, *who, json!({}))
        }
        Step::Track { connection, who, at } => {
            webhook(index, "track_published", *at, *connection, *who, json!({}))
        }
        Step::Finished { at } => json!({"source": "livekit", "receivedAt": instant(at + 700), "webhook": {
            "event": "room_finished", "id": format!("EV_{index}"),
            "createdAt": (START + at.div_euclid(1_000)).to_string(), "room": {"name": "lesson"},
        }}),
        Step::Roster { at, active } => {
            let seen = active.iter().map(|(connection, state)| {
                let identity = IDENTITIES[usize::from(connection % 5)];
                let state = if *state == 0 { "JOINED" } else { "ACTIVE" };
                json!({"sid": format!("PA_{connection}"), "identity": identity, "state": state})
            });
            json!({"source": "livekit", "receivedAt": instant(*at),
                   "roster": {"room": "lesson", "participants": seen.collect::<Vec<_>>()}})
        }
        Step::Mark { who, at, arrives } => {
            json!({"source": "manual", "receivedAt": instant(at + 5), "mark": {
                "sessionId": "s1", "personId": person(*who), "direction": if *arrives { "in" } else { "out" },
                "at": instant(*at), "author": "t1",
            }})
        }
        Step::Visit { who, at, arrives, is_scan } => {
            let (person, direction) = (person(*who), if *arrives { "in" } else { "out" });
            if *is_scan {
                json!({"source": "qr", "receivedAt": instant(at + 5), "scan": {
                    "purpose": "venue", "venueId": "v1", "personId": person, "direction": direction,
                    "scannedAt": instant(*at), "nonce": format!("visit-{index}"),
                }})
            } else {
                json!({"source": "manual", "receivedAt": instant(at + 5), "visit": {
                    "venueId": "v1", "personId": person, "direction": direction, "at": instant(*at),
                    "author": "t1",
                }})
            }
        }
        Step::Override { who, at, outcome, seconds } => {
            json!({"source": "manual", "receivedAt": instant(*at), "override": {
                "sessionId": "s1", "personId": person(*who), "outcome": outcome, "creditedSeconds": seconds,
                "reason": format!("because {index}"), "author": "t1",
            }})
        }
        Step::Bind { at, to } => json!({"source": "manual", "receivedAt": instant(*at), "bind": {
            "source": "livekit", "value": "stranger", "personId": to, "author": "t1",
        }}),
    }
}

fn person(who: u8) -> &'static str {
    IDENTITIES[usize::from(who % 4)]
}

/// The lesson with this evidence and policy, looked at `as_of` milliseconds after its start.
pub fn bundle(evidence: &[Value], policy: Value, as_of: i64) -> Bundle {
    Bundle::read(&file(evidence, policy, as_of).to_string()).expect("a consistent bundle")
}

/// The same as a file.
pub fn file(evidence: &[Value], policy: Value, as_of: i64) -> Value {
    let person = |id: &str, role: &str| json!({"id": id, "role": role, "identities": [{"source": "livekit", "value": id}]});
    json!({
        "rollcallBundle": 1, "asOf": instant(as_of),
        "organization": {"timeZone": "Asia/Riyadh", "currency": "SAR", "policy": policy},
        "people": [person("t1", "teacher"), person("p1", "student"), person("p2", "student"), person("x1", "student")],
        "sessions": [{"id": "s1", "kind": "quran", "format": "group", "platform": "livekit", "room": "lesson",
                      "start": instant(0), "end": instant((END - START) * 1_000), "teacher": "t1", "students": ["p1", "p2"]}],
        "rates": [{"for": "pay", "perHour": "20.00", "validFrom": "2025-01-01"},
                  {"for": "charge", "perHour": "33.33", "validFrom": "2025-01-01"}],
        "evidence": evidence,
    })
}

/// A moment long after everything is settled, in milliseconds after the start.
pub const LATER: i64 = 30 * 24 * 3_600_000;
