//! The charge/pay table: which time counts for which pair of outcomes. Data, not code (DESIGN.md 4.7).

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use crate::domain::string_enum::string_enum_methods;
use crate::domain::verdict::outcome::Verdict;

/// Which time a line counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Cell {
    /// The line's person's own credited time.
    Own,
    /// Time together.
    Copresence,
    /// The planned duration.
    Planned,
    /// Nothing.
    None,
}
string_enum_methods!(Cell);

/// Which way money goes: what a teacher earns, what a family owes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum LineKind {
    Pay,
    Charge,
}
string_enum_methods!(LineKind);

/// A pair of outcomes, written `present+absent`: the teacher's, then the learner's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OutcomePair {
    pub teacher: Verdict,
    pub learner: Verdict,
}

impl std::fmt::Display for OutcomePair {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}+{}", self.teacher, self.learner)
    }
}

impl Serialize for OutcomePair {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for OutcomePair {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let key = text.split_once('+').and_then(|(teacher, learner)| {
            Some(OutcomePair { teacher: Verdict::parse(teacher)?, learner: Verdict::parse(learner)? })
        });
        key.ok_or_else(|| {
            serde::de::Error::custom(format!(
                "{text:?} is not a pair of outcomes like present+absent (present, partial, absent, excused)"
            ))
        })
    }
}

/// What somebody set of one cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CellPatch {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pay: Option<Cell>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub charge: Option<Cell>,
}

impl CellPatch {
    pub fn lay_over(&mut self, over: &CellPatch) {
        self.pay = over.pay.or(self.pay);
        self.charge = over.charge.or(self.charge);
    }
}

/// The whole table.
#[derive(Clone, Debug, PartialEq)]
pub struct CellTable(BTreeMap<OutcomePair, (Cell, Cell)>);

impl CellTable {
    /// Pay by own time, charge by time together, nothing for an excused learner.
    pub fn standard() -> CellTable {
        let mut cells = BTreeMap::new();
        for &teacher in Verdict::ALL {
            for &learner in Verdict::ALL {
                let charge = if learner == Verdict::Excused { Cell::None } else { Cell::Copresence };
                cells.insert(OutcomePair { teacher, learner }, (Cell::Own, charge));
            }
        }
        CellTable(cells)
    }

    pub fn with(mut self, patch: &BTreeMap<OutcomePair, CellPatch>) -> CellTable {
        for (key, set) in patch {
            let (pay, charge) = self.0[key];
            self.0.insert(*key, (set.pay.unwrap_or(pay), set.charge.unwrap_or(charge)));
        }
        self
    }

    pub fn cell(&self, kind: LineKind, key: OutcomePair) -> Cell {
        let (pay, charge) = self.0[&key];
        match kind {
            LineKind::Pay => pay,
            LineKind::Charge => charge,
        }
    }
}
