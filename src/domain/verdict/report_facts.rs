//! What the program itself reads of a report that was stored as JSON. Everything else of it is passed on as it is.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::{Deserialize, Deserializer};

use crate::domain::presence::timeline::Interval;
use crate::domain::verdict::report::{Part, ReasonCode};

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

/// What figures over many reports need of each: read often, so without the ids of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AttendanceFacts {
    pub role: Part,
    pub is_late: bool,
    pub credited_seconds: i64,
    pub estimated: bool,
    pub settled: bool,
    pub reasons: ReasonCodes,
}

/// The codes of a report's reasons. Those that a newer version of the program has written are left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReasonCodes(u32);

impl ReasonCodes {
    pub fn contains(self, code: ReasonCode) -> bool {
        self.0 & ReasonCodes::bit(code) != 0
    }

    fn bit(code: ReasonCode) -> u32 {
        1 << (code as u32)
    }
}

impl FromIterator<ReasonCode> for ReasonCodes {
    fn from_iter<I: IntoIterator<Item = ReasonCode>>(codes: I) -> ReasonCodes {
        ReasonCodes(codes.into_iter().fold(0, |bits, code| bits | ReasonCodes::bit(code)))
    }
}

impl<'de> Deserialize<'de> for ReasonCodes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<ReasonCodes, D::Error> {
        #[derive(Deserialize)]
        struct CodeOnly<'a> {
            #[serde(borrow)]
            code: Cow<'a, str>,
        }
        let all: Vec<CodeOnly> = Vec::deserialize(deserializer)?;
        Ok(all.iter().filter_map(|one| ReasonCode::parse(&one.code)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Timestamp;
    use crate::domain::verdict::outcome::Outcome;
    use crate::domain::verdict::report::{Reason, Report};

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
        let facts: AttendanceFacts = serde_json::from_str(&text).expect("it was just written");
        assert_eq!((facts.role, facts.is_late, facts.credited_seconds), (Part::Student, false, 7));
        assert_eq!((facts.estimated, facts.settled), (false, true));
        assert_eq!(facts.reasons, [ReasonCode::Share].into_iter().collect());
    }

    #[test]
    fn every_reason_is_told_from_the_others_and_unknown_ones_are_left_out() {
        for code in ReasonCode::ALL {
            let text = format!(r#"[{{"code":"{code}","evidence":[]}},{{"code":"newer\u0020one"}}]"#);
            let codes: ReasonCodes = serde_json::from_str(&text).expect("reasons");
            let found: Vec<&ReasonCode> =
                ReasonCode::ALL.iter().filter(|one| codes.contains(**one)).collect();
            assert_eq!(found, [code]);
        }
    }
}
