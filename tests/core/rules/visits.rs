//! Visits at a venue beside sessions: findings, or presence where the policy says so.

use proptest::prelude::*;
use rollcall::bundle::Bundle;
use serde_json::{Value, json};

use super::{HOUR, MINUTE, codes, report};
use crate::lesson::{LATER, file, instant};

const AT_VENUE: &str = "finding: at_venue_not_in_session";
const NOT_AT_VENUE: &str = "finding: in_session_not_at_venue";

/// A scan of a venue's code, received when it was made.
fn scan(person: &str, venue: &str, way: &str, at: i64) -> Value {
    json!({"source": "qr", "receivedAt": instant(at), "scan": {"purpose": "venue", "venueId": venue, "personId": person,
           "direction": way, "scannedAt": instant(at), "nonce": format!("{person}{venue}{way}{at}")}})
}

/// The same noted by hand.
fn noted(person: &str, venue: &str, way: &str, at: i64) -> Value {
    json!({"source": "manual", "receivedAt": instant(at), "visit": {"venueId": venue, "personId": person,
           "direction": way, "at": instant(at), "author": "t1", "reason": "forgot the phone"}})
}

fn mark(person: &str, at: i64) -> Value {
    json!({"source": "manual", "receivedAt": instant(at), "mark": {"sessionId": "s1", "personId": person,
           "direction": "in", "at": instant(at), "author": "t1"}})
}

/// The lesson on site, of an hour.
fn onsite(items: &[Value], venue: Option<&str>, policy: Value, as_of: i64) -> Bundle {
    let mut text = file(items, policy, as_of);
    let session = &mut text["sessions"][0];
    session["platform"] = json!("onsite");
    session["room"] = Value::Null;
    session["venueId"] = json!(venue);
    Bundle::read(&text.to_string()).expect("a consistent bundle")
}

fn judged(items: &[Value], venue: Option<&str>, policy: Value) -> Value {
    serde_json::to_value(onsite(items, venue, policy, LATER).replay()).expect("JSON")
}

fn findings(result: &Value, person: &str) -> Vec<String> {
    let all = codes(report(result, person));
    all.into_iter().filter(|code| code.starts_with("finding: ")).map(str::to_owned).collect()
}

#[test]
fn a_visit_during_the_session_of_somebody_who_never_came_into_it_is_a_finding() {
    for step in [scan, noted] {
        let around = [step("p1", "v1", "in", -10 * MINUTE), step("p1", "v1", "out", 2 * HOUR)];
        let result = judged(&around, None, json!({}));
        assert_eq!(findings(&result, "p1"), [AT_VENUE]);
        assert_eq!(report(&result, "p1")["outcome"], "absent", "it is no presence");
        assert!(findings(&result, "p2").is_empty());
        let before = [step("p1", "v1", "in", -2 * HOUR), step("p1", "v1", "out", 0)];
        assert!(findings(&judged(&before, None, json!({})), "p1").is_empty(), "gone when it began");
        let after = [step("p1", "v1", "in", HOUR)];
        assert!(findings(&judged(&after, None, json!({})), "p1").is_empty(), "came when it was over");
    }
}

#[test]
fn only_visits_of_the_venue_that_a_session_names_are_its_visits() {
    let elsewhere = [scan("p1", "v2", "in", 0), scan("p1", "v2", "out", HOUR)];
    assert_eq!(findings(&judged(&elsewhere, None, json!({})), "p1"), [AT_VENUE]);
    assert!(findings(&judged(&elsewhere, Some("v1"), json!({})), "p1").is_empty());
    let counts = json!({"venuePresenceCounts": true});
    assert_eq!(report(&judged(&elsewhere, None, counts.clone()), "p1")["outcome"], "present");
    assert_eq!(report(&judged(&elsewhere, Some("v1"), counts), "p1")["outcome"], "absent");
}

#[test]
fn who_is_in_a_session_and_never_came_to_its_venue_is_a_finding_that_changes_nothing() {
    let came = [mark("p1", 0), mark("t1", 0)];
    let result = judged(&came, Some("v1"), json!({}));
    assert_eq!(findings(&result, "p1"), [NOT_AT_VENUE]);
    assert!(findings(&result, "t1").is_empty(), "who teaches does not sign in");
    let without = judged(&came, None, json!({}));
    assert!(findings(&without, "p1").is_empty(), "it names no venue");
    assert_eq!(report(&result, "p1")["outcome"], report(&without, "p1")["outcome"]);
    assert_eq!(result["lines"], without["lines"]);
    let visited = [mark("p1", 0), scan("p1", "v1", "in", -5 * MINUTE)];
    assert!(findings(&judged(&visited, Some("v1"), json!({})), "p1").is_empty());
    // A way out alone: nobody knows since when.
    let left = [mark("p1", 0), scan("p1", "v1", "out", 2 * HOUR)];
    assert!(findings(&judged(&left, Some("v1"), json!({})), "p1").is_empty());
    let yesterday = [mark("p1", 0), scan("p1", "v1", "in", -20 * HOUR), scan("p1", "v1", "out", -19 * HOUR)];
    assert_eq!(findings(&judged(&yesterday, Some("v1"), json!({})), "p1"), [NOT_AT_VENUE]);
}

#[test]
fn where_visits_count_whoever_visits_is_there_and_nobody_of_the_roster_is_a_guest() {
    let counts = json!({"venuePresenceCounts": true});
    let all =
        [scan("p1", "v1", "in", 0), noted("x1", "v1", "in", 10 * MINUTE), noted("x1", "v1", "out", HOUR)];
    let result = judged(&all, Some("v1"), counts.clone());
    assert_eq!(report(&result, "p1")["outcome"], "present");
    assert!(codes(report(&result, "p1")).contains(&"assumed_until_end"));
    assert_eq!(result["sessions"][0]["guests"], json!(["x1"]));
    // Somebody who was forgotten inside the evening before is not here.
    let forgotten = [scan("p1", "v1", "in", -14 * HOUR)];
    assert_eq!(report(&judged(&forgotten, Some("v1"), counts.clone()), "p1")["outcome"], "absent");
    let again =
        [scan("p1", "v1", "in", -14 * HOUR), scan("p1", "v1", "in", HOUR), scan("p1", "v1", "out", 2 * HOUR)];
    assert_eq!(report(&judged(&again, Some("v1"), counts.clone()), "p1")["outcome"], "absent");
    // What happened days away changes nothing.
    let far: Vec<Value> = [-4, 4].map(|day| scan("p1", "v1", "out", day * 24 * HOUR)).into();
    let near = judged(&all, Some("v1"), counts.clone());
    assert_eq!(judged(&[&all[..], &far].concat(), Some("v1"), counts), near);
}

#[test]
fn a_noted_visit_is_read_strictly_and_from_people_alone() {
    let good = noted("p1", "v1", "in", 0);
    let read = |item: &Value| {
        let text = file(std::slice::from_ref(item), json!({}), LATER).to_string();
        Bundle::read(&text).map(drop).map_err(|error| error.to_string())
    };
    assert_eq!(read(&good), Ok(()));
    for (change, said) in [
        ((|item: &mut Value| item["source"] = json!("qr")) as fn(&mut Value), "source"),
        (|item| item["source"] = json!("import"), "source"),
        (|item| item["visit"]["nonce"] = json!("1"), "nonce"),
        (|item| drop(item["visit"].as_object_mut().unwrap().remove("venueId")), "venueId"),
        (|item| item["visit"]["direction"] = json!("up"), "direction"),
        (|item| item["visit"]["personId"] = json!("nobody"), "personId"),
    ] {
        let mut item = good.clone();
        change(&mut item);
        let refused = read(&item).expect_err("it is wrong");
        assert!(refused.contains(said), "{refused}");
    }
}

fn step() -> impl Strategy<Value = Value> {
    let person = prop::sample::select(vec!["t1", "p1", "p2", "x1"]);
    let venue = prop::sample::select(vec!["v1", "v2"]);
    let way = prop::sample::select(vec!["in", "out"]);
    // Hours apart, so that many fall on one instant.
    (person, venue, way, -30_i64..30, any::<bool>()).prop_map(|(person, venue, way, hours, is_scan)| {
        let at = hours * HOUR / 2;
        if is_scan { scan(person, venue, way, at) } else { noted(person, venue, way, at) }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn order_and_repeats_of_visits_do_not_matter(
        (items, mangled) in prop::collection::vec(step(), 0..16).prop_flat_map(|items| {
            let twice: Vec<Value> = items.iter().chain(items.iter().step_by(3)).cloned().collect();
            (Just(items), Just(twice).prop_shuffle())
        }),
        counts in any::<bool>(), named in any::<bool>(), as_of in prop_oneof![Just(LATER), -HOUR..2 * HOUR],
    ) {
        let venue = named.then_some("v1");
        let bytes = |items: &[Value]| {
            let bundle = onsite(items, venue, json!({"venuePresenceCounts": counts}), as_of);
            serde_json::to_string(&bundle.replay()).expect("JSON")
        };
        prop_assert_eq!(bytes(&items), bytes(&mangled));
    }
}
