//! The laws of DESIGN.md section 2 that are about the core, as properties.
//!
//! `PROPTEST_CASES` sets how many histories each law is tried on (default below; the release gate uses a million).

use proptest::prelude::*;
use rollcall::bundle::Bundle;
use rollcall::domain::evidence::{Evidence, known_at};
use rollcall::domain::time::Timestamp;
use rollcall::domain::verdict::outcome::Outcome;
use serde_json::{Value, json};

use crate::lesson::{LATER, bundle, evidence, history};

fn cases() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|set| set.parse().ok()).unwrap_or(400);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

fn bytes(bundle: &Bundle) -> String {
    serde_json::to_string(&bundle.replay()).expect("a result is JSON")
}

/// The same evidence in another order, some of it several times.
fn mangled(items: &[Value]) -> impl Strategy<Value = Vec<Value>> + use<> {
    let items = items.to_vec();
    let repeats = prop::collection::vec(1_usize..4, items.len());
    repeats
        .prop_map(move |times| {
            let repeated = items.iter().zip(times).flat_map(|(item, n)| vec![item.clone(); n]);
            repeated.collect::<Vec<_>>()
        })
        .prop_shuffle()
}

fn history_and_mangled() -> impl Strategy<Value = (Vec<Value>, Vec<Value>)> {
    history().prop_map(|steps| evidence(&steps)).prop_flat_map(|items| {
        let mangled = mangled(&items);
        (Just(items), mangled)
    })
}

proptest! {
    #![proptest_config(cases())]

    /// Law 2: any order, any duplication gives the same bytes, whenever one looks.
    #[test]
    fn order_and_repeats_do_not_matter((items, mangled) in history_and_mangled(), as_of in prop_oneof![Just(LATER), 0_i64..8_000_000]) {
        prop_assert_eq!(bytes(&bundle(&items, json!({}), as_of)), bytes(&bundle(&mangled, json!({}), as_of)));
    }

    /// Laws 1 and 2: a webhook delivered again is the same webhook, whether or not the platform gave it an id.
    #[test]
    fn a_delivery_that_comes_again_does_not_matter(steps in history(), nameless in prop::collection::vec(any::<bool>(), 24), again in prop::collection::vec(prop::option::of(0_i64..3_600_000), 24)) {
        let mut items = evidence(&steps);
        for (item, nameless) in items.iter_mut().zip(nameless) {
            if let Some(webhook) = item.get_mut("webhook").and_then(Value::as_object_mut).filter(|_| nameless) {
                webhook.remove("id");
            }
        }
        let mut twice = items.clone();
        for (item, later) in items.iter().zip(again) {
            let received = item["receivedAt"].as_str().and_then(Timestamp::parse).expect("an instant");
            if let (Some(later), Some(_)) = (later, item.get("webhook")) {
                twice.push(json!({"source": "livekit", "receivedAt": received.plus(later), "webhook": item["webhook"]}));
            }
        }
        prop_assert_eq!(bytes(&bundle(&items, json!({}), LATER)), bytes(&bundle(&twice, json!({}), LATER)));
    }

    /// Law 2: any split into batches. What is known of the parts, put together, is what is known of the whole.
    #[test]
    fn batches_do_not_matter((items, mangled) in history_and_mangled(), cut in 0.0_f64..1.0) {
        let parse = |items: &[Value]| -> Vec<Evidence> { items.iter().map(|item| Evidence::parse(item).expect("evidence")).collect() };
        let at = (mangled.len() as f64 * cut) as usize;
        let mut parts = known_at(parse(&mangled[..at]), Timestamp::MAX);
        parts.extend(known_at(parse(&mangled[at..]), Timestamp::MAX));
        let ids = |known: Vec<Evidence>| known.into_iter().map(|one| (one.received_at, one.id, one.canonical_text)).collect::<Vec<_>>();
        prop_assert_eq!(ids(known_at(parts, Timestamp::MAX)), ids(known_at(parse(&items), Timestamp::MAX)));
    }

    /// Law 3: intervals are sorted, disjoint and further apart than the grace; credit stays inside the window and
    /// is what counting moments one by one gives.
    #[test]
    fn one_person_is_there_once(steps in history(), grace in prop::sample::select(vec![0_i64, 1, 120, 600]), credit in any::<bool>()) {
        let policy = json!({"reconnectGraceSeconds": grace, "creditBridgedGaps": credit});
        for evaluation in bundle(&evidence(&steps), policy, LATER).evaluate() {
            for report in evaluation.reports {
                let stays: Vec<(i64, i64)> = report.intervals.iter()
                    .map(|stay| (stay.from.millis(), stay.to.expect("closed long after").millis())).collect();
                for stay in &stays {
                    prop_assert!(stay.0 < stay.1);
                }
                for pair in stays.windows(2) {
                    prop_assert!(pair[1].0 - pair[0].1 > grace * 1_000);
                }
                let window = (crate::lesson::START * 1_000, crate::lesson::END * 1_000 + 600_000);
                let inside: i64 = stays.iter().map(|(from, to)| (to.min(&window.1) - from.max(&window.0)).max(0)).sum();
                prop_assert!(report.credited_seconds >= 0 && report.credited_seconds <= (window.1 - window.0) / 1_000);
                if credit {
                    prop_assert_eq!(report.credited_seconds, inside / 1_000);
                } else {
                    // Seconds are each rounded down, so the sum may miss one.
                    let apart = inside / 1_000 - report.credited_seconds - report.bridged_seconds;
                    prop_assert!((0..=1).contains(&apart), "{apart}");
                }
            }
        }
    }

    /// Law 4: what is possible holds what is proven; a settled verdict does not hang on the difference; a longer
    /// grace never means less presence.
    #[test]
    fn nothing_is_invented(steps in history()) {
        let items = evidence(&steps);
        let short = bundle(&items, json!({"reconnectGraceSeconds": 30}), LATER).evaluate();
        let long = bundle(&items, json!({"reconnectGraceSeconds": 300}), LATER).evaluate();
        for (short, long) in short.iter().flat_map(|e| &e.reports).zip(long.iter().flat_map(|e| &e.reports)) {
            prop_assert!(short.credited_seconds <= short.possible_seconds);
            prop_assert!(short.credited_seconds <= long.credited_seconds);
            if short.stated.is_none() {
                let shares = [short.credited_seconds, short.possible_seconds].map(|seconds| {
                    let (present, partial) = if short.person_id == "t1" { (3_240, 1_800) } else { (2_880, 1_800) };
                    if seconds >= present { Outcome::Present } else if seconds >= partial { Outcome::Partial } else { Outcome::Absent }
                });
                let expected = if shares[0] == shares[1] { shares[0] } else { Outcome::Unknown };
                prop_assert_eq!(short.outcome, expected);
            }
        }
    }

    /// Law 4: somebody nobody has bound bills nobody, and before settling nobody is called anything.
    #[test]
    fn a_guess_never_bills(steps in history(), as_of in 0_i64..4_199_999) {
        for evaluation in bundle(&evidence(&steps), json!({}), as_of).evaluate() {
            prop_assert!(!evaluation.settled);
            for report in &evaluation.reports {
                prop_assert!(report.stated.is_some() || report.outcome == Outcome::Unknown);
            }
            for line in &evaluation.lines {
                let stated = |id: &str| evaluation.reports.iter().any(|r| r.person_id == id && r.stated.as_ref().is_some_and(|s| s.credited_millis().is_some()));
                prop_assert!(line.blocked.is_some() || (stated("t1") && stated(&line.person_id)));
                prop_assert!(line.blocked.is_none() || line.amount.minor == 0);
            }
        }
    }

    /// Law 5, for one period: lines sum to the totals, and there is one line for each person and kind.
    #[test]
    fn lines_sum_to_the_totals(steps in history()) {
        let outcome = serde_json::to_value(bundle(&evidence(&steps), json!({}), LATER).replay()).expect("JSON");
        for total in outcome["totals"].as_array().expect("totals") {
            let sum: i64 = outcome["lines"].as_array().expect("lines").iter()
                .filter(|line| line["personId"] == total["personId"] && line["kind"] == total["kind"])
                .map(|line| line["amount"]["minor"].as_i64().expect("minor")).sum();
            prop_assert_eq!(total["amount"]["minor"].as_i64(), Some(sum));
        }
        prop_assert_eq!(outcome["lines"].as_array().map(Vec::len), Some(3));
    }

    /// Law 7: a human's word is more evidence. It changes what is said, and no figure that was measured.
    #[test]
    fn a_correction_changes_no_measured_figure(steps in history(), who in prop::sample::select(vec!["t1", "p1", "p2"])) {
        let before = evidence(&steps);
        let mut after = before.clone();
        after.push(json!({"source": "manual", "receivedAt": "2026-01-06T00:00:00Z", "override": {
            "sessionId": "s1", "personId": who, "outcome": "excused", "creditedSeconds": 60, "reason": "ill", "author": "t1"}}));
        let measured = |items: &[Value]| {
            bundle(items, json!({}), LATER).evaluate().into_iter().flat_map(|e| e.reports).map(|r| {
                (r.person_id, r.credited_seconds, r.possible_seconds, r.bridged_seconds, r.late_seconds, r.left_early_seconds, r.intervals, r.is_late)
            }).collect::<Vec<_>>()
        };
        prop_assert_eq!(measured(&before), measured(&after));
        let said = bundle(&after, json!({}), LATER).evaluate();
        prop_assert!(said.iter().flat_map(|e| &e.reports).any(|r| r.person_id == who && r.outcome == Outcome::Excused));
    }
}
