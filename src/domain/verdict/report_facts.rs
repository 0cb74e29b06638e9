//! What the program itself reads of a report that was stored as JSON. Everything else of it is passed on as it is.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::domain::presence::timeline::Interval;

/// The figures of a stored report. Reading fails where a key is missing, so that a renamed one is noticed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReportFacts {
    pub credited_seconds: i64,
    pub settled: bool,
    pub intervals: Vec<Interval>,
    pub reasons: Vec<ReasonFacts>,
}

/// One reason of a stored report. Its code is not read: a newer version of the program may have written another one.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ReasonFacts {
    pub evidence: BTreeSet<String>,
}

impl ReportFacts {
    /// The ids of the evidence that the reasons name.
    pub fn evidence_ids(&self) -> impl Iterator<Item = &str> {
        self.reasons.iter().flat_map(|reason| &reason.evidence).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Timestamp;
    use crate::domain::verdict::outcome::Outcome;
    use crate::domain::verdict::report::{Part, Reason, ReasonCode, Report};

    #[test]
    fn what_a_report_is_written_with_is_what_is_read() {
        let interval = Interval { from: Timestamp::from_seconds(1), to: None, estimated: true };
        let report = Report {
            person_id: "p".to_owned(),
            session_id: "s".to_owned(),
            role: Part::Student,
            outcome: Outcome::Present,
            is_late: false,
            late_seconds: None,
            left_early_seconds: None,
            first_join_at: None,
            last_leave_at: None,
            credited_seconds: 7,
            possible_seconds: 8,
            bridged_seconds: 0,
            estimated: false,
            share: 0.5,
            settled: true,
            intervals: vec![interval],
            reasons: vec![Reason { code: ReasonCode::Share, evidence: BTreeSet::from(["EV_1".to_owned()]) }],
            stated: None,
            policy_version: 1,
        };
        let text = serde_json::to_string(&report).expect("a report is plain values");
        let facts: ReportFacts = serde_json::from_str(&text).expect("it was just written");
        assert_eq!((facts.credited_seconds, facts.settled), (7, true));
        assert_eq!(facts.intervals, [interval]);
        assert_eq!(facts.evidence_ids().collect::<Vec<_>>(), ["EV_1"]);
    }
}
