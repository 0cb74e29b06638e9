//! Parses JSON whose shape we define: strictly where somebody sends it, skipping unknown keys where it is stored.

use std::borrow::Cow;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use serde_path_to_error::Segment;

/// What is wrong with a document, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {problem}", if path.is_empty() { "(top)" } else { path })]
pub struct Malformed {
    /// `sessions[0].end`
    pub path: String,
    pub problem: String,
}

impl Malformed {
    pub fn new(path: impl Into<String>, problem: impl Into<String>) -> Self {
        Malformed { path: path.into(), problem: problem.into() }
    }

    /// The same problem, seen from one level further out.
    pub fn under(mut self, parent: &str) -> Self {
        self.path = match self.path.as_str() {
            "" => parent.to_owned(),
            path if path.starts_with('[') => format!("{parent}{path}"),
            path => format!("{parent}.{path}"),
        };
        self
    }
}

/// Reads a value we define ourselves: unknown keys, missing keys and wrong types are refused by path.
pub fn parse_strict<T: DeserializeOwned>(value: &Value) -> Result<T, Malformed> {
    serde_path_to_error::deserialize(value).map_err(|error| {
        let path = error.path().to_string();
        let problem = error.into_inner().to_string();
        match unknown_key(&problem) {
            Some(key) if path == "." => Malformed::new(key, "unknown key"),
            Some(key) if path == key || path.ends_with(&format!(".{key}")) => {
                Malformed::new(path, "unknown key")
            }
            Some(key) => Malformed::new(key, "unknown key").under(&path),
            None => Malformed::new(if path == "." { String::new() } else { path }, problem),
        }
    })
}

/// Parses stored JSON and skips keys it does not know, so that an older replica can read what a newer one wrote;
/// `merge_change` keeps those keys when the value is written back.
pub fn parse_ignoring_unknown_keys<T: DeserializeOwned>(stored: &Value) -> Result<T, Malformed> {
    let mut value = Cow::Borrowed(stored);
    loop {
        let error = match serde_path_to_error::deserialize::<_, T>(&*value) {
            Ok(read) => return Ok(read),
            Err(error) => error,
        };
        let path: Vec<Segment> = error.path().iter().cloned().collect();
        if !remove_refused_key(value.to_mut(), &path, &error.inner().to_string()) {
            return Err(Malformed::new(error.path().to_string(), error.into_inner().to_string()));
        }
    }
}

/// Removes the key that serde refused; false when it refused a value.
fn remove_refused_key(value: &mut Value, path: &[Segment], problem: &str) -> bool {
    let quoted =
        ["unknown field `", "unknown variant `"].iter().find_map(|begin| problem.strip_prefix(begin));
    let named = quoted.and_then(|rest| rest.split_once('`')).map(|(key, _)| key);
    // `OutcomePair` refuses an unknown pair with the pair in quotes.
    let paired = problem.strip_prefix('"').and_then(|rest| rest.split_once("\" is not")).map(|(key, _)| key);
    let Some(key) = named.or(paired) else { return false };
    let parents = path.split_last().map_or(path, |(_, parents)| parents);
    remove_at(value, parents, key) || remove_at(value, path, key)
}

/// Removes a key from the object at a path. The path has no name for members whose key is an enum; then the key is
/// removed from the first member that has it, and the loop of the caller repeats for the others.
fn remove_at(value: &mut Value, path: &[Segment], key: &str) -> bool {
    match path.split_first() {
        None => value.as_object_mut().is_some_and(|object| object.remove(key).is_some()),
        Some((Segment::Map { key: name }, rest)) => {
            value.get_mut(name).is_some_and(|member| remove_at(member, rest, key))
        }
        Some((Segment::Seq { index }, rest)) => {
            value.get_mut(*index).is_some_and(|member| remove_at(member, rest, key))
        }
        Some((_, rest)) => value
            .as_object_mut()
            .is_some_and(|object| object.values_mut().any(|member| remove_at(member, rest, key))),
    }
}

/// Applies the change from `before` to `after` to what is stored; keys in neither of them stay as they are.
pub fn merge_change(
    stored: &mut Map<String, Value>,
    before: &Map<String, Value>,
    after: &Map<String, Value>,
) {
    let nothing = Map::new();
    for key in before.keys().chain(after.keys()) {
        let (was, is) = (before.get(key), after.get(key));
        if was == is {
            continue;
        }
        let inside = (stored.get_mut(key).and_then(Value::as_object_mut), was.and_then(Value::as_object));
        match (inside, is) {
            ((Some(inner), Some(was)), None) => {
                merge_change(inner, was, &nothing);
                if inner.is_empty() {
                    stored.remove(key);
                }
            }
            ((Some(inner), Some(was)), Some(Value::Object(is))) => merge_change(inner, was, is),
            (_, Some(is)) => drop(stored.insert(key.clone(), is.clone())),
            (_, None) => drop(stored.remove(key)),
        }
    }
}

/// The key that serde's message about an unknown field names.
fn unknown_key(problem: &str) -> Option<&str> {
    problem.strip_prefix("unknown field `")?.split_once('`').map(|(key, _)| key)
}

/// A required key of an item.
pub fn field<T: DeserializeOwned>(object: &Map<String, Value>, key: &str) -> Result<T, Malformed> {
    let value = object.get(key).ok_or_else(|| Malformed::new(key, "is missing"))?;
    parse_strict(value).map_err(|error| error.under(key))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::organization::Policies;

    /// What a newer version may have written.
    fn newer() -> Value {
        json!({
            "organization": {"reconnectGraceSeconds": 60, "fromTheFuture": {"a": 1},
                             "table": {"present+absent": {"pay": "own", "bonus": "planned"},
                                       "present+asleep": {"pay": "own"}}},
            "kinds": {"quran": {"alsoNew": true, "earlyCreditSeconds": 5}, "workshop": {"reconnectGraceSeconds": 1}},
            "regions": [],
        })
    }

    #[test]
    fn keys_of_a_newer_version_are_read_over() {
        let policies: Policies = parse_ignoring_unknown_keys(&newer()).expect("all that is known reads");
        let expected = json!({
            "organization": {"reconnectGraceSeconds": 60, "table": {"present+absent": {"pay": "own"}}},
            "kinds": {"quran": {"earlyCreditSeconds": 5}},
        });
        assert_eq!(serde_json::to_value(policies).expect("plain"), expected);
        let wrong = parse_ignoring_unknown_keys::<Policies>(
            &json!({"organization": {"reconnectGraceSeconds": "long"}}),
        );
        assert_eq!(wrong.expect_err("a known key").path, "organization.reconnectGraceSeconds");
        let wrong = parse_ignoring_unknown_keys::<Policies>(
            &json!({"organization": {"table": {"present+absent": {"pay": "half"}}}}),
        );
        assert_eq!(wrong.expect_err("a known cell").path, "organization.table.present+absent.pay");
    }

    #[test]
    fn a_change_leaves_what_it_does_not_know() {
        let object = |value: Value| value.as_object().cloned().expect("an object");
        let before: Policies = parse_ignoring_unknown_keys(&newer()).expect("reads");
        let mut after = before.clone();
        after.organization = serde_json::from_value(json!({"staleAfterSeconds": 9})).expect("a patch");
        after.kinds.clear();
        let plain = |one: &Policies| object(serde_json::to_value(one).expect("plain"));
        let mut stored = object(newer());
        merge_change(&mut stored, &plain(&before), &plain(&after));
        let expected = json!({
            "organization": {"staleAfterSeconds": 9, "fromTheFuture": {"a": 1},
                             "table": {"present+absent": {"bonus": "planned"}, "present+asleep": {"pay": "own"}}},
            "kinds": {"quran": {"alsoNew": true}, "workshop": {"reconnectGraceSeconds": 1}},
            "regions": [],
        });
        assert_eq!(Value::Object(stored), expected);
    }
}
