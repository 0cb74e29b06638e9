//! The rules by which sessions are evaluated, which an organisation may set; defaults are those of DESIGN.md section 4.
//!
//! A `PolicyPatch` is what somebody writes (settings, API, bundles: the same keys); a `Policy` is the whole set one
//! session is evaluated by: defaults, then the organisation's patch, then the session's.

pub mod difference;
pub mod effective;
pub mod keys;

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::domain::money::charge_pay_table::{CellPatch, CellTable, OutcomePair};
use crate::domain::time::SECOND;
use crate::domain::verdict::outcome::Verdict;

/// Longest setting accepted, in seconds: ten years. Keeps every sum far from overflow.
pub const MAX_SECONDS: u64 = 315_360_000;

/// A whole number of seconds, at most ten years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Seconds(u64);

impl<'de> Deserialize<'de> for Seconds {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let seconds = u64::deserialize(deserializer)?;
        if seconds > MAX_SECONDS {
            return Err(serde::de::Error::custom(format!(
                "{seconds} seconds is more than the {MAX_SECONDS} allowed"
            )));
        }
        Ok(Seconds(seconds))
    }
}

impl Seconds {
    fn millis(self) -> i64 {
        i64::try_from(self.0).expect("held under ten years") * SECOND
    }
}

/// A share of the planned time between 0 and 1, kept as the exact decimal that was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share(Decimal);

impl Share {
    /// Whether `part` of `whole` milliseconds reaches this share, exactly and inclusively.
    pub fn reached_by(self, part: i64, whole: i64) -> bool {
        Decimal::from(part) >= self.0 * Decimal::from(whole)
    }

    fn percent(percent: i64) -> Self {
        Share(Decimal::new(percent, 2))
    }
}

impl<'de> Deserialize<'de> for Share {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = serde_json::Number::deserialize(deserializer)?;
        let text = number.to_string();
        text.parse::<Decimal>()
            .or_else(|_| Decimal::from_scientific(&text))
            .ok()
            .filter(|share| (Decimal::ZERO..=Decimal::ONE).contains(share))
            .map(Share)
            .ok_or_else(|| serde::de::Error::custom(format!("{text} is not a share between 0 and 1")))
    }
}

impl Serialize for Share {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // An f64 prints its shortest decimal, so a share with up to 15 digits survives writing to JSON and reading back.
        let number: f64 = self.0.normalize().to_string().parse().expect("a decimal between 0 and 1");
        serializer.serialize_f64(number)
    }
}

macro_rules! policy_patch {
    ($($(#[$doc:meta])* $field:ident: $kind:ty,)+) => {
        /// What somebody set; everything else stays as it was. Unknown keys are refused.
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        #[serde(rename_all = "camelCase", deny_unknown_fields)]
        pub struct PolicyPatch {
            $($(#[$doc])* #[serde(default, skip_serializing_if = "Option::is_none")] pub $field: Option<$kind>,)+
            /// Single cells of the charge/pay table (DESIGN.md 4.7).
            #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
            pub table: BTreeMap<OutcomePair, CellPatch>,
        }

        impl PolicyPatch {
            /// The names of its keys, in snake_case, without `table`.
            pub const FIELDS: &'static [&'static str] = &[$(stringify!($field)),+];

            /// This patch overridden by `over`: what `over` sets wins, cells of the table one by one.
            pub fn with(&self, over: &PolicyPatch) -> PolicyPatch {
                let mut table = self.table.clone();
                for (key, cell) in &over.table {
                    table.entry(*key).or_default().lay_over(cell);
                }
                PolicyPatch { $($field: over.$field.or(self.$field),)+ table }
            }

            /// What this patch sets otherwise than `base`: what a session has of its own beyond the rules that it was
            /// planned under. What both set alike is left out.
            pub fn beyond(&self, base: &PolicyPatch) -> PolicyPatch {
                let mut table = self.table.clone();
                table.retain(|key, cell| base.table.get(key) != Some(cell));
                PolicyPatch { $($field: self.$field.filter(|own| base.$field != Some(*own)),)+ table }
            }
        }
    };
}

policy_patch! {
    /// Longest gap that still counts as one stay.
    reconnect_grace_seconds: Seconds,
    /// Whether a bridged gap counts as time there.
    credit_bridged_gaps: bool,
    /// How long a connection without a leave event may last.
    stale_after_seconds: Seconds,
    /// Longest silence of a room that still counts as watched; 0 is off.
    unwatched_after_seconds: Seconds,
    /// How late LiveKit notices that a client vanished: so much before that it is only possible; 0 is off.
    vanish_seconds: Seconds,
    /// Credit before the start.
    early_credit_seconds: Seconds,
    /// Credit after the end.
    overrun_credit_seconds: Seconds,
    lateness_grace_seconds: Seconds,
    individual_lateness_grace_seconds: Seconds,
    learner_present_share: Share,
    learner_partial_share: Share,
    teacher_present_share: Share,
    teacher_partial_share: Share,
    /// Earliest moment after the end a verdict may be given.
    settle_after_seconds: Seconds,
    /// How long a teacher must have waited for nobody to be measured as if the lesson was planned to end then.
    no_show_wait_seconds: Seconds,
    /// Whether a visit at the venue counts as presence in its sessions.
    venue_presence_counts: bool,
    /// Whether a scan in without a scan out stands for the rest of the session.
    onsite_until_end: bool,
    /// Whether paid and charged time is held at the planned duration.
    cap_at_planned: bool,
    /// Whether students may share their screen in the room; it changes no verdict.
    students_may_share_screen: bool,
}

/// The whole set of rules one session is evaluated by. Durations are milliseconds.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    pub reconnect_grace: i64,
    pub credit_bridged_gaps: bool,
    pub stale_after: i64,
    /// 0 is off.
    pub unwatched_after: i64,
    /// 0 is off.
    pub vanish: i64,
    pub early_credit: i64,
    pub overrun_credit: i64,
    pub lateness_grace: i64,
    /// The same where there is one learner.
    pub individual_lateness_grace: i64,
    pub learner: Thresholds,
    pub teacher: Thresholds,
    pub settle_after: i64,
    pub no_show_wait: i64,
    pub venue_presence_counts: bool,
    pub onsite_until_end: bool,
    pub cap_at_planned: bool,
    pub students_may_share_screen: bool,
    pub table: CellTable,
}

/// The shares of the planned time from which somebody is present, or partially present.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Thresholds {
    pub present: Share,
    pub partial: Share,
}

impl Thresholds {
    /// The verdict for `credited` of `planned` milliseconds. Thresholds are inclusive; a share of at least 1 is present
    /// whatever the thresholds say (the 100 % rule).
    pub fn verdict(self, credited: i64, planned: i64) -> Verdict {
        if credited >= planned || self.present.reached_by(credited, planned) {
            Verdict::Present
        } else if self.partial.reached_by(credited, planned) {
            Verdict::Partial
        } else {
            Verdict::Absent
        }
    }
}

impl Policy {
    /// The defaults of DESIGN.md section 4, overridden by `patch`.
    pub fn from_patch(patch: &PolicyPatch) -> Policy {
        let millis = |set: Option<Seconds>, default: u64| set.unwrap_or(Seconds(default)).millis();
        let share = |set: Option<Share>, percent: i64| set.unwrap_or(Share::percent(percent));
        Policy {
            reconnect_grace: millis(patch.reconnect_grace_seconds, 120),
            credit_bridged_gaps: patch.credit_bridged_gaps.unwrap_or(true),
            stale_after: millis(patch.stale_after_seconds, 1_800),
            unwatched_after: millis(patch.unwatched_after_seconds, 900),
            vanish: millis(patch.vanish_seconds, 21),
            early_credit: millis(patch.early_credit_seconds, 0),
            overrun_credit: millis(patch.overrun_credit_seconds, 600),
            lateness_grace: millis(patch.lateness_grace_seconds, 600),
            individual_lateness_grace: millis(patch.individual_lateness_grace_seconds, 300),
            learner: Thresholds {
                present: share(patch.learner_present_share, 80),
                partial: share(patch.learner_partial_share, 50),
            },
            teacher: Thresholds {
                present: share(patch.teacher_present_share, 90),
                partial: share(patch.teacher_partial_share, 50),
            },
            settle_after: millis(patch.settle_after_seconds, 600),
            no_show_wait: millis(patch.no_show_wait_seconds, 900),
            venue_presence_counts: patch.venue_presence_counts.unwrap_or(false),
            onsite_until_end: patch.onsite_until_end.unwrap_or(true),
            cap_at_planned: patch.cap_at_planned.unwrap_or(true),
            students_may_share_screen: patch.students_may_share_screen.unwrap_or(false),
            table: CellTable::standard().with(&patch.table),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::PolicyPatch;

    #[test]
    fn what_is_its_own_beyond_a_base_makes_the_same_of_it() {
        let patch = |value| serde_json::from_value::<PolicyPatch>(value).expect("a patch");
        let base = patch(json!({"vanishSeconds": 5, "capAtPlanned": true,
                                "table": {"present+absent": {"pay": "planned"}, "absent+absent": {"charge": "none"}}}));
        let whole = patch(json!({"vanishSeconds": 5, "capAtPlanned": false, "learnerPresentShare": 0.9,
                                 "table": {"present+absent": {"pay": "planned"}, "absent+absent": {"charge": "planned"}}}));
        let own = whole.beyond(&base);
        let expected = json!({"capAtPlanned": false, "learnerPresentShare": 0.9, "table": {"absent+absent": {"charge": "planned"}}});
        assert_eq!(own, patch(expected));
        assert_eq!(base.with(&own), base.with(&whole));
        assert_eq!(whole.beyond(&PolicyPatch::default()), whole);
        assert_eq!(whole.beyond(&whole), PolicyPatch::default());
    }
}
