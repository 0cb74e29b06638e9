//! Clients that vanish, connections of another day, and whoever comes back when the lesson is over.

use serde_json::{Value, json};

use super::{HOUR, MINUTE, codes, joined, left, report, result, watched};
use crate::lesson::{LATER, Step, bundle, evidence, instant};
use Step::{Left, Roster, Track};

fn timed_out(connection: u8, at: i64) -> Step {
    Left { connection, who: connection, at, reason: 1 }
}

#[test]
fn a_client_that_was_killed_is_proven_until_that_much_before_the_platform_noticed() {
    for (policy, proven) in
        [(json!({}), 118), (json!({"vanishSeconds": 0}), 139), (json!({"vanishSeconds": 600}), 0)]
    {
        // The real day: killed at 118 s, still in rosters, "left" at 139 s.
        let mut steps = watched(&[]);
        steps.extend([joined(1, 0), Roster { at: 130_000, active: vec![(1, 1)] }, timed_out(1, 139_000)]);
        let result = result(&steps, policy.clone());
        let report = report(&result, "p1");
        assert_eq!(report["creditedSeconds"], proven, "{policy}");
        assert_eq!(report["possibleSeconds"], 139, "{policy}");
        assert_eq!(report["lastLeaveAt"], instant(i64::from(proven) * 1_000));
        assert_eq!(codes(report).contains(&"unseen_end"), proven < 139);
    }
}

#[test]
fn what_a_vanished_client_published_itself_it_was_there_for() {
    for (track, proven) in [(117_000, 118), (125_000, 125), (139_000, 139), (140_000, 118)] {
        let mut steps = watched(&[]);
        steps.extend([joined(1, 0), Track { connection: 1, who: 1, at: track }, timed_out(1, 139_000)]);
        assert_eq!(report(&result(&steps, json!({})), "p1")["creditedSeconds"], proven, "{track}");
    }
}

#[test]
fn a_last_sight_in_a_roster_proves_until_that_much_before_it() {
    let mut steps = vec![joined(1, 0), Track { connection: 1, who: 1, at: 60_000 }];
    steps.extend(
        (1..14).map(|n| Roster { at: n * 5 * MINUTE, active: if n < 5 { vec![(1, 1)] } else { vec![] } }),
    );
    let result = result(&steps, json!({}));
    assert_eq!(report(&result, "p1")["creditedSeconds"], 20 * 60 - 21);
    assert_eq!(report(&result, "p1")["possibleSeconds"], 25 * 60);
}

#[test]
fn a_lesson_waits_for_whoever_was_last_proven_that_much_before_its_end() {
    // The window ends at minute 70, and nothing is heard later.
    for (last, settled) in [(70 * MINUTE, false), (70 * MINUTE + 20_999, false), (70 * MINUTE + 21_000, true)]
    {
        let steps = [joined(1, 0), Roster { at: last, active: vec![(1, 1)] }];
        let replay = bundle(&evidence(&steps), json!({}), 71 * MINUTE).replay();
        let result = serde_json::to_value(replay).expect("JSON");
        assert_eq!(result["sessions"][0]["settled"], settled, "{last}");
    }
}

#[test]
fn a_stay_of_another_day_in_the_same_room_is_no_part_of_the_lesson() {
    let half_hour = 30 * MINUTE;
    for (from, to, counts) in [
        (-2 * HOUR, -half_hour, true),
        (-2 * HOUR, -half_hour - 1_000, false),
        (-25 * HOUR, -24 * HOUR, false),
        (70 * MINUTE + half_hour, 3 * HOUR, true),
        (70 * MINUTE + half_hour + 1, 3 * HOUR, false),
        (24 * HOUR, 25 * HOUR, false),
    ] {
        let mut items = evidence(&[joined(1, from), left(1, to)]);
        for item in &mut items {
            item["webhook"]["participant"]["joinedAtMs"] =
                json!((crate::lesson::START * 1_000 + from).to_string());
        }
        items.extend(evidence(&watched(&[])));
        let result = serde_json::to_value(bundle(&items, json!({}), LATER).replay()).expect("JSON");
        let report = report(&result, "p1");
        assert_eq!(report["firstJoinAt"] != Value::Null, counts, "{from}..{to}");
        assert_eq!(report["intervals"].as_array().map(Vec::len), Some(usize::from(counts)));
    }
}

#[test]
fn whoever_comes_back_when_the_teacher_has_ended_it_takes_no_part() {
    for (again, counts) in [(-1, true), (0, false), (15_000, false)] {
        let ended = 30 * MINUTE;
        let mut items =
            evidence(&[joined(1, 0), left(1, ended - 60_000), joined(3, ended + again), left(3, HOUR)]);
        for item in &mut items[2..] {
            item["webhook"]["participant"]["identity"] = json!("p1");
            item["webhook"]["participant"]["joinedAtMs"] =
                json!((crate::lesson::START * 1_000 + ended + again).to_string());
        }
        items.extend(evidence(&watched(&[])));
        let mut file = crate::lesson::file(&items, json!({}), LATER);
        file["sessions"][0]["completedAt"] = json!(instant(ended));
        let bundle = rollcall::bundle::Bundle::read(&file.to_string()).expect("a bundle");
        let result = serde_json::to_value(bundle.replay()).expect("JSON");
        // Bridging the minute before would have credited it.
        let report = report(&result, "p1");
        assert_eq!(report["creditedSeconds"], if counts { 30 * 60 } else { 29 * 60 }, "{again}");
    }
}
