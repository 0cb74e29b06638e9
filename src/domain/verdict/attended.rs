//! What a page about one person shows of a stored report.

use serde::Deserialize;

use crate::domain::time::Timestamp;
use crate::domain::verdict::report_facts::ReasonCodes;

/// The figures of one lesson of somebody. Reading fails where a key is missing, so that a renamed one is noticed.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AttendedFacts {
    pub is_late: bool,
    #[serde(deserialize_with = "Option::deserialize")]
    pub late_seconds: Option<i64>,
    #[serde(deserialize_with = "Option::deserialize")]
    pub first_join_at: Option<Timestamp>,
    /// `None` while they are there, and where nobody came.
    #[serde(deserialize_with = "Option::deserialize")]
    pub last_leave_at: Option<Timestamp>,
    pub credited_seconds: i64,
    /// Credited ÷ planned.
    pub share: f64,
    pub settled: bool,
    pub reasons: ReasonCodes,
    /// What somebody stated, if anybody did.
    #[serde(rename = "override", deserialize_with = "Option::deserialize")]
    pub stated: Option<StatedFacts>,
}

/// The words of an override.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct StatedFacts {
    pub reason: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_without_a_key_is_none() {
        let whole = r#"{"isLate": true, "lateSeconds": 61, "firstJoinAt": "2026-01-05T08:00:00.000Z", "lastLeaveAt": null,
                        "creditedSeconds": 9, "share": 0.5, "settled": true,
                        "reasons": [{"code": "late", "evidence": []}], "override": {"reason": "ill"}, "x": 1}"#;
        let read: AttendedFacts = serde_json::from_str(whole).expect("a report");
        assert_eq!((read.late_seconds, read.last_leave_at, read.credited_seconds), (Some(61), None, 9));
        assert_eq!(read.stated, Some(StatedFacts { reason: "ill".to_owned() }));
        let keys =
            ["isLate", "lateSeconds", "firstJoinAt", "lastLeaveAt", "creditedSeconds", "share", "settled"];
        for key in keys.into_iter().chain(["reasons", "override"]) {
            let key = &format!("\"{key}\"");
            assert!(
                serde_json::from_str::<AttendedFacts>(&whole.replace(key, "\"renamed\"")).is_err(),
                "{key}"
            );
        }
    }
}
