//! Every key with the value that holds for a kind of session, and who set it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use super::PolicyPatch;
use super::keys::POLICY_KEYS;
use crate::domain::money::charge_pay_table::{Cell, CellTable, LineKind, OutcomePair};
use crate::domain::organization::Policies;
use crate::domain::session::Kind;
use crate::domain::string_enum::string_enum_methods;
use crate::domain::verdict::outcome::Verdict;

/// Who set a value: nobody, the organisation for all sessions, or the organisation for this kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Origin {
    Default,
    Organization,
    Kind,
}
string_enum_methods!(Origin);

/// A value and where it comes from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EffectiveValue<T> {
    pub value: T,
    pub from: Origin,
}

/// Both cells of a pair of outcomes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EffectiveCells {
    pub pay: EffectiveValue<Cell>,
    pub charge: EffectiveValue<Cell>,
}

/// The policy of a new session of a kind.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EffectivePolicy {
    #[serde(flatten)]
    pub keys: BTreeMap<&'static str, EffectiveValue<Value>>,
    pub table: BTreeMap<OutcomePair, EffectiveCells>,
}

impl Policies {
    /// Every key as it holds for sessions of this kind.
    pub fn effective(&self, kind: Kind) -> EffectivePolicy {
        let none = PolicyPatch::default();
        let of_kind = self.kinds.get(&kind).unwrap_or(&none);
        let written = |patch: &PolicyPatch| serde_json::to_value(patch).unwrap_or_default();
        let (organization, kinds) = (written(&self.organization), written(of_kind));
        let keys = POLICY_KEYS.iter().map(|key| {
            let effective = match (kinds.get(key.name), organization.get(key.name)) {
                (Some(value), _) => EffectiveValue { value: value.clone(), from: Origin::Kind },
                (None, Some(value)) => EffectiveValue { value: value.clone(), from: Origin::Organization },
                (None, None) => EffectiveValue { value: key.default.to_json(), from: Origin::Default },
            };
            (key.name, effective)
        });
        EffectivePolicy { keys: keys.collect(), table: self.table(of_kind) }
    }

    fn table(&self, of_kind: &PolicyPatch) -> BTreeMap<OutcomePair, EffectiveCells> {
        let standard = CellTable::standard();
        let mut table = BTreeMap::new();
        for &teacher in Verdict::ALL {
            for &learner in Verdict::ALL {
                let pair = OutcomePair { teacher, learner };
                let cell = |line: LineKind| {
                    let set = |patch: &PolicyPatch| {
                        let cells = patch.table.get(&pair)?;
                        match line {
                            LineKind::Pay => cells.pay,
                            LineKind::Charge => cells.charge,
                        }
                    };
                    match (set(of_kind), set(&self.organization)) {
                        (Some(value), _) => EffectiveValue { value, from: Origin::Kind },
                        (None, Some(value)) => EffectiveValue { value, from: Origin::Organization },
                        (None, None) => {
                            EffectiveValue { value: standard.cell(line, pair), from: Origin::Default }
                        }
                    }
                };
                table.insert(
                    pair,
                    EffectiveCells { pay: cell(LineKind::Pay), charge: cell(LineKind::Charge) },
                );
            }
        }
        table
    }
}
