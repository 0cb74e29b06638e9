//! A report: one person in one session, with every reason and the evidence it rests on.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use super::outcome::Outcome;
use crate::domain::evidence::manual::Override;
use crate::domain::presence::timeline::Interval;
use crate::domain::string_enum::string_enum_methods;
use crate::domain::time::{SECOND, Timestamp};
use crate::domain::verdict::outcome::Verdict;

/// What a person was in a session. Guests and unknown people have no report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Part {
    Teacher,
    Student,
}
string_enum_methods!(Part);

/// Why a report has its outcome and figures. Findings are for staff to look at and change nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum ReasonCode {
    Share,
    Late,
    LeftEarly,
    NoPresence,
    UnseenEnd,
    UnseenStart,
    UnmatchedParticipants,
    UnwatchedTime,
    Unsettled,
    FinalByTimeout,
    AssumedUntilEnd,
    Override,
    /// Came to the building, never into the session.
    #[serde(rename = "finding: at_venue_not_in_session")]
    #[strum(serialize = "finding: at_venue_not_in_session")]
    FindingVenueOnly,
    /// Was in the session, and never came to the building it is held in.
    #[serde(rename = "finding: in_session_not_at_venue")]
    #[strum(serialize = "finding: in_session_not_at_venue")]
    FindingNotAtVenue,
    /// More than half of the credited time is bridged gaps.
    #[serde(rename = "finding: mostly_bridged")]
    #[strum(serialize = "finding: mostly_bridged")]
    FindingMostlyBridged,
    /// An override says less than the presence that was proven. It stands before settling too: what was proven only grows.
    #[serde(rename = "finding: contradicts_presence")]
    #[strum(serialize = "finding: contradicts_presence")]
    FindingContradictsPresence,
    /// An override says more than the evidence leaves possible. Excused contradicts nothing.
    #[serde(rename = "finding: override_contradicts_evidence")]
    #[strum(serialize = "finding: override_contradicts_evidence")]
    FindingContradiction,
}
string_enum_methods!(ReasonCode);

/// One reason of a report, with its evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// A stable word; findings begin with `finding: `.
    pub code: ReasonCode,
    /// Ids of the evidence it rests on, as in `/api/v1/sessions/{id}/evidence`.
    pub evidence: BTreeSet<String>,
}

/// An override in force: it decides the outcome, whatever was measured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EffectiveOverride {
    /// `present`, `partial`, `absent` or `excused`.
    pub outcome: Verdict,
    pub credited_seconds: Option<u32>,
    pub reason: String,
    pub author: String,
    pub received_at: Timestamp,
}

impl EffectiveOverride {
    /// `None` for an override that withdraws.
    pub fn from_override(stated: &Override, received_at: Timestamp) -> Option<EffectiveOverride> {
        Some(EffectiveOverride {
            outcome: stated.outcome?,
            credited_seconds: stated.credited_seconds,
            reason: stated.reason.clone(),
            author: stated.author.clone(),
            received_at,
        })
    }

    /// The time it states for money, in milliseconds. Absent states none unless it says otherwise.
    pub fn credited_millis(&self) -> Option<i64> {
        let seconds = self.credited_seconds.or((self.outcome == Verdict::Absent).then_some(0));
        seconds.map(|seconds| i64::from(seconds) * SECOND)
    }
}

/// One person in one session. Shape and names are those of DESIGN.md 5.2, wherever a report is written.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
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
    pub first_join_at: Option<Timestamp>,
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
