//! What each key of a policy means, what it may be, and what it is where nobody set it. One table, behind
//! `docs/POLICIES.md`, the OpenAPI document and `GET /api/v1/policies`; a test holds it against `PolicyPatch` and
//! `Policy`. Cells of the charge/pay table are the key `table`, whose types are in `money::table`.

use serde_json::{Value, json};

/// One key, in camelCase as settings, API and bundles write it.
#[derive(Clone, Copy, Debug)]
pub struct PolicyKey {
    pub name: &'static str,
    pub default: DefaultValue,
    pub meaning: &'static str,
}

/// A default, and with it what kind of value the key takes.
#[derive(Clone, Copy, Debug)]
pub enum DefaultValue {
    /// Whole seconds, 0 to ten years.
    Seconds(u64),
    /// A share of the planned time, 0 to 1.
    Share(f64),
    Flag(bool),
}

impl DefaultValue {
    pub fn to_json(self) -> Value {
        match self {
            DefaultValue::Seconds(seconds) => json!(seconds),
            DefaultValue::Share(share) => json!(share),
            DefaultValue::Flag(flag) => json!(flag),
        }
    }

    /// What may stand there, in words.
    pub fn allowed_values(self) -> &'static str {
        match self {
            DefaultValue::Seconds(_) => "whole seconds, 0 to 315360000",
            DefaultValue::Share(_) => "a share of the planned time, 0 to 1",
            DefaultValue::Flag(_) => "true or false",
        }
    }
}

use DefaultValue::{Flag, Seconds, Share};

/// Every key but `table`, in the order of DESIGN.md section 4.
pub const POLICY_KEYS: &[PolicyKey] = &[
    key(
        "reconnectGraceSeconds",
        Seconds(120),
        "The longest gap between two stays that still counts as one stay.",
    ),
    key("creditBridgedGaps", Flag(true), "Whether a gap that was bridged counts as time there."),
    key(
        "staleAfterSeconds",
        Seconds(1_800),
        "How long after its last proof, and after the scheduled end, a connection is closed whose end nobody saw.",
    ),
    key(
        "unwatchedAfterSeconds",
        Seconds(900),
        "The longest silence of a LiveKit room that still counts as watched; after a longer one nobody is called absent \
         for it. 0 turns it off.",
    ),
    key(
        "vanishSeconds",
        Seconds(21),
        "How late LiveKit may notice that a client has vanished: that much before a connection that timed out, or whose end \
         nobody saw, is possible and not proven. 0 turns it off.",
    ),
    key("earlyCreditSeconds", Seconds(0), "How much time before the scheduled start is credited."),
    key("overrunCreditSeconds", Seconds(600), "How much time after the scheduled end is credited."),
    key("latenessGraceSeconds", Seconds(600), "How late somebody may come before it is called late."),
    key(
        "individualLatenessGraceSeconds",
        Seconds(300),
        "The same where there is one learner: formats individual, trial and assessment.",
    ),
    key("learnerPresentShare", Share(0.8), "From which share of the planned time a learner is present."),
    key(
        "learnerPartialShare",
        Share(0.5),
        "From which share a learner is partially present; below it absent.",
    ),
    key("teacherPresentShare", Share(0.9), "From which share of the planned time a teacher is present."),
    key(
        "teacherPartialShare",
        Share(0.5),
        "From which share a teacher is partially present; below it absent.",
    ),
    key(
        "settleAfterSeconds",
        Seconds(600),
        "How long after the scheduled end a verdict is given at the earliest.",
    ),
    key(
        "noShowWaitSeconds",
        Seconds(900),
        "How long a teacher must have waited for learners who never came, to be measured as if the session had been \
         planned to end when they left.",
    ),
    key(
        "venuePresenceCounts",
        Flag(false),
        "Whether a visit at the venue counts as presence in its sessions.",
    ),
    key(
        "onsiteUntilEnd",
        Flag(true),
        "Whether a scan in without a scan out stands for the rest of the session; without it the end is unseen.",
    ),
    key("capAtPlanned", Flag(true), "Whether paid and charged time is held at the planned duration."),
    key("studentsMayShareScreen", Flag(false), "Whether students may share their screen in the room."),
];

const fn key(name: &'static str, default: DefaultValue, meaning: &'static str) -> PolicyKey {
    PolicyKey { name, default, meaning }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::organization::policy::{Policy, PolicyPatch};

    fn policy(name: &str, value: Value) -> Policy {
        let patch: PolicyPatch = serde_json::from_value(json!({name: value})).expect("the key takes it");
        Policy::from_patch(&patch)
    }

    #[test]
    fn every_key_of_a_policy_has_its_row() {
        let rows: Vec<&str> = POLICY_KEYS.iter().map(|key| key.name).collect();
        for field in PolicyPatch::FIELDS {
            let mut camel = String::new();
            for (index, word) in field.split('_').enumerate() {
                let first = &word[..1];
                camel += &if index == 0 { first.to_owned() } else { first.to_uppercase() };
                camel += &word[1..];
            }
            assert!(
                rows.contains(&camel.as_str()),
                "add to POLICY_KEYS in src/domain/organization/policy/keys.rs: key({camel:?}, Seconds(0), \"What it means.\"), with its default, \
                 and renew the pages (RENEW_DOCS=1 cargo test --test api document)"
            );
        }
        assert_eq!(rows.len(), PolicyPatch::FIELDS.len(), "a row without a key");
    }

    #[test]
    fn the_defaults_shown_are_those_that_are_judged_by_and_every_key_does_something() {
        let standard = Policy::from_patch(&PolicyPatch::default());
        for key in POLICY_KEYS {
            assert_eq!(policy(key.name, key.default.to_json()), standard, "the default of {}", key.name);
            let other = match key.default {
                Seconds(seconds) => json!(seconds + 1),
                Share(share) => json!(1.0 - share / 2.0),
                Flag(flag) => json!(!flag),
            };
            assert_ne!(policy(key.name, other), standard, "{} changes nothing", key.name);
        }
    }
}
