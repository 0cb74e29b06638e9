//! What a report may say, and how a share of the planned time becomes it.

use crate::domain::organization::policy::Thresholds;
use crate::domain::vocabulary::string_enum;

string_enum! {
    /// A decided outcome: what money and overrides know. Ordered from best to worst, as a group's pay line takes it.
    Verdict {
        Present = "present",
        Partial = "partial",
        Absent = "absent",
        Excused = "excused",
    }
}

string_enum! {
    /// What a report says; `unknown` until it may be said.
    Outcome {
        Present = "present",
        Partial = "partial",
        Absent = "absent",
        Excused = "excused",
        Unknown = "unknown",
    }
}

impl From<Verdict> for Outcome {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Present => Outcome::Present,
            Verdict::Partial => Outcome::Partial,
            Verdict::Absent => Outcome::Absent,
            Verdict::Excused => Outcome::Excused,
        }
    }
}

impl Outcome {
    pub fn verdict(self) -> Option<Verdict> {
        match self {
            Outcome::Present => Some(Verdict::Present),
            Outcome::Partial => Some(Verdict::Partial),
            Outcome::Absent => Some(Verdict::Absent),
            Outcome::Excused => Some(Verdict::Excused),
            Outcome::Unknown => None,
        }
    }
}

impl Verdict {
    /// Verdict for `credited` of `planned` milliseconds. Thresholds are inclusive; a share of at least 1 is
    /// present whatever the thresholds say (the 100 % rule).
    pub fn of_share(credited: i64, planned: i64, thresholds: Thresholds) -> Verdict {
        if credited >= planned || thresholds.present.reached_by(credited, planned) {
            Verdict::Present
        } else if thresholds.partial.reached_by(credited, planned) {
            Verdict::Partial
        } else {
            Verdict::Absent
        }
    }
}
