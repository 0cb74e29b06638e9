//! Reports, and what stands beside them, as the API shows them.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::money::amount::Money;
use crate::domain::person::Identity;
use crate::domain::presence::timeline::Interval;
use crate::domain::time::Timestamp;
use crate::domain::verdict::outcome::{Outcome, Verdict};
use crate::domain::verdict::report::{Part, Reason, Report, Stated};

/// Somebody, by name.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PersonName {
    pub id: String,
    pub name: String,
}

impl PersonName {
    /// The people of these ids; one without a name here is called by the id.
    pub fn all<'a>(
        ids: impl IntoIterator<Item = &'a String>,
        names: &BTreeMap<String, String>,
    ) -> Vec<PersonName> {
        ids.into_iter().map(|id| PersonName::of(id, names)).collect()
    }

    pub fn of(id: &str, names: &BTreeMap<String, String>) -> PersonName {
        PersonName { id: id.to_owned(), name: names.get(id).cloned().unwrap_or_else(|| id.to_owned()) }
    }
}

/// An amount of money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Money)]
pub struct MoneyBody {
    /// Exact decimal in the currency's major unit.
    #[schema(example = "20.17")]
    pub amount: String,
    /// Whole minor units.
    #[schema(example = 2017)]
    pub minor: i64,
    /// ISO 4217.
    #[schema(example = "USD")]
    pub currency: &'static str,
}

impl From<Money> for MoneyBody {
    fn from(money: Money) -> MoneyBody {
        MoneyBody { amount: money.amount(), minor: money.minor, currency: money.currency.code() }
    }
}

/// A platform's name for somebody.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = SeenIdentity)]
#[serde(rename_all = "camelCase")]
pub struct IdentityBody {
    /// `livekit` or `meet`.
    pub source: &'static str,
    pub value: String,
    /// The name the platform showed; it identifies nobody.
    pub display_name: Option<String>,
}

impl IdentityBody {
    pub fn of(identity: &Identity, display_name: Option<String>) -> IdentityBody {
        IdentityBody { source: identity.source.word(), value: identity.value.clone(), display_name }
    }
}

/// One person in one session.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Report)]
#[serde(rename_all = "camelCase")]
pub struct ReportBody {
    pub person_id: String,
    pub session_id: String,
    /// `teacher` or `student`.
    #[schema(value_type = String)]
    pub role: Part,
    /// `present`, `partial`, `absent`, `excused` or `unknown`.
    #[schema(value_type = String)]
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
    pub intervals: Vec<IntervalBody>,
    pub reasons: Vec<ReasonBody>,
    #[serde(rename = "override")]
    pub stated: Option<OverrideShown>,
    pub policy_version: i64,
}

impl From<Report> for ReportBody {
    fn from(report: Report) -> ReportBody {
        ReportBody {
            person_id: report.person_id,
            session_id: report.session_id,
            role: report.role,
            outcome: report.outcome,
            is_late: report.is_late,
            late_seconds: report.late_seconds,
            left_early_seconds: report.left_early_seconds,
            first_join_at: report.first_join_at,
            last_leave_at: report.last_leave_at,
            credited_seconds: report.credited_seconds,
            possible_seconds: report.possible_seconds,
            bridged_seconds: report.bridged_seconds,
            estimated: report.estimated,
            share: report.share,
            settled: report.settled,
            intervals: report.intervals.into_iter().map(IntervalBody::from).collect(),
            reasons: report.reasons.into_iter().map(ReasonBody::from).collect(),
            stated: report.stated.map(OverrideShown::from),
            policy_version: report.policy_version,
        }
    }
}

/// One stay, united over devices and bridged, not clipped to the session.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Interval)]
pub struct IntervalBody {
    #[schema(value_type = String, format = DateTime)]
    pub from: Timestamp,
    /// `null` while it lasts.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub to: Option<Timestamp>,
    /// Its start or its end was not seen.
    pub estimated: bool,
}

impl From<Interval> for IntervalBody {
    fn from(interval: Interval) -> IntervalBody {
        IntervalBody { from: interval.from, to: interval.to, estimated: interval.estimated }
    }
}

/// Why a report says what it says.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Reason)]
pub struct ReasonBody {
    /// A stable word; findings begin with `finding: `.
    pub code: &'static str,
    /// Ids of the evidence it rests on, as in `/api/v1/sessions/{id}/evidence`.
    pub evidence: Vec<String>,
}

impl From<Reason> for ReasonBody {
    fn from(reason: Reason) -> ReasonBody {
        ReasonBody { code: reason.code.word(), evidence: reason.evidence.into_iter().collect() }
    }
}

/// A person's word that stands over what was measured.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OverrideShown {
    /// `present`, `partial`, `absent` or `excused`.
    #[schema(value_type = String)]
    pub outcome: Verdict,
    pub credited_seconds: Option<u32>,
    pub reason: String,
    pub author: String,
    #[schema(value_type = String, format = DateTime)]
    pub received_at: Timestamp,
}

impl From<Stated> for OverrideShown {
    fn from(stated: Stated) -> OverrideShown {
        OverrideShown {
            outcome: stated.outcome,
            credited_seconds: stated.credited_seconds,
            reason: stated.reason,
            author: stated.author,
            received_at: stated.received_at,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::verdict::report::ReasonCode;

    /// What the API shows and what `rollcall replay` prints are one text.
    #[test]
    fn the_api_writes_a_report_as_a_replay_does() {
        let at = Timestamp::from_seconds(1_767_600_000);
        let report = Report {
            person_id: "p".into(),
            session_id: "s".into(),
            role: Part::Student,
            outcome: Outcome::Present,
            is_late: true,
            late_seconds: Some(1),
            left_early_seconds: None,
            first_join_at: Some(at),
            last_leave_at: None,
            credited_seconds: 3,
            possible_seconds: 4,
            bridged_seconds: 5,
            estimated: true,
            share: 0.8333,
            settled: true,
            intervals: vec![Interval { from: at, to: None, estimated: false }],
            reasons: vec![Reason { code: ReasonCode::Share, evidence: BTreeSet::from(["e".to_owned()]) }],
            stated: Some(Stated {
                outcome: Verdict::Excused,
                credited_seconds: Some(7),
                reason: "ill".into(),
                author: "a".into(),
                received_at: at,
            }),
            policy_version: 1,
        };
        let replayed = serde_json::to_string(&report).expect("plain values");
        let shown = serde_json::to_string(&ReportBody::from(report)).expect("plain values");
        assert_eq!(shown, replayed);
    }
}
