//! Every key with the value that holds for a kind of session, and who set it.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use super::PolicyPatch;
use super::keys::KEYS;
use crate::domain::money::table::{Cell, CellTable, LineKind, TableKey};
use crate::domain::organization::Policies;
use crate::domain::session::Kind;
use crate::domain::verdict::outcome::Verdict;
use crate::domain::vocabulary::words;

words! {
    /// Who set what holds: nobody, the organisation for all sessions, or the organisation for this kind.
    Origin {
        Default = "default",
        Organization = "organization",
        Kind = "kind",
    }
}

/// A value and where it comes from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Holding<T> {
    pub value: T,
    pub from: Origin,
}

/// Both cells of a pair of outcomes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HoldingCells {
    pub pay: Holding<Cell>,
    pub charge: Holding<Cell>,
}

/// What a new session of a kind is judged by.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Held {
    #[serde(flatten)]
    pub keys: BTreeMap<&'static str, Holding<Value>>,
    pub table: BTreeMap<TableKey, HoldingCells>,
}

impl Policies {
    /// Every key as it holds for sessions of this kind.
    pub fn holding(&self, kind: Kind) -> Held {
        let none = PolicyPatch::default();
        let of_kind = self.kinds.get(&kind).unwrap_or(&none);
        let written = |patch: &PolicyPatch| serde_json::to_value(patch).unwrap_or_default();
        let (organization, kinds) = (written(&self.organization), written(of_kind));
        let keys = KEYS.iter().map(|key| {
            let held = match (kinds.get(key.name), organization.get(key.name)) {
                (Some(value), _) => Holding { value: value.clone(), from: Origin::Kind },
                (None, Some(value)) => Holding { value: value.clone(), from: Origin::Organization },
                (None, None) => Holding { value: key.default.value(), from: Origin::Default },
            };
            (key.name, held)
        });
        Held { keys: keys.collect(), table: self.table(of_kind) }
    }

    fn table(&self, of_kind: &PolicyPatch) -> BTreeMap<TableKey, HoldingCells> {
        let standard = CellTable::standard();
        let mut table = BTreeMap::new();
        for &teacher in Verdict::ALL {
            for &learner in Verdict::ALL {
                let pair = TableKey { teacher, learner };
                let cell = |line: LineKind| {
                    let set = |patch: &PolicyPatch| {
                        let cells = patch.table.get(&pair)?;
                        match line {
                            LineKind::Pay => cells.pay,
                            LineKind::Charge => cells.charge,
                        }
                    };
                    match (set(of_kind), set(&self.organization)) {
                        (Some(value), _) => Holding { value, from: Origin::Kind },
                        (None, Some(value)) => Holding { value, from: Origin::Organization },
                        (None, None) => Holding { value: standard.cell(line, pair), from: Origin::Default },
                    }
                };
                table.insert(pair, HoldingCells { pay: cell(LineKind::Pay), charge: cell(LineKind::Charge) });
            }
        }
        table
    }
}
