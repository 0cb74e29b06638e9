//! What is different between two versions of the policies, key by key.

use serde_json::{Map, Value};

use super::PolicyPatch;
use crate::domain::organization::Policies;
use crate::domain::session::Kind;

/// One key that was set otherwise, or no longer.
#[derive(Clone, Debug, PartialEq)]
pub struct PolicyDifference {
    /// Of which kind of session; `None`: of all.
    pub kind: Option<Kind>,
    /// A key of `POLICY_KEYS`, or a cell of the table: `present+absent` and `pay` or `charge`.
    pub key: PolicyKeyName,
    /// What was set before; `None`: nothing.
    pub before: Option<Value>,
    pub after: Option<Value>,
}

/// What a difference is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PolicyKeyName {
    Key(String),
    Cell { pair: String, line: String },
}

/// The differences, those of all sessions first, then kind by kind.
pub fn differences(before: &Policies, after: &Policies) -> Vec<PolicyDifference> {
    let none = PolicyPatch::default();
    let mut all = between(None, &before.organization, &after.organization);
    for kind in Kind::ALL {
        let of = |policies: &Policies| policies.kinds.get(kind).unwrap_or(&none).clone();
        all.extend(between(Some(*kind), &of(before), &of(after)));
    }
    all
}

fn between(kind: Option<Kind>, before: &PolicyPatch, after: &PolicyPatch) -> Vec<PolicyDifference> {
    let (before, after) = (flat(before), flat(after));
    let mut keys: Vec<&PolicyKeyName> = before.iter().chain(&after).map(|(key, _)| key).collect();
    keys.sort();
    keys.dedup();
    let value = |of: &[(PolicyKeyName, Value)], key: &PolicyKeyName| {
        of.iter().find(|(one, _)| one == key).map(|(_, value)| value.clone())
    };
    keys.into_iter()
        .map(|key| PolicyDifference {
            kind,
            key: key.clone(),
            before: value(&before, key),
            after: value(&after, key),
        })
        .filter(|one| one.before != one.after)
        .collect()
}

/// What a patch sets, the cells of its table one by one.
fn flat(patch: &PolicyPatch) -> Vec<(PolicyKeyName, Value)> {
    let Ok(Value::Object(mut all)) = serde_json::to_value(patch) else { return Vec::new() };
    let table = match all.remove("table") {
        Some(Value::Object(table)) => table,
        _ => Map::new(),
    };
    let cells = table.into_iter().flat_map(|(pair, lines)| match lines {
        Value::Object(lines) => lines
            .into_iter()
            .map(|(line, cell)| (PolicyKeyName::Cell { pair: pair.clone(), line }, cell))
            .collect(),
        _ => Vec::new(),
    });
    all.into_iter().map(|(key, value)| (PolicyKeyName::Key(key), value)).chain(cells).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_key_and_each_cell_that_differs_is_named_once() {
        let policies = |value: Value| serde_json::from_value::<Policies>(value).expect("policies");
        let before = policies(json!({
            "organization": {"vanishSeconds": 21, "reconnectGraceSeconds": 60},
            "kinds": {"quran": {"capAtPlanned": false}},
        }));
        let after = policies(json!({
            "organization": {"vanishSeconds": 21, "reconnectGraceSeconds": 90,
                             "table": {"present+absent": {"charge": "planned"}}},
        }));
        let found = differences(&before, &after);
        let key = |name: &str| PolicyKeyName::Key(name.to_owned());
        let cell = PolicyKeyName::Cell { pair: "present+absent".to_owned(), line: "charge".to_owned() };
        assert_eq!(
            found,
            [
                PolicyDifference {
                    kind: None,
                    key: key("reconnectGraceSeconds"),
                    before: Some(json!(60)),
                    after: Some(json!(90)),
                },
                PolicyDifference { kind: None, key: cell, before: None, after: Some(json!("planned")) },
                PolicyDifference {
                    kind: Some(Kind::Quran),
                    key: key("capAtPlanned"),
                    before: Some(json!(false)),
                    after: None,
                },
            ]
        );
        assert!(differences(&after, &after).is_empty());
    }
}
