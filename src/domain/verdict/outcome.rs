//! What a report may say of somebody: the outcomes.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use crate::domain::string_enum::string_enum_methods;

/// A decided outcome: what money and overrides know. Ordered from best to worst, as a group's pay line takes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Verdict {
    Present,
    Partial,
    Absent,
    Excused,
}
string_enum_methods!(Verdict);

/// The outcome in a report; `unknown` until the session is settled, and where the evidence leaves it open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Outcome {
    Present,
    Partial,
    Absent,
    Excused,
    Unknown,
}
string_enum_methods!(Outcome);

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
