//! Computes `due_at`: the next instant at which the result changes without new evidence (window edges, settling,
//! staleness), plus a slow regular evaluation while the session is open.

use crate::domain::evaluation::Evaluation;
use crate::domain::presence::timeline::Timeline;
use crate::domain::session::{Platform, Session};
use crate::domain::time::{DAY, MINUTE, Span, Timestamp};

/// When to evaluate next after `as_of`, or `None` where nothing will change any more. `window` is the session's
/// credit window.
///
/// Known instants: the edges of plan and window, the earliest settling, a day after the end (when Meet without a
/// record counts as no call), and when each open connection will be stale. While the session is open it is also
/// evaluated at regular times, ever more rarely: the durations of open presence grow, and platform clocks may be
/// ahead of ours.
pub fn next_evaluation_at(
    session: &Session,
    window: Span,
    evaluation: &Evaluation,
    as_of: Timestamp,
) -> Option<Timestamp> {
    let timelines = || {
        let unknown = evaluation.unmatched.values();
        unknown.chain(evaluation.guests.values()).chain(evaluation.attended.values())
    };
    let is_open = timelines().any(Timeline::is_open);
    if evaluation.settled && !is_open {
        return None;
    }
    let policy = &session.policy;
    // A person who is there when the window opens, or who joined at this instant, has presence only a
    // millisecond later.
    let just_came = timelines().any(|line| line.is_open() && line.proven().is_empty());
    let opened = is_open.then(|| window.from.plus(1)).into_iter().chain(just_came.then(|| as_of.plus(1)));
    let edges = [window.from, session.start, session.end, window.to].into_iter().chain(opened);
    let settling = session.end.plus(policy.settle_after).max(window.to);
    let unseen = (session.platform == Platform::Meet).then(|| session.end.plus(DAY));
    // The last proof lies where a connection is proven to, or as much later as LiveKit may be late.
    let stale = timelines()
        .flat_map(Timeline::open_proofs)
        .flat_map(|proven| [proven, proven.plus(policy.vanish)])
        .map(|proof| proof.max(session.end).plus(policy.stale_after));
    let known = edges.chain([settling]).chain(unseen).chain(stale).filter(|at| *at > as_of).min();
    let grid =
        (is_open || as_of >= window.to).then(|| as_of.plus(evaluation_interval(as_of.since(session.end))));
    known.into_iter().chain(grid).min()
}

/// Time until the next regular evaluation, `since_end` milliseconds after the end of the session (negative before
/// it).
fn evaluation_interval(since_end: i64) -> i64 {
    match since_end {
        since if since < 180 * MINUTE => MINUTE,
        since if since < 3 * DAY => 15 * MINUTE,
        since if since < 40 * DAY => 360 * MINUTE,
        _ => DAY,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;
    use crate::bundle::Bundle;

    /// Minutes after the lesson's start at 08:00; it lasts an hour.
    fn at(millis: i64) -> Timestamp {
        Timestamp::from_seconds(1_767_600_000).plus(millis)
    }

    fn bundle(evidence: &[Value], platform: &str, as_of: Timestamp) -> Bundle {
        let text = json!({
            "rollcallBundle": 1, "asOf": as_of,
            "organization": {"timeZone": "UTC", "currency": "USD"},
            "people": [{"id": "t", "role": "teacher", "identities": [{"source": "livekit", "value": "t"}]},
                       {"id": "p", "role": "student", "identities": [{"source": "livekit", "value": "p"}]}],
            "sessions": [{"id": "s", "kind": "quran", "format": "individual", "platform": platform,
                          "room": (platform == "livekit").then_some("r"), "start": at(0), "end": at(60 * MINUTE),
                          "teacher": "t", "students": ["p"], "policy": {"earlyCreditSeconds": 60}}],
            "evidence": evidence,
        });
        Bundle::read(&text.to_string()).expect("a bundle")
    }

    /// What is decided: everything that money, lists and notices go by. Times of open stays grow beside it.
    fn decided(bundle: &Bundle) -> Value {
        let result = serde_json::to_value(bundle.replay()).expect("a result is JSON");
        let session = &result["sessions"][0];
        let outcomes: Vec<_> = session["reports"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|one| (one["personId"].clone(), one["outcome"].clone(), one["settled"].clone()))
            .collect();
        let lines: Vec<_> = result["lines"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|one| (one["kind"].clone(), one["amount"].clone(), one["blocked"].clone()))
            .collect();
        json!([session["status"], session["settled"], session["needsReview"], outcomes, lines])
    }

    fn events() -> impl Strategy<Value = Vec<(i64, usize, usize)>> {
        prop::collection::vec((-5_i64..75, 0_usize..3, 0_usize..3), 0..8)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

        /// Between two looks time alone decides nothing: whatever changes, changes at the instant of a look.
        #[test]
        fn nothing_is_decided_between_two_looks(events in events(), onsite: bool, now in -10_i64..150, share in 0.0_f64..1.0) {
            let now = at(now * MINUTE);
            let item = |(number, (minute, what, who)): (usize, &(i64, usize, usize))| {
                let (when, who) = (at(minute * MINUTE), ["t", "p", if onsite { "p" } else { "x" }][*who]);
                if onsite {
                    let direction = if *what == 1 { "out" } else { "in" };
                    return json!({"source": "manual", "receivedAt": when, "mark": {"sessionId": "s", "personId": who,
                                  "direction": direction, "at": when, "author": "a"}});
                }
                let event = ["participant_joined", "participant_left", "track_published"][*what];
                json!({"source": "livekit", "receivedAt": when, "webhook": {
                    "event": event, "id": format!("EV_{number}"), "createdAt": (when.millis() / 1_000).to_string(),
                    "room": {"name": "r", "sid": "RM"},
                    "participant": {"sid": format!("PA_{who}_{}", number % 2), "identity": who}}})
            };
            let evidence: Vec<Value> =
                events.iter().enumerate().map(item).filter(|one| one["receivedAt"].as_str() <= Some(&now.to_string())).collect();
            let platform = if onsite { "onsite" } else { "livekit" };
            let bundle_now = bundle(&evidence, platform, now);
            let evaluation = bundle_now.evaluate().remove(0);
            let session = &bundle_now.sessions[0];
            let window = Span::new(session.start.plus(-MINUTE), session.end.plus(session.policy.overrun_credit));
            let due = next_evaluation_at(session, window, &evaluation, now);
            let span = due.map_or(400 * MINUTE, |due| due.since(now));
            prop_assert!(span > 0);
            let later = now.plus(((span - 1) as f64 * share) as i64);
            prop_assert_eq!(decided(&bundle(&evidence, platform, later)), decided(&bundle_now), "as of {}, due {:?}", later, due);
        }
    }
}
