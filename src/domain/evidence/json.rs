//! JSON of evidence: its one canonical text, strict reading of what we define, tolerant reading of what platforms send.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Number, Value};
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
pub fn canonical(value: &Value) -> String {
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

/// SHA-256 of a text, lower-case hexadecimal.
pub fn digest(text: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut digest = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        digest.push(char::from(DIGITS[usize::from(byte >> 4)]));
        digest.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    digest
}

/// Reads a value we define ourselves: unknown keys, missing keys and wrong types are refused by path.
pub fn strict<T: DeserializeOwned>(value: &Value) -> Result<T, Malformed> {
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

/// The key that serde's refusal of an unknown field names.
fn unknown_key(problem: &str) -> Option<&str> {
    problem.strip_prefix("unknown field `")?.split_once('`').map(|(key, _)| key)
}

/// A required key of an item.
pub fn field<T: DeserializeOwned>(object: &Map<String, Value>, key: &str) -> Result<T, Malformed> {
    let value = object.get(key).ok_or_else(|| Malformed::new(key, "is missing"))?;
    strict(value).map_err(|error| error.under(key))
}

/// JSON as a platform sent it, however it is kept.
pub trait Json {
    /// The member of an object.
    fn get(&self, key: &str) -> Option<&Self>;
    fn look(&self) -> Look<'_>;
}

/// What a piece of JSON is.
#[derive(Clone, Copy)]
pub enum Look<'a> {
    Null,
    Flag(bool),
    Number(&'a Number),
    Text(&'a str),
    Array,
    Object,
}

impl Json for Value {
    fn get(&self, key: &str) -> Option<&Value> {
        Value::get(self, key)
    }

    fn look(&self) -> Look<'_> {
        match self {
            Value::Null => Look::Null,
            Value::Bool(flag) => Look::Flag(*flag),
            Value::Number(number) => Look::Number(number),
            Value::String(text) => Look::Text(text),
            Value::Array(_) => Look::Array,
            Value::Object(_) => Look::Object,
        }
    }
}

/// A member of a platform's object under its camelCase name or its original snake_case one; `null` is absent.
pub fn member<'a, J: Json>(object: &'a J, camel: &str, snake: &str) -> Option<&'a J> {
    object.get(camel).or_else(|| object.get(snake)).filter(|value| !matches!(value.look(), Look::Null))
}

/// A non-empty text of a platform's object. Numbers are read as their text.
pub fn text<J: Json>(object: &J, camel: &str, snake: &str) -> Option<String> {
    match member(object, camel, snake)?.look() {
        Look::Text(text) if !text.is_empty() => Some(text.to_owned()),
        Look::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A positive 64-bit integer, which protojson writes as a string and leaves out when it is zero.
pub fn positive<J: Json>(object: &J, camel: &str, snake: &str) -> Option<i64> {
    let number = match member(object, camel, snake)?.look() {
        Look::Text(text) => text.trim().parse().ok()?,
        Look::Number(number) => number.as_i64()?,
        _ => return None,
    };
    (number > 0).then_some(number)
}

/// Whether an enum, sent by name or by number, has this value.
pub fn is_enum<J: Json>(value: Option<&J>, name: &str, number: i64) -> bool {
    match value.map(J::look) {
        Some(Look::Text(text)) => text == name || text.parse() == Ok(number),
        Some(Look::Number(sent)) => sent.as_i64() == Some(number),
        _ => false,
    }
}
