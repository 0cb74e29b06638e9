//! Rules of DESIGN.md section 4 as small stories: each walks up to a boundary, stands on it, and steps past it.

mod duplicates;
mod money;
mod onsite;
mod presence;
mod vanished;
mod verdict;
mod visits;

use serde_json::Value;

use crate::lesson::{LATER, Step, bundle, evidence};
use Step::{Joined, Left, Roster};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

fn joined(connection: u8, at: i64) -> Step {
    Joined { connection, who: connection, at, machine: false }
}

fn left(connection: u8, at: i64) -> Step {
    Left { connection, who: connection, at, reason: 0 }
}

/// Rosters that see these connections every five minutes, so that no stretch is unwatched.
fn watched(active: &[u8]) -> Vec<Step> {
    (0..15)
        .map(|n| Roster { at: n * 5 * MINUTE + 1, active: active.iter().map(|c| (*c, 1)).collect() })
        .collect()
}

fn result(steps: &[Step], policy: Value) -> Value {
    serde_json::to_value(bundle(&evidence(steps), policy, LATER).replay()).expect("JSON")
}

fn report<'a>(result: &'a Value, person: &str) -> &'a Value {
    let reports = result["sessions"][0]["reports"].as_array().expect("reports");
    reports.iter().find(|report| report["personId"] == person).expect("on the roster")
}

fn codes(report: &Value) -> Vec<&str> {
    report["reasons"]
        .as_array()
        .expect("reasons")
        .iter()
        .filter_map(|reason| reason["code"].as_str())
        .collect()
}

/// A mark in and out: the one source whose edges are exact to the millisecond.
fn there(person: u8, from: i64, to: i64) -> [Step; 2] {
    [Step::Mark { who: person, at: from, arrives: true }, Step::Mark { who: person, at: to, arrives: false }]
}
