//! A report: one person in one session, with every reason and the evidence it rests on.

use std::collections::BTreeSet;

use serde::Serialize;
use utoipa::ToSchema;

use super::outcome::Outcome;
use crate::domain::evidence::manual::Override;
use crate::domain::presence::timeline::Interval;
use crate::domain::time::Timestamp;
use crate::domain::verdict::outcome::Verdict;
use crate::domain::vocabulary::string_enum;

string_enum! {
    /// What a person was in a session. Guests and unknown people have no report.
    Part {
        Teacher = "teacher",
        Student = "student",
    }
}

string_enum! {
    /// Why a report says what it says. Findings are worth a look and change nothing.
    ReasonCode {
        Share = "share",
        Late = "late",
        LeftEarly = "left_early",
        NoPresence = "no_presence",
        UnseenEnd = "unseen_end",
        UnseenStart = "unseen_start",
        UnmatchedParticipants = "unmatched_participants",
        UnwatchedTime = "unwatched_time",
        Unsettled = "unsettled",
        FinalByTimeout = "final_by_timeout",
        AssumedUntilEnd = "assumed_until_end",
        Override = "override",
        /// Came to the building, never into the session.
        FindingVenueOnly = "finding: at_venue_not_in_session",
        /// More than half of the credited time is bridged gaps.
        FindingMostlyBridged = "finding: mostly_bridged",
        /// A person said one thing, what was measured says another. An excuse contradicts nothing.
        FindingContradiction = "finding: override_contradicts_evidence",
    }
}

/// Why a report says what it says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Reason {
    /// A stable word; findings begin with `finding: `.
    pub code: ReasonCode,
    /// Ids of the evidence it rests on, as in `/api/v1/sessions/{id}/evidence`.
    #[schema(value_type = Vec<String>)]
    pub evidence: BTreeSet<String>,
}

/// A person's word that stands over what was measured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = OverrideShown)]
pub struct EffectiveOverride {
    /// `present`, `partial`, `absent` or `excused`.
    pub outcome: Verdict,
    pub credited_seconds: Option<u32>,
    pub reason: String,
    pub author: String,
    #[schema(value_type = String, format = DateTime)]
    pub received_at: Timestamp,
}

impl EffectiveOverride {
    /// `None` for an override that withdraws.
    pub fn from_override(said: &Override, received_at: Timestamp) -> Option<EffectiveOverride> {
        Some(EffectiveOverride {
            outcome: said.outcome?,
            credited_seconds: said.credited_seconds,
            reason: said.reason.clone(),
            author: said.author.clone(),
            received_at,
        })
    }

    /// The time it states for money, in milliseconds. Absent states none unless it says otherwise.
    pub fn credited_millis(&self) -> Option<i64> {
        let stated = self.credited_seconds.or((self.outcome == Verdict::Absent).then_some(0));
        stated.map(|seconds| i64::from(seconds) * 1_000)
    }
}

// Shape and names are DESIGN.md 5.2, wherever a report is written.
/// One person in one session.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(example = json!({
    "personId": "0193f1c1", "sessionId": "0193f1c2", "role": "student", "outcome": "present", "isLate": false,
    "lateSeconds": 10, "leftEarlySeconds": 30, "firstJoinAt": "2026-01-05T08:00:10.000Z",
    "lastLeaveAt": "2026-01-05T08:59:30.000Z", "creditedSeconds": 3560, "possibleSeconds": 3560,
    "bridgedSeconds": 45, "estimated": false, "share": 0.9888, "settled": true,
    "intervals": [{"from": "2026-01-05T08:00:10.000Z", "to": "2026-01-05T08:59:30.000Z", "estimated": false}],
    "reasons": [{"code": "share", "evidence": ["EV_p3rKcwTfLTxW"]}], "override": null, "policyVersion": 1
}))]
pub struct Report {
    pub person_id: String,
    pub session_id: String,
    /// `teacher` or `student`.
    pub role: Part,
    /// `present`, `partial`, `absent`, `excused` or `unknown`.
    pub outcome: Outcome,
    pub is_late: bool,
    pub late_seconds: Option<i64>,
    pub left_early_seconds: Option<i64>,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub first_join_at: Option<Timestamp>,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub last_leave_at: Option<Timestamp>,
    pub credited_seconds: i64,
    pub possible_seconds: i64,
    pub bridged_seconds: i64,
    pub estimated: bool,
    /// Credited ÷ planned, cut to four decimals.
    pub share: f64,
    pub settled: bool,
    pub intervals: Vec<Interval>,
    pub reasons: Vec<Reason>,
    #[serde(rename = "override")]
    pub stated: Option<EffectiveOverride>,
    pub policy_version: i64,
}
