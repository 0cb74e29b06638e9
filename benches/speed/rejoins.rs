//! One identity that comes back over and over: what a join costs to judge must not grow with those before it.

use std::time::{Duration, Instant};

use rollcall::bundle::Bundle;
use serde_json::{Value, json};

/// 2026-01-05T08:00:00Z, in seconds.
const START: i64 = 1_767_600_000;
/// Joins of one lesson: a quadratic step shows between them.
const JOINS: [i64; 2] = [2_500, 40_000];
const RUNS: usize = 3;

/// A lesson of LiveKit, and one of Meet, of one learner whose connection breaks again and again; once with every
/// leave, once with none, so that each connection has to find what closed it.
pub fn many_joins_against_few() {
    println!("One identity joining a lesson of a week {} and {} times", JOINS[0], JOINS[1]);
    for (name, evidence) in
        [("LiveKit", left as fn(i64) -> Vec<Value>), ("LiveKit, every leave lost", lost), ("Meet", met)]
    {
        let [few, many] = JOINS.map(|joins| fastest(joins, &evidence(joins)) / u32::try_from(joins).unwrap());
        let ratio = many.as_secs_f64() / few.as_secs_f64();
        println!("{name}: {few:.1?} and {many:.1?} a join: {ratio:.2} times");
    }
}

fn fastest(joins: i64, evidence: &[Value]) -> Duration {
    let week = 7 * 24 * 3_600;
    let text = json!({
        "rollcallBundle": 1, "asOf": "2026-03-01T00:00:00Z",
        "organization": {"timeZone": "UTC", "currency": "SAR", "policy": {"reconnectGraceSeconds": 1, "vanishSeconds": 0}},
        "people": [{"id": "t1", "role": "teacher"}, {"id": "p1", "role": "student",
                    "identities": [{"source": "livekit", "value": "p1"}, {"source": "meet", "value": "users/1"}]}],
        "sessions": [{"id": "s1", "kind": "quran", "format": "group", "platform": "livekit", "room": "r", "meetSpace": "spaces/x",
                      "start": instant(0), "end": instant(week), "teacher": "t1", "students": ["p1"]}],
        "evidence": evidence,
    });
    let bundle = Bundle::read(&text.to_string()).unwrap();
    let runs = (0..RUNS).map(|_| {
        let began = Instant::now();
        let evaluations = bundle.evaluate();
        let took = began.elapsed();
        let stays = evaluations[0].reports[0].intervals.len();
        assert!(i64::try_from(stays).unwrap() >= joins / 2, "{stays} stays");
        took
    });
    runs.min().unwrap()
}

/// Five seconds of every fifteen; the policy bridges one.
fn left(joins: i64) -> Vec<Value> {
    let pairs = (0..joins).flat_map(|n| {
        let sid = format!("PA_{n}");
        [event(n, "participant_joined", n * 15, &sid), event(n, "participant_left", n * 15 + 5, &sid)]
    });
    pairs.collect()
}

fn lost(joins: i64) -> Vec<Value> {
    let pairs = (0..joins).flat_map(|n| {
        let sid = format!("PA_{n}");
        [event(n, "participant_joined", n * 15, &sid), event(n, "track_published", n * 15 + 5, &sid)]
    });
    let rosters = (0..joins / 10).map(|n| {
        json!({"source": "livekit", "receivedAt": instant(n * 150 + 7), "roster": {"room": "r", "participants": []}})
    });
    pairs.chain(rosters).collect()
}

fn met(joins: i64) -> Vec<Value> {
    let stays: Vec<Value> = (0..joins)
        .map(|n| json!({"name": format!("c/p/s{n}"), "startTime": instant(n * 15), "endTime": instant(n * 15 + 5)}))
        .collect();
    vec![
        json!({"source": "meet", "receivedAt": "2026-02-01T00:00:00Z", "poll": {"space": "spaces/x", "records": [
        {"name": "c", "startTime": instant(0), "endTime": instant(joins * 15), "participants": [
            {"name": "c/p", "signedinUser": {"user": "users/1"}, "participantSessions": stays}]}]}}),
    ]
}

fn event(n: i64, event: &str, at: i64, sid: &str) -> Value {
    json!({"source": "livekit", "receivedAt": instant(at), "webhook": {
        "event": event, "id": format!("EV_{event}_{n}"), "createdAt": START + at, "room": {"name": "r"},
        "participant": {"sid": sid, "identity": "p1", "joinedAt": START + at - at % 15}}})
}

fn instant(seconds: i64) -> String {
    rollcall::domain::time::Timestamp::from_seconds(START + seconds).to_string()
}
