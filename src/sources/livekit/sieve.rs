//! Reads JSON and keeps only what a shape names, without building the rest in memory.
//!
//! What is left out never reaches the database or a log: secrets (`turnPassword`), metadata, whatever a new
//! version adds. Values are kept as they came, however odd; a member of the wrong type is left out, since nothing
//! could read it.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// What to keep of a JSON value.
#[derive(Clone, Copy)]
pub enum Shape {
    /// A text, number or boolean.
    Scalar,
    /// These members of an object, by their camelCase and their original snake_case name.
    Object(&'static [(&'static str, &'static str, Shape)]),
}

/// What is left of one value; `None` when it has not the shape.
impl<'de> DeserializeSeed<'de> for Shape {
    type Value = Option<Value>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<Value>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Shape {
    fn scalar<T: Into<Value>>(self, value: T) -> Option<Value> {
        matches!(self, Shape::Scalar).then(|| value.into())
    }
}

impl<'de> Visitor<'de> for Shape {
    type Value = Option<Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Option<Value>, E> {
        Ok(self.scalar(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Option<Value>, E> {
        Ok(self.scalar(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Option<Value>, E> {
        Ok(self.scalar(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Option<Value>, E> {
        Ok(self.scalar(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Option<Value>, E> {
        Ok(self.scalar(value))
    }

    fn visit_string<E>(self, value: String) -> Result<Option<Value>, E> {
        Ok(self.scalar(value))
    }

    fn visit_unit<E>(self) -> Result<Option<Value>, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Option<Value>, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Option<Value>, A::Error> {
        let Shape::Object(wanted) = self else {
            while members.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            return Ok(None);
        };
        let mut kept = Map::new();
        while let Some(found) = members.next_key_seed(Wanted(wanted))? {
            match found {
                None => drop(members.next_value::<IgnoredAny>()?),
                Some((name, is_camel, shape)) => {
                    let value = members.next_value_seed(shape)?;
                    // Readers prefer the camelCase name where a sender uses both.
                    if let Some(value) = value.filter(|_| is_camel || !kept.contains_key(name)) {
                        kept.insert(name.to_owned(), value);
                    }
                }
            }
        }
        Ok(Some(Value::Object(kept)))
    }
}

/// Looks a key up among the wanted ones without copying it.
struct Wanted(&'static [(&'static str, &'static str, Shape)]);

impl<'de> DeserializeSeed<'de> for Wanted {
    type Value = Option<(&'static str, bool, Shape)>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Wanted {
    type Value = Option<(&'static str, bool, Shape)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        let found = self.0.iter().find(|(camel, snake, _)| *camel == key || *snake == key);
        Ok(found.map(|(camel, _, shape)| (*camel, *camel == key, *shape)))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const SHAPE: Shape = Shape::Object(&[
        ("name", "name", Shape::Scalar),
        ("joinedAt", "joined_at", Shape::Scalar),
        ("room", "room", Shape::Object(&[("sid", "sid", Shape::Scalar)])),
    ]);

    fn sieved(text: &str) -> Option<Value> {
        let mut reader = serde_json::Deserializer::from_str(text);
        SHAPE.deserialize(&mut reader).unwrap()
    }

    #[test]
    fn only_what_is_named_is_kept() {
        let text = r#"{"name":"Ana","turnPassword":"s","room":{"sid":"RM_1","metadata":{"a":[1]}}}"#;
        assert_eq!(sieved(text), Some(json!({"name": "Ana", "room": {"sid": "RM_1"}})));
    }

    #[test]
    fn snake_case_is_read_and_camel_case_preferred_in_any_order() {
        assert_eq!(sieved(r#"{"joined_at":"7"}"#), Some(json!({"joinedAt": "7"})));
        let both = Some(json!({"joinedAt": "8"}));
        assert_eq!(sieved(r#"{"joined_at":"7","joinedAt":"8"}"#), both);
        assert_eq!(sieved(r#"{"joinedAt":"8","joined_at":"7"}"#), both);
    }

    #[test]
    fn members_of_a_wrong_type_are_left_out_and_the_rest_stays() {
        assert_eq!(sieved(r#"{"name":{"a":1},"room":"RM_1","joinedAt":null}"#), Some(json!({})));
        assert_eq!(sieved(r#"{"name":[["deep"]],"joinedAt":5}"#), Some(json!({"joinedAt": 5})));
        assert_eq!(sieved("[1]"), None);
    }
}
