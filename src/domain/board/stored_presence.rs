//! What a board reads of a report that was stored as JSON.

use serde::Deserialize;

use crate::domain::presence::timeline::Interval;
use crate::domain::time::Timestamp;

/// The presence in a stored report. Reading fails where a key is missing, so that a renamed one is noticed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StoredPresence {
    pub is_late: bool,
    #[serde(deserialize_with = "Option::deserialize")]
    pub late_seconds: Option<i64>,
    #[serde(deserialize_with = "Option::deserialize")]
    pub first_join_at: Option<Timestamp>,
    pub intervals: Vec<Interval>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_without_a_key_is_none() {
        let whole = r#"{"isLate": true, "lateSeconds": null, "firstJoinAt": "2026-01-05T08:00:00.000Z",
                        "intervals": [{"from": "2026-01-05T08:00:00.000Z", "to": null, "estimated": false}], "x": 1}"#;
        let read: StoredPresence = serde_json::from_str(whole).expect("a report");
        assert_eq!((read.is_late, read.late_seconds, read.intervals.len()), (true, None, 1));
        for key in ["isLate", "lateSeconds", "firstJoinAt", "intervals"] {
            let renamed = whole.replace(key, "renamed");
            assert!(serde_json::from_str::<StoredPresence>(&renamed).is_err(), "{key}");
        }
    }
}
