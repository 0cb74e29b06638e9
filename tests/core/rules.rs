//! Rules of DESIGN.md section 4 as small stories: each walks up to a boundary, stands on it, and steps past it.

use serde_json::{Value, json};

use crate::lesson::{LATER, Step, bundle, evidence};
use Step::{Aborted, Finished, Joined, Left, Override, Roster, Track};

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
fn shares_are_inclusive_to_the_millisecond() {
    for (until, learner, teacher) in [
        (HOUR * 8 / 10, "present", "partial"),
        (HOUR * 8 / 10 - 1, "partial", "partial"),
        (HOUR / 2, "partial", "partial"),
        (HOUR / 2 - 1, "absent", "absent"),
        (HOUR * 9 / 10, "present", "present"),
        (HOUR * 9 / 10 - 1, "present", "partial"),
    ] {
        let mut steps = watched(&[]);
        steps.extend(there(0, 0, until));
        steps.extend(there(1, 0, until));
        let result = result(&steps, json!({}));
        assert_eq!(report(&result, "p1")["outcome"], learner, "{until}");
        assert_eq!(report(&result, "t1")["outcome"], teacher, "{until}");
    }
}

#[test]
fn late_is_more_than_the_grace_and_whoever_stays_a_full_hour_is_not_late() {
    for (from, to, late) in [
        (600_000, HOUR, false),
        (600_001, HOUR, true),
        (600_001, HOUR + 600_000, true),
        (599_999, HOUR + 599_999, false),
    ] {
        let mut steps = watched(&[]);
        steps.extend(there(1, from, to));
        let result = result(&steps, json!({"overrunCreditSeconds": 601}));
        assert_eq!(report(&result, "p1")["isLate"], late, "{from}..{to}");
        assert_eq!(report(&result, "p1")["lateSeconds"], from / 1_000);
    }
    let mut steps = watched(&[]);
    steps.extend(there(1, 600_001, HOUR + 600_001));
    let result = result(&steps, json!({"overrunCreditSeconds": 601}));
    assert_eq!(report(&result, "p1")["isLate"], false, "the 100 % rule");
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
    assert_eq!(report["lastLeaveAt"], "2026-01-05T08:20:00.000Z");
    assert_eq!((&report["creditedSeconds"], &report["possibleSeconds"]), (&json!(1_200), &json!(1_500)));
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
fn a_verdict_that_hangs_on_an_unseen_end_is_unknown() {
    // Seen until minute 40, gone some time before minute 50: partial or present.
    let mut steps = vec![joined(1, 0)];
    steps.extend([5, 10, 15, 20, 25, 30, 35, 40].map(|m| Roster { at: m * MINUTE, active: vec![(1, 1)] }));
    steps.extend([50, 55, 60, 65].map(|m| Roster { at: m * MINUTE, active: vec![] }));
    let result = result(&steps, json!({}));
    assert_eq!(report(&result, "p1")["outcome"], "unknown");
    assert_eq!(result["sessions"][0]["needsReview"], true);
    assert_eq!(result["lines"][0]["blocked"], "needs_review");
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
fn a_stranger_makes_absence_unknown_until_somebody_says_who_it_is() {
    let mut steps = watched(&[]);
    steps.extend([joined(4, 0), left(4, HOUR)]);
    let before = result(&steps, json!({}));
    assert_eq!(before["sessions"][0]["unmatched"], json!([{"source": "livekit", "value": "stranger"}]));
    assert_eq!(report(&before, "p1")["outcome"], "unknown");
    assert_eq!(codes(report(&before, "p1")), ["no_presence", "unmatched_participants"]);

    steps.push(Step::Bind { at: 2 * HOUR, to: Some("p1") });
    let bound = result(&steps, json!({}));
    assert_eq!(report(&bound, "p1")["outcome"], "present");
    assert_eq!(report(&bound, "p2")["outcome"], "absent");

    steps.push(Step::Bind { at: 3 * HOUR, to: None });
    let nobody = result(&steps, json!({}));
    assert_eq!(report(&nobody, "p1")["outcome"], "absent");
    assert_eq!(nobody["sessions"][0]["unmatched"], json!([]));
}

#[test]
fn a_guest_of_three_seconds_changes_nothing() {
    let mut steps = watched(&[]);
    steps.extend([joined(4, 0), left(4, 3_000)]);
    assert_eq!(report(&result(&steps, json!({})), "p1")["outcome"], "absent");
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
fn an_outage_makes_nobody_absent() {
    let result = result(&[], json!({"unwatchedAfterSeconds": 0}));
    assert_eq!(report(&result, "p1")["outcome"], "unknown");
    assert_eq!(codes(report(&result, "p1")), ["no_presence", "unwatched_time"]);
}

#[test]
fn of_two_words_at_one_moment_the_smaller_text_holds() {
    let word =
        |outcome: &'static str, at: i64| Override { who: 1, at, outcome: Some(outcome), seconds: None };
    let both = [word("present", HOUR), word("excused", HOUR)];
    assert_eq!(report(&result(&both, json!({})), "p1")["outcome"], "excused");
    let later = [word("present", HOUR + 1), word("excused", HOUR)];
    assert_eq!(report(&result(&later, json!({})), "p1")["outcome"], "present");
}

#[test]
fn an_absence_somebody_stated_states_no_time() {
    let mut steps = watched(&[]);
    for person in [0, 1] {
        steps.extend(there(person, 0, HOUR));
    }
    steps.push(Override { who: 1, at: 2 * HOUR, outcome: Some("absent"), seconds: None });
    let result = result(&steps, json!({}));
    let charge = &result["lines"][0];
    assert_eq!(charge["rule"], "present+absent:copresence");
    assert_eq!((&charge["seconds"], &charge["amount"]["minor"]), (&json!(0), &json!(0)));
    assert_eq!(report(&result, "p1")["creditedSeconds"], 3_600, "measured all the same");
}

#[test]
fn a_word_against_what_was_measured_is_a_finding_and_an_excuse_is_not() {
    const FINDING: &str = "finding: override_contradicts_evidence";
    for (there_until, stated, contradicts) in [
        (HOUR, "present", false),
        (HOUR, "absent", true),
        (HOUR, "excused", false),
        (0, "present", true),
        (0, "excused", false),
    ] {
        let mut steps = watched(&[]);
        steps.extend(there(1, 0, there_until));
        steps.push(Override { who: 1, at: 2 * HOUR, outcome: Some(stated), seconds: None });
        let result = result(&steps, json!({}));
        assert_eq!(codes(report(&result, "p1")).contains(&FINDING), contradicts, "{there_until} {stated}");
    }
}

#[test]
fn time_becomes_money_once_and_half_a_cent_goes_up() {
    use rollcall::domain::money::amount::{Currency, Price};
    for (price, millis, currency, amount) in [
        ("10.00", 7_260_000, "USD", "20.17"),
        ("0.005", 3_600_000, "USD", "0.01"),
        ("0.00499", 3_600_000, "USD", "0.00"),
        ("1000", 1_800_000, "JPY", "500"),
        ("1.001", 1_800_000, "KWD", "0.501"),
        ("33.33", 3_600_000, "SAR", "33.33"),
    ] {
        let currency = Currency::from_code(currency).expect("known");
        let price = Price::parse(price).expect("a price");
        assert_eq!(price.for_time(millis, currency).amount(), amount);
    }
}

#[test]
fn periods_are_local_half_open_and_named_by_their_last_day() {
    use rollcall::domain::money::period::{Period, StartDay};
    use rollcall::domain::time::Timestamp;
    let zone = chrono_tz::Asia::Riyadh;
    for (day, at, name, from, to) in [
        (1, "2026-01-31T20:59:59.999Z", (2026, 1), "2025-12-31T21:00:00.000Z", "2026-01-31T21:00:00.000Z"),
        (1, "2026-01-31T21:00:00Z", (2026, 2), "2026-01-31T21:00:00.000Z", "2026-02-28T21:00:00.000Z"),
        (29, "2026-01-28T20:59:59.999Z", (2026, 1), "2025-12-28T21:00:00.000Z", "2026-01-28T21:00:00.000Z"),
        (29, "2026-01-28T21:00:00Z", (2026, 2), "2026-01-28T21:00:00.000Z", "2026-02-28T21:00:00.000Z"),
        // There is no 29 February in 2026: March begins on the first, and ends on the 28th.
        (29, "2026-02-28T21:00:00Z", (2026, 3), "2026-02-28T21:00:00.000Z", "2026-03-28T21:00:00.000Z"),
    ] {
        let period =
            Period::of(Timestamp::parse(at).expect("an instant"), zone, StartDay::new(day).expect("a day"));
        let range = period.range(zone);
        assert_eq!((period.year, period.month), name, "{day} {at}");
        assert_eq!(
            (range.from.to_string(), range.to.to_string()),
            (from.to_owned(), to.to_owned()),
            "{day} {at}"
        );
    }
}

#[test]
fn a_bundle_that_is_wrong_is_refused_by_the_path_of_the_key() {
    use rollcall::bundle::Bundle;
    let good = json!({
        "rollcallBundle": 1, "asOf": "2026-01-05T12:00:00Z",
        "organization": {"timeZone": "Asia/Riyadh", "currency": "SAR"},
        "people": [{"id": "t1", "role": "teacher"}],
        "sessions": [{"id": "s1", "kind": "quran", "format": "group", "platform": "livekit", "room": "r",
                      "start": "2026-01-05T08:00:00Z", "end": "2026-01-05T09:00:00Z", "teacher": "t1", "students": []}],
        "evidence": [],
    });
    assert!(Bundle::read(&good.to_string()).is_ok());
    let spoiled: [(&str, Value, &str); 8] = [
        ("/sessions/0/end", json!("2026-01-05T08:00:00Z"), "sessions[0].end"),
        ("/sessions/0/teacher", json!("t2"), "sessions[0].teacher"),
        ("/sessions/0/colour", json!("red"), "sessions[0].colour"),
        ("/sessions/0/completedAt", json!("2026-01-05T08:00:00Z"), "sessions[0].completedAt"),
        (
            "/organization/policy",
            json!({"learnerPresentShare": 1.01}),
            "organization.policy.learnerPresentShare",
        ),
        ("/organization/currency", json!("XYZ"), "organization.currency"),
        (
            "/evidence",
            json!([{"source": "meet", "receivedAt": "2026-01-05T08:00:00Z", "webhook": {}}]),
            "evidence[0].source",
        ),
        ("/rollcallBundle", json!(2), "rollcallBundle"),
    ];
    for (pointer, value, path) in spoiled {
        let mut bad = good.clone();
        let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
        bad.pointer_mut(parent).expect("a place")[key] = value;
        let error = Bundle::read(&bad.to_string()).expect_err(pointer);
        assert_eq!(error.path, path, "{error}");
    }
}

#[test]
fn nobody_waits_for_a_connection_that_is_nobodys() {
    // Somebody bound to nobody never leaves: without the bind the lesson would wait until it is stale.
    let watch: Vec<Step> = (0..20).map(|n| Roster { at: n * 5 * MINUTE + 1, active: vec![] }).collect();
    let open = |bound: bool| {
        let mut steps = watch.clone();
        steps.push(joined(4, 69 * MINUTE));
        steps.retain(|step| !matches!(step, Roster { at, .. } if *at > 69 * MINUTE));
        if bound {
            steps.push(Step::Bind { at: 70 * MINUTE, to: None });
        }
        let replay = bundle(&evidence(&steps), json!({}), 75 * MINUTE).replay();
        serde_json::to_value(replay).expect("JSON")["sessions"][0]["settled"].clone()
    };
    assert_eq!((open(false), open(true)), (json!(false), json!(true)));
}
