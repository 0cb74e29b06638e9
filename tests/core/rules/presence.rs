//! Who was there when: connections, their ends, and the time nobody watched.

use serde_json::{Value, json};

use super::{HOUR, MINUTE, codes, joined, left, report, result, there, watched};
use crate::lesson::{LATER, Step, bundle, evidence, instant};
use Step::{Aborted, Finished, Joined, Left, Roster, Track};

#[test]
fn a_gap_of_the_grace_is_bridged_and_one_millisecond_more_is_not() {
    for (gap, stays) in [(120_000, 1), (120_001, 2)] {
        let mut steps = watched(&[]);
        steps.extend(there(1, 0, 20 * MINUTE));
        steps.extend(there(1, 20 * MINUTE + gap, HOUR));
        let result = result(&steps, json!({}));
        let report = report(&result, "p1");
        assert_eq!(report["intervals"].as_array().map(Vec::len), Some(stays));
        assert_eq!(report["bridgedSeconds"], if stays == 1 { 120 } else { 0 });
    }
}

#[test]
fn an_event_that_does_not_say_when_it_happened_proves_nothing() {
    let steps = [
        Joined { connection: 1, who: 1, at: 0, machine: false },
        Track { connection: 1, who: 1, at: 10 * MINUTE },
        left(1, 50 * MINUTE),
    ];
    let timed =
        |items: &[Value]| serde_json::to_value(bundle(items, json!({}), LATER).replay()).expect("JSON");
    let items = evidence(&steps);
    assert_eq!(report(&timed(&items), "p1")["creditedSeconds"], 50 * 60);
    for unreadable in [Value::Null, json!("abc"), json!("0"), json!(1.5), json!("1767603000000")] {
        let mut items = items.clone();
        items[2]["webhook"]["createdAt"] = unreadable.clone();
        let result = timed(&items);
        let report = report(&result, "p1");
        assert_eq!(report["creditedSeconds"], 10 * 60, "{unreadable}: proven by the last sign of life");
        assert_eq!(report["estimated"], true, "{unreadable}");
        assert!(report["possibleSeconds"].as_i64() >= Some(50 * 60), "{unreadable}: {report}");
        items.remove(1);
        items[0]["webhook"]["createdAt"] = unreadable.clone();
        items[0]["webhook"]["participant"]["joinedAtMs"] = Value::Null;
        let result = timed(&items);
        assert_eq!(self::report(&result, "p1")["creditedSeconds"], 0, "{unreadable}");
    }
}

#[test]
fn two_devices_are_one_person() {
    let mut steps = watched(&[]);
    steps.extend(there(1, 0, 30 * MINUTE));
    steps.extend([Joined { connection: 1, who: 1, at: 0, machine: false }, left(1, 30 * MINUTE)]);
    let result = result(&steps, json!({}));
    assert_eq!(report(&result, "p1")["creditedSeconds"], 1_800);
}

#[test]
fn a_leave_whose_join_was_lost_still_has_its_start() {
    let mut steps = watched(&[]);
    steps.push(left(1, 40 * MINUTE));
    let items: Vec<Value> = evidence(&steps)
        .into_iter()
        .map(|mut item| {
            if item["webhook"]["event"] == "participant_left" {
                item["webhook"]["participant"]["joinedAtMs"] =
                    json!((crate::lesson::START * 1_000 + 5 * MINUTE).to_string());
            }
            item
        })
        .collect();
    let result = serde_json::to_value(bundle(&items, json!({}), LATER).replay()).expect("JSON");
    let report = report(&result, "p1");
    assert_eq!(report["firstJoinAt"], "2026-01-05T08:05:00.000Z");
    assert_eq!((&report["creditedSeconds"], &report["estimated"]), (&json!(2_100), &json!(false)));
}

#[test]
fn a_leave_noticed_by_time_out_is_estimated() {
    let mut steps = watched(&[]);
    steps.extend([joined(1, 0), Left { connection: 1, who: 1, at: HOUR, reason: 1 }]);
    assert_eq!(report(&result(&steps, json!({})), "p1")["estimated"], true);
}

#[test]
fn an_end_nobody_saw_is_proven_until_the_last_sight_and_possible_until_two_rosters_missed_it() {
    let mut steps = vec![joined(1, 0)];
    for n in 0..14 {
        let active = if n * 5 <= 20 { vec![(1, 1)] } else { vec![] };
        steps.push(Roster { at: n * 5 * MINUTE, active });
    }
    let result = result(&steps, json!({}));
    let report = report(&result, "p1");
    assert_eq!(
        report["lastLeaveAt"], "2026-01-05T08:19:39.000Z",
        "less what a vanished client is listed for"
    );
    assert_eq!((&report["creditedSeconds"], &report["possibleSeconds"]), (&json!(1_179), &json!(1_500)));
    assert_eq!((&report["outcome"], &report["estimated"]), (&json!("absent"), &json!(true)));
    assert!(codes(report).contains(&"unseen_end"));
}

#[test]
fn one_missed_roster_closes_nobody() {
    let mut steps = vec![joined(1, 0), left(1, HOUR)];
    steps.extend(
        (1..12).map(|n| Roster { at: n * 5 * MINUTE, active: if n == 6 { vec![] } else { vec![(1, 1)] } }),
    );
    assert_eq!(report(&result(&steps, json!({})), "p1")["intervals"].as_array().map(Vec::len), Some(1));
}

#[test]
fn an_attempt_that_never_came_up_is_no_presence() {
    let mut steps = watched(&[]);
    steps.push(Aborted { connection: 1, who: 1, at: 10 * MINUTE });
    assert_eq!(report(&result(&steps, json!({})), "p1")["firstJoinAt"], Value::Null);
    // The same event ends a connection that had come up.
    steps.push(joined(1, 0));
    assert_eq!(report(&result(&steps, json!({})), "p1")["creditedSeconds"], 600);
}

#[test]
fn agents_and_recorders_are_not_people() {
    let mut steps = watched(&[]);
    steps.extend([Joined { connection: 4, who: 4, at: 0, machine: true }, left(4, HOUR)]);
    let result = result(&steps, json!({}));
    assert_eq!(result["sessions"][0]["unmatched"], json!([]));
}

#[test]
fn silence_longer_than_the_setting_is_unwatched() {
    for (second, unknown) in [(15 * MINUTE, false), (50 * MINUTE, true)] {
        // Heard at the start and at `second`, then every five minutes from minute 50 on.
        let mut steps = vec![Roster { at: 0, active: vec![] }, Roster { at: second, active: vec![] }];
        steps.extend(
            (3..14)
                .filter(|n| *n * 5 * MINUTE >= second)
                .map(|n| Roster { at: n * 5 * MINUTE, active: vec![] }),
        );
        let result = result(&steps, json!({}));
        assert_eq!(report(&result, "p1")["outcome"] == "unknown", unknown, "{second}");
    }
}

#[test]
fn nobody_can_be_there_after_the_room_has_closed() {
    let mut steps = vec![joined(1, 0), left(1, 10 * MINUTE), Finished { at: 10 * MINUTE }];
    steps.push(Track { connection: 1, who: 1, at: 5 * MINUTE });
    assert_eq!(report(&result(&steps, json!({})), "p2")["outcome"], "absent");
}

#[test]
fn a_call_that_still_lives_reaches_until_one_looks() {
    // Somebody is in the call since half an hour before the lesson, whose window begins at its start.
    let poll = json!({"source": "meet", "receivedAt": instant(-10 * MINUTE), "poll": {"space": "spaces/x", "records": [
        {"name": "c", "startTime": instant(-30 * MINUTE), "participants": [{"name": "c/p", "signedinUser": {"user": "users/1"},
         "participantSessions": [{"name": "c/p/s", "startTime": instant(-30 * MINUTE)}]}]}]}});
    for (as_of, counts) in [(-5 * MINUTE, false), (0, false), (1, true)] {
        let mut file = crate::lesson::file(std::slice::from_ref(&poll), json!({}), as_of);
        file["sessions"][0]["platform"] = json!("meet");
        file["sessions"][0]["meetSpace"] = json!("spaces/x");
        file["people"][1]["identities"] = json!([{"source": "meet", "value": "users/1"}]);
        let bundle = rollcall::bundle::Bundle::read(&file.to_string()).expect("a bundle");
        let result = serde_json::to_value(bundle.replay()).expect("JSON");
        assert_eq!(report(&result, "p1")["firstJoinAt"] != Value::Null, counts, "{as_of}");
    }
}
