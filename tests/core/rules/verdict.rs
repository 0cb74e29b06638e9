//! What may be said of it, and whose word stands.

use serde_json::json;

use super::{HOUR, MINUTE, codes, joined, left, report, result, there, watched};
use crate::lesson::{Step, bundle, evidence};
use Step::{Override, Roster};

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
    const LESS: &str = "finding: contradicts_presence";
    const MORE: &str = "finding: override_contradicts_evidence";
    for (there_until, stated, finding) in [
        (HOUR, "present", None),
        (HOUR, "partial", Some(LESS)),
        (HOUR, "absent", Some(LESS)),
        (HOUR, "excused", None),
        (0, "present", Some(MORE)),
        (0, "absent", None),
        (0, "excused", None),
    ] {
        let mut steps = watched(&[]);
        steps.extend(there(1, 0, there_until));
        steps.push(Override { who: 1, at: 2 * HOUR, outcome: Some(stated), seconds: None });
        let result = result(&steps, json!({}));
        let found = codes(report(&result, "p1"));
        let found: Vec<_> = found.iter().filter(|code| [LESS, MORE].contains(code)).copied().collect();
        assert_eq!(found, Vec::from_iter(finding), "{there_until} {stated}");
    }
}

#[test]
fn presence_that_was_proven_contradicts_an_absence_before_the_verdict_too() {
    let mut steps = watched(&[]);
    steps.extend(there(1, 0, HOUR));
    steps.push(Override { who: 1, at: HOUR, outcome: Some("absent"), seconds: None });
    for (as_of, contradicts) in [(HOUR - 1, false), (HOUR, true), (2 * HOUR, true)] {
        let result =
            serde_json::to_value(bundle(&evidence(&steps), json!({}), as_of).replay()).expect("JSON");
        let found = report(&result, "p1");
        assert_eq!(
            codes(found).contains(&"finding: contradicts_presence"),
            contradicts,
            "as of {as_of}: {found}"
        );
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
