//! What is one piece of evidence, however often it was received.

use serde_json::{Value, json};

use super::{HOUR, joined, left, report, watched};
use crate::lesson::{LATER, bundle, evidence, instant};

fn replay(items: &[Value]) -> Value {
    serde_json::to_value(bundle(items, json!({}), LATER).replay()).expect("JSON")
}

#[test]
fn a_webhook_without_an_id_received_twice_is_one() {
    let mut items = evidence(&watched(&[]));
    for mut item in evidence(&[joined(1, 0), left(1, HOUR)]) {
        item["webhook"].as_object_mut().expect("an object").remove("id");
        items.push(item);
    }
    let once = replay(&items);
    let again: Vec<Value> = items
        .iter()
        .filter(|item| item.get("webhook").is_some())
        .map(|item| json!({"source": "livekit", "receivedAt": instant(2 * HOUR), "webhook": item["webhook"]}))
        .collect();
    items.extend(again);
    // The reasons name the evidence, so that a second one would be seen there too.
    assert_eq!(replay(&items), once);
    assert_eq!(report(&once, "p1")["reasons"][0]["evidence"].as_array().map(Vec::len), Some(2));
}

#[test]
fn one_roster_whose_instant_is_written_in_two_ways_is_one() {
    let seen = json!({"room": "lesson", "participants": []});
    let mut items = evidence(&[joined(1, 0)]);
    for at in ["2026-01-05T08:10:00Z", "2026-01-05T08:10:00.000Z", "2026-01-05T11:10:00+03:00"] {
        items.push(json!({"source": "livekit", "receivedAt": at, "roster": seen}));
    }
    // Two in a row would close the connection at minute 10.
    let replay = bundle(&items, json!({"vanishSeconds": 0}), HOUR / 2).replay();
    let result = serde_json::to_value(replay).expect("JSON");
    assert_eq!(report(&result, "p1")["intervals"][0]["to"], Value::Null);
}

#[test]
fn an_id_that_cannot_be_a_name_is_none() {
    for id in ["", "a\0b", &"x".repeat(1_025)] {
        let mut items = evidence(&[joined(1, 0), left(1, HOUR)]);
        for item in &mut items {
            item["webhook"]["id"] = json!(id);
        }
        items.extend(evidence(&watched(&[])));
        assert_eq!(report(&replay(&items), "p1")["creditedSeconds"], 3_600, "{:.9}", id.escape_debug());
    }
}
