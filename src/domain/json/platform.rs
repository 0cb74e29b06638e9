//! Reads JSON that platforms send, tolerantly: camelCase or snake_case keys, numbers as texts, enums by name or number.
//! What cannot be read counts as absent.

use serde_json::{Number, Value};
use serde_json_borrow::Value as Borrowed;

/// One value of a JSON document, whatever type holds the document.
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
