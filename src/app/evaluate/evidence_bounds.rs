//! From when on evidence is loaded for each scope. A room may be used for years; only evidence near the session
//! can affect its result. The rest of this comment shows that the bound is safe.
//!
//! **Rooms.** A connection takes part in a session only if its last moment (its leave, else its last proof, else its
//! start) lies no more than `staleAfterSeconds` before the credit window (DESIGN.md 4.1), and the window begins no earlier
//! than start less `earlyCreditSeconds`. That moment was told by a row of its own, received no earlier than then, but for
//! the clocks of servers: a day is given for those. So the first reading finds every connection that takes part. Whoever
//! of them came before it shows by `joinedAt`, which each row about a participant has: then it is read once more, from a
//! day before the earliest of them, and all rows about them are there. A participant without `joinedAt` may have come
//! at any time, and the room is read whole. What else decides about a connection (a later one of the same identity, the
//! end of the room, rosters without it) comes after its last proof; unwatched time is within the window.
//!
//! **Spaces.** A call may have gone on without any news, but no call lasts for weeks: `LATE_EVIDENCE_LIMIT`.
//!
//! **Visits** are bounded by person (`visitors`): a session looks at what happened at its venue within `LONGEST_VISIT` of it.
//!
//! **No bound** applies to evidence about the session itself (manual statements, scans) and to binds. There is no
//! upper bound: evidence may arrive late, and what was received after `as_of` is left out when it is read.

use std::collections::BTreeMap;

use super::affected::LATE_EVIDENCE_LIMIT;
use crate::domain::evidence::livekit::LivekitParticipant;
use crate::domain::evidence::{Evidence, Observation, scope};
use crate::domain::session::Session;
use crate::domain::time::{DAY, Timestamp};

/// From when on evidence is loaded, by scope.
pub struct EvidenceBounds {
    since: BTreeMap<String, Timestamp>,
    has_reached_back: bool,
}

impl EvidenceBounds {
    pub fn of(sessions: &[&Session]) -> EvidenceBounds {
        let mut since = BTreeMap::from([(scope::IDENTITIES.to_owned(), Timestamp::MIN)]);
        for session in sessions {
            let policy = &session.policy;
            let opens = session.start.plus(-policy.early_credit);
            let of_room = opens.plus(-policy.stale_after).plus(-DAY);
            let room = session.room.as_deref().map(|name| (scope::room(name), of_room));
            let space = session
                .meet_space
                .as_deref()
                .map(|name| (scope::space(name), opens.plus(-LATE_EVIDENCE_LIMIT)));
            for (scope, from) in room.into_iter().chain(space) {
                since.entry(scope).and_modify(|earlier| *earlier = from.min(*earlier)).or_insert(from);
            }
            since.insert(scope::session(&session.id), Timestamp::MIN);
        }
        EvidenceBounds { since, has_reached_back: false }
    }

    /// Each scope, and from when on.
    pub fn pairs(&self) -> Vec<(&str, Timestamp)> {
        self.since.iter().map(|(scope, since)| (scope.as_str(), *since)).collect()
    }

    /// Moves each room's bound to a day before the earliest `joinedAt` seen, because earlier rows of that
    /// participant are needed. Returns whether anything must be loaded again; at most once, since
    /// participants found by the second load left before the first bound.
    pub fn reach_back(&mut self, evidence: &[Evidence]) -> bool {
        if self.has_reached_back {
            return false;
        }
        self.has_reached_back = true;
        let mut goes_back = false;
        for one in evidence {
            let (room, participants) = match &one.observation {
                Observation::Webhook(webhook) => (webhook.room.as_deref(), webhook.participant.as_slice()),
                Observation::Roster(roster) => (Some(roster.room.as_str()), roster.participants.as_slice()),
                _ => continue,
            };
            let Some(came) = participants.iter().map(joined_at).min() else { continue };
            if let Some(since) = room.and_then(|room| self.since.get_mut(&scope::room(room)))
                && came.plus(-DAY) < *since
            {
                *since = came.plus(-DAY);
                goes_back = true;
            }
        }
        goes_back
    }
}

/// When somebody joined; `MIN` where the row does not say it.
fn joined_at(one: &LivekitParticipant) -> Timestamp {
    one.joined_at_ms.into_iter().chain(one.joined_at).min().unwrap_or(Timestamp::MIN)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;
    use crate::bundle::Bundle;
    use crate::domain::time::MINUTE;

    fn at(minutes: i64) -> Timestamp {
        Timestamp::from_seconds(1_767_600_000).plus(minutes * MINUTE)
    }

    /// A room with a lesson every day, of which the last is evaluated.
    fn bundle(evidence: &[Value], as_of: Timestamp) -> Bundle {
        let person = |id: &str, role: &str| json!({"id": id, "role": role, "identities": [{"source": "livekit", "value": id}]});
        let session = |day: i64| {
            json!({"id": format!("s{day}"), "kind": "quran", "format": "group", "platform": "livekit", "room": "r",
                   "start": at(-day * 1_440), "end": at(-day * 1_440 + 60), "teacher": "t", "students": ["p"]})
        };
        let text = json!({
            "rollcallBundle": 1, "asOf": as_of, "organization": {"timeZone": "UTC", "currency": "USD"},
            "people": [person("t", "teacher"), person("p", "student"), person("g", "student")],
            "sessions": (0..5).map(session).collect::<Vec<_>>(), "evidence": evidence,
        });
        Bundle::read(&text.to_string()).expect("a bundle")
    }

    fn judged(mut bundle: Bundle, since: Option<&EvidenceBounds>) -> String {
        if let Some(bounds) = since {
            bundle.evidence.retain(|one| {
                one.scope
                    .as_ref()
                    .and_then(|scope| bounds.since.get(scope))
                    .is_none_or(|since| one.received_at >= *since)
            });
        }
        let evaluations = bundle.evaluate();
        let last = &evaluations[0];
        let timelines = |them: &BTreeMap<String, crate::domain::presence::timeline::Timeline>| {
            them.iter().map(|(who, line)| format!("{who} {:?}", line.intervals(120_000))).collect::<Vec<_>>()
        };
        let said = json!([
            last.reports,
            last.status,
            last.settled,
            last.needs_review,
            timelines(&last.guests),
            timelines(&last.attended),
            last.unmatched.keys().collect::<Vec<_>>()
        ]);
        format!("{said} {:?}", last.lines)
    }

    /// Some days' worth of one participant's rows: when it came (minutes before or after the last lesson's start), how long
    /// it stayed, whether it was seen to leave, who it was, and whether its rows say when it joined.
    fn stays() -> impl Strategy<Value = Vec<(i64, i64, bool, usize, bool)>> {
        let came = prop_oneof![-6_000_i64..90, -120_i64..90];
        prop::collection::vec((came, 0_i64..400, any::<bool>(), 0_usize..4, prop::bool::weighted(0.9)), 1..12)
    }

    fn rows(stays: &[(i64, i64, bool, usize, bool)]) -> Vec<Value> {
        let mut rows = Vec::new();
        for (number, (came, stayed, is_seen, who, says)) in stays.iter().enumerate() {
            let who = ["t", "p", "g", "x"][*who];
            let participant = |state: &str| {
                let mut one = json!({"sid": format!("PA_{number}"), "identity": who, "state": state});
                if *says {
                    one["joinedAtMs"] = json!(at(*came).millis().to_string());
                }
                one
            };
            let event = |kind: &str, minute: i64| {
                json!({"source": "livekit", "receivedAt": at(minute), "webhook": {
                    "event": kind, "id": format!("EV_{number}_{kind}_{minute}"),
                    "createdAt": (at(minute).millis() / 1_000).to_string(), "room": {"name": "r", "sid": "RM"},
                    "participant": participant("ACTIVE")}})
            };
            rows.push(event("participant_joined", *came));
            for minute in (*came..*came + *stayed).step_by(37) {
                rows.push(json!({"source": "livekit", "receivedAt": at(minute), "roster": {
                    "room": "r", "participants": [participant("ACTIVE")]}}));
            }
            if *is_seen {
                rows.push(event("participant_left", came + stayed));
            } else if number % 3 == 0 {
                rows.push(json!({"source": "livekit", "receivedAt": at(came + stayed + 9), "webhook": {
                    "event": "room_finished", "id": format!("EV_{number}_over"),
                    "createdAt": (at(came + stayed + 9).millis() / 1_000).to_string(),
                    "room": {"name": "r", "sid": "RM"}}}));
            }
        }
        rows
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

        /// What lies before the bounds changes no byte.
        #[test]
        fn reading_from_the_bounds_on_says_what_reading_all_says(stays in stays(), looked in -30_i64..3_000) {
            let rows = rows(&stays);
            let whole = bundle(&rows, at(looked));
            let session = whole.sessions.iter().find(|one| one.id == "s0").expect("it is there").clone();
            let mut bounds = EvidenceBounds::of(&[&session]);
            let mut first = whole.evidence.clone();
            let since = bounds.since[&scope::room("r")];
            first.retain(|one| one.received_at >= since);
            bounds.reach_back(&first);
            prop_assert_eq!(judged(bundle(&rows, at(looked)), Some(&bounds)), judged(whole, None));
        }

        /// And something is spared: rows of a lesson three days before that everybody left.
        #[test]
        fn other_days_are_not_read(minute in 0_i64..50) {
            let rows = rows(&[(minute - 3 * 1_440, 20, true, 1, true), (minute, 20, true, 1, true)]);
            let whole = bundle(&rows, at(100));
            let session = whole.sessions.iter().find(|one| one.id == "s0").expect("it is there").clone();
            let mut bounds = EvidenceBounds::of(&[&session]);
            let since = bounds.since[&scope::room("r")];
            let first: Vec<_> = whole.evidence.iter().filter(|one| one.received_at >= since).cloned().collect();
            prop_assert!(first.len() < whole.evidence.len());
            prop_assert!(!bounds.reach_back(&first));
        }
    }
}
