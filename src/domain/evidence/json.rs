//! JSON of evidence: its one canonical text, strict reading of what we define, tolerant reading of what platforms send.

use std::borrow::Cow;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Number, Value};
use serde_json_borrow::Value as Borrowed;
use serde_path_to_error::Segment;
use sha2::{Digest, Sha256};

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

/// JSON text with keys sorted and no spaces; what evidence is named and compared by.
pub fn canonical_json(value: &Value) -> String {
    let mut text = Vec::with_capacity(512);
    write_canonical(value, &mut text);
    String::from_utf8(text).expect("JSON of texts is text")
}

fn write_canonical(value: &Value, out: &mut Vec<u8>) {
    match value {
        Value::Object(object) => {
            let mut members: Vec<(&String, &Value)> = object.iter().collect();
            members.sort_unstable_by_key(|(key, _)| *key);
            out.push(b'{');
            for (index, (key, member)) in members.into_iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                write_scalar(key, out);
                out.push(b':');
                write_canonical(member, out);
            }
            out.push(b'}');
        }
        Value::Array(items) => {
            out.push(b'[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                write_canonical(item, out);
            }
            out.push(b']');
        }
        scalar => write_scalar(scalar, out),
    }
}

fn write_scalar<T: Serialize + ?Sized>(scalar: &T, out: &mut Vec<u8>) {
    serde_json::to_writer(out, scalar).expect("memory takes every byte, and a scalar has no keys");
}

/// Whether a JSON text is written as `canonical_json` writes it, as far as keys and spaces go: `value` is what was read from
/// it. Everything we store was written so; the check is for what something else has put into the database.
pub fn is_canonical(text: &str, value: &Borrowed<'_>) -> bool {
    !has_space_between(text) && has_sorted_keys(value)
}

/// Whether a JSON text has white space outside of its texts.
fn has_space_between(json: &str) -> bool {
    let (mut is_in_text, mut is_escaped) = (false, false);
    json.bytes().any(|byte| {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if is_in_text => is_escaped = true,
            b'"' => is_in_text = !is_in_text,
            b' ' | b'\t' | b'\n' | b'\r' => return !is_in_text,
            _ => {}
        }
        false
    })
}

/// Whether the keys of every object stand in order, each once.
fn has_sorted_keys(value: &Borrowed<'_>) -> bool {
    match value {
        Borrowed::Object(object) => {
            object.as_vec().is_sorted_by(|(a, _), (b, _)| **a < **b)
                && object.as_vec().iter().all(|(_, member)| has_sorted_keys(member))
        }
        Borrowed::Array(items) => items.iter().all(has_sorted_keys),
        _ => true,
    }
}

/// SHA-256 of a text, lower-case hexadecimal.
pub fn sha256_hex(text: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut digest = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        digest.push(char::from(DIGITS[usize::from(byte >> 4)]));
        digest.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    digest
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

/// Reads what is stored and may have been written by a newer version: keys it has and we do not know say nothing to us.
/// Whoever writes such a value back keeps them (`lay_change`).
pub fn parse_ignoring_unknown_keys<T: DeserializeOwned>(stored: &Value) -> Result<T, Malformed> {
    let mut value = Cow::Borrowed(stored);
    loop {
        let error = match serde_path_to_error::deserialize::<_, T>(&*value) {
            Ok(read) => return Ok(read),
            Err(error) => error,
        };
        let path: Vec<Segment> = error.path().iter().cloned().collect();
        if !forget_key(value.to_mut(), &path, &error.inner().to_string()) {
            return Err(Malformed::new(error.path().to_string(), error.into_inner().to_string()));
        }
    }
}

/// Takes the key away that a refusal is about; false when it is about a value.
fn forget_key(value: &mut Value, path: &[Segment], problem: &str) -> bool {
    let quoted =
        ["unknown field `", "unknown variant `"].iter().find_map(|begin| problem.strip_prefix(begin));
    let named = quoted.and_then(|rest| rest.split_once('`')).map(|(key, _)| key);
    // Outcomes in a pair are told in quotes.
    let paired = problem.strip_prefix('"').and_then(|rest| rest.split_once("\" is not")).map(|(key, _)| key);
    let Some(key) = named.or(paired) else { return false };
    let parents = path.split_last().map_or(path, |(_, parents)| parents);
    remove_at(value, parents, key) || remove_at(value, path, key)
}

/// Removes a key from the object at a path. Where the path does not know which member it goes through (its key is no
/// text to whoever reads it), whichever has the key: to all of one kind it is unknown.
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

/// Makes the change from `before` to `after` in what is stored; whatever else stands there stays.
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

/// The key that serde's refusal of an unknown field names.
fn unknown_key(problem: &str) -> Option<&str> {
    problem.strip_prefix("unknown field `")?.split_once('`').map(|(key, _)| key)
}

/// A required key of an item.
pub fn field<T: DeserializeOwned>(object: &Map<String, Value>, key: &str) -> Result<T, Malformed> {
    let value = object.get(key).ok_or_else(|| Malformed::new(key, "is missing"))?;
    parse_strict(value).map_err(|error| error.under(key))
}

/// JSON as a platform sent it, however it is kept in memory.
pub trait JsonNode: Sized {
    /// The member of an object.
    fn get(&self, key: &str) -> Option<&Self>;
    /// The items of an array.
    fn items(&self) -> Option<&[Self]>;
    fn value(&self) -> NodeValue<'_>;
}

/// What a piece of JSON is.
#[derive(Clone)]
pub enum NodeValue<'a> {
    Null,
    Flag(bool),
    Number(Number),
    Text(&'a str),
    Array,
    Object,
}

impl JsonNode for Value {
    fn get(&self, key: &str) -> Option<&Value> {
        Value::get(self, key)
    }

    fn items(&self) -> Option<&[Value]> {
        self.as_array().map(Vec::as_slice)
    }

    fn value(&self) -> NodeValue<'_> {
        match self {
            Value::Null => NodeValue::Null,
            Value::Bool(flag) => NodeValue::Flag(*flag),
            Value::Number(number) => NodeValue::Number(number.clone()),
            Value::String(text) => NodeValue::Text(text),
            Value::Array(_) => NodeValue::Array,
            Value::Object(_) => NodeValue::Object,
        }
    }
}

/// The same borrowed from the text it was read from, which copies no key and no text without escapes.
impl JsonNode for Borrowed<'_> {
    fn get(&self, key: &str) -> Option<&Self> {
        self.as_object()?.get(key)
    }

    fn items(&self) -> Option<&[Self]> {
        match self {
            Borrowed::Array(items) => Some(items),
            _ => None,
        }
    }

    fn value(&self) -> NodeValue<'_> {
        match self {
            Borrowed::Null => NodeValue::Null,
            Borrowed::Bool(flag) => NodeValue::Flag(*flag),
            Borrowed::Number(number) => NodeValue::Number((*number).into()),
            Borrowed::Str(text) => NodeValue::Text(text),
            Borrowed::Array(_) => NodeValue::Array,
            Borrowed::Object(_) => NodeValue::Object,
        }
    }
}

/// A member of a platform's object under its camelCase name or its original snake_case one; `null` is absent.
pub fn member<'a, J: JsonNode>(object: &'a J, camel: &str, snake: &str) -> Option<&'a J> {
    object.get(camel).or_else(|| object.get(snake)).filter(|value| !matches!(value.value(), NodeValue::Null))
}

/// A non-empty text of a platform's object. Numbers are read as their text.
pub fn text_member<J: JsonNode>(object: &J, camel: &str, snake: &str) -> Option<String> {
    match member(object, camel, snake)?.value() {
        NodeValue::Text(text) if !text.is_empty() => Some(text.to_owned()),
        NodeValue::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A positive 64-bit integer, which protojson writes as a string and leaves out when it is zero.
pub fn positive_member<J: JsonNode>(object: &J, camel: &str, snake: &str) -> Option<i64> {
    let number = match member(object, camel, snake)?.value() {
        NodeValue::Text(text) => text.trim().parse().ok()?,
        NodeValue::Number(number) => number.as_i64()?,
        _ => return None,
    };
    (number > 0).then_some(number)
}

/// Whether an enum, sent by name or by number, has this value.
pub fn is_enum<J: JsonNode>(value: Option<&J>, name: &str, number: i64) -> bool {
    match value.map(J::value) {
        Some(NodeValue::Text(text)) => text == name || text.parse() == Ok(number),
        Some(NodeValue::Number(sent)) => sent.as_i64() == Some(number),
        _ => false,
    }
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
