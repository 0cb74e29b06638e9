//! Scans and marks: in, out, at one instant, and beside what a platform saw.

use serde_json::{Value, json};

use super::{HOUR, MINUTE, codes, joined, left, report, watched};
use crate::lesson::{LATER, Step, bundle, evidence, instant};

/// A scan of `p1` into or out of the lesson, received `lag` milliseconds after it happened.
fn scan(nonce: &str, way: &str, at: i64, lag: i64) -> Value {
    json!({"source": "qr", "receivedAt": instant(at + lag), "scan": {"purpose": "session", "sessionId": "s1", "personId": "p1",
           "direction": way, "scannedAt": instant(at), "nonce": nonce}})
}

fn with(steps: &[Step], scans: &[Value], policy: Value, as_of: i64) -> Value {
    let mut items = evidence(steps);
    items.extend(scans.iter().cloned());
    serde_json::to_value(bundle(&items, policy, as_of).replay()).expect("JSON")
}

#[test]
fn of_scans_at_one_instant_whoever_is_inside_goes_out_first_whatever_came_first() {
    for (in_lag, out_lag) in [(1, 2), (2, 1), (1, 1)] {
        // Passed from one desk to the next at minute 20: still there until minute 50.
        let passed = [
            scan("a", "in", 0, 1),
            scan("b", "out", 20 * MINUTE, out_lag),
            scan("c", "in", 20 * MINUTE, in_lag),
            scan("d", "out", 50 * MINUTE, 1),
        ];
        let result = with(&watched(&[]), &passed, json!({}), LATER);
        assert_eq!(report(&result, "p1")["creditedSeconds"], 50 * 60, "{in_lag} {out_lag}");
        // In and out in one moment, from outside: nothing is left of it.
        let touched = [scan("a", "in", 20 * MINUTE, in_lag), scan("b", "out", 20 * MINUTE, out_lag)];
        let result = with(&watched(&[]), &touched, json!({}), LATER);
        let report = report(&result, "p1");
        assert_eq!((&report["creditedSeconds"], &report["possibleSeconds"]), (&json!(0), &json!(0)));
        assert_eq!(report["firstJoinAt"], report["lastLeaveAt"]);
        assert_eq!(codes(report), ["no_presence"]);
    }
}

#[test]
fn whoever_goes_out_without_having_come_may_have_been_there_since_the_start() {
    let result = with(&watched(&[]), &[scan("a", "out", 50 * MINUTE, 1)], json!({}), LATER);
    let one = report(&result, "p1");
    assert_eq!((&one["creditedSeconds"], &one["possibleSeconds"]), (&json!(0), &json!(50 * 60)));
    assert_eq!((&one["outcome"], codes(one)), (&json!("unknown"), vec!["no_presence", "unseen_start"]));
    assert_eq!(one["firstJoinAt"], one["lastLeaveAt"]);
    // Gone twice: the second time it was at the earliest after the first.
    let scans = [scan("a", "in", 0, 1), scan("b", "out", 30 * MINUTE, 1), scan("c", "out", 45 * MINUTE, 1)];
    let result = with(&watched(&[]), &scans, json!({}), LATER);
    let two = report(&result, "p1");
    assert_eq!((&two["creditedSeconds"], &two["possibleSeconds"]), (&json!(30 * 60), &json!(45 * 60)));
    assert_eq!(codes(two), ["left_early", "share", "unseen_start"]);
    // Before the start there is nothing to be possible.
    let result = with(&watched(&[]), &[scan("a", "out", -1, 1)], json!({}), LATER);
    assert_eq!(codes(report(&result, "p1")), ["no_presence"]);
}

#[test]
fn the_organisation_says_whether_a_scan_in_stands_for_the_rest_of_the_lesson() {
    let came = [scan("a", "in", 10 * MINUTE, 1)];
    let assumed = with(&watched(&[]), &came, json!({}), LATER);
    let one = report(&assumed, "p1");
    assert_eq!((&one["creditedSeconds"], &one["outcome"]), (&json!(50 * 60), &json!("present")));
    assert_eq!(codes(one), ["assumed_until_end", "share"]);
    let unseen = with(&watched(&[]), &came, json!({"onsiteUntilEnd": false}), LATER);
    let two = report(&unseen, "p1");
    assert_eq!((&two["creditedSeconds"], &two["possibleSeconds"]), (&json!(0), &json!(50 * 60)));
    assert_eq!((&two["outcome"], codes(two)), (&json!("unknown"), vec!["no_presence", "unseen_end"]));
    assert_eq!(two["lastLeaveAt"], json!(instant(10 * MINUTE)));
    // While it lasts nobody has to guess yet.
    let live = with(&[], &came, json!({"onsiteUntilEnd": false}), 30 * MINUTE);
    assert_eq!(report(&live, "p1")["intervals"][0]["to"], Value::Null);
}

#[test]
fn what_is_assumed_yields_to_what_a_platform_saw() {
    let mut steps = watched(&[]);
    steps.extend([joined(1, 0), left(1, 1_000_000)]);
    let came = [scan("a", "in", 5_000, 1)];
    for policy in [json!({}), json!({"onsiteUntilEnd": false})] {
        let result = with(&steps, &came, policy, LATER);
        let one = report(&result, "p1");
        assert_eq!((&one["creditedSeconds"], &one["possibleSeconds"]), (&json!(1_000), &json!(1_000)));
        assert_eq!(codes(one), ["left_early", "share"]);
        let charge = result["lines"].as_array().expect("lines").iter().find(|line| line["personId"] == "p1");
        assert_eq!(charge.expect("a charge")["seconds"], 0, "the teacher was not there");
    }
    // A scan out says more than an assumption: it is added to what was seen.
    let both = [scan("a", "in", 5_000, 1), scan("b", "out", HOUR / 2, 1)];
    assert_eq!(report(&with(&steps, &both, json!({}), LATER), "p1")["creditedSeconds"], 1_800);
    // Somebody else's connection is no reason.
    let mut other = watched(&[]);
    other.extend([joined(2, 0), left(2, 1_000_000)]);
    assert_eq!(report(&with(&other, &came, json!({}), LATER), "p1")["creditedSeconds"], 3_595);
}
