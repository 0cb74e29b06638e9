//! Reads JSON and keeps only what a shape names, without building the rest in memory.
//!
//! What is left out never reaches the database or a log: secrets (`turnPassword`), metadata, whatever a new
//! version adds. Values are kept as they came, however odd; a member of the wrong type is left out, since nothing
//! could read it.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Serialize, Serializer};
use serde_json::Number;

use crate::domain::json::platform::{JsonNode, NodeValue};

/// What to keep of a JSON value.
#[derive(Clone, Copy)]
pub enum Shape {
    /// A text, number or boolean.
    Scalar,
    /// These members of an object, by their camelCase and their original snake_case name.
    Object(&'static [(&'static str, &'static str, Shape)]),
}

/// What was kept of a JSON value. Texts are borrowed from the input unless they have escapes: thousands of these are
/// read in a second, and allocating costs more than parsing. Written as JSON it is canonical: members are sorted.
#[derive(Clone, Debug, PartialEq)]
pub enum Projected<'a> {
    Flag(bool),
    Number(Number),
    Text(Cow<'a, str>),
    Object(Vec<(&'static str, Projected<'a>)>),
}

impl<'a> Projected<'a> {
    /// An object of these members.
    pub fn object(mut members: Vec<(&'static str, Projected<'a>)>) -> Projected<'a> {
        members.sort_unstable_by_key(|(name, _)| *name);
        Projected::Object(members)
    }
}

impl Serialize for Projected<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Projected::Flag(flag) => flag.serialize(serializer),
            Projected::Number(number) => number.serialize(serializer),
            Projected::Text(text) => text.serialize(serializer),
            Projected::Object(members) => {
                serializer.collect_map(members.iter().map(|(name, kept)| (name, kept)))
            }
        }
    }
}

impl JsonNode for Projected<'_> {
    fn get(&self, key: &str) -> Option<&Self> {
        let Projected::Object(members) = self else { return None };
        members.iter().find(|(name, _)| *name == key).map(|(_, kept)| kept)
    }

    /// No shape keeps an array.
    fn items(&self) -> Option<&[Self]> {
        None
    }

    fn value(&self) -> NodeValue<'_> {
        match self {
            Projected::Flag(flag) => NodeValue::Flag(*flag),
            Projected::Number(number) => NodeValue::Number(number.clone()),
            Projected::Text(text) => NodeValue::Text(text),
            Projected::Object(_) => NodeValue::Object,
        }
    }
}

/// Reads one value by the shape; `None` when it has another type.
impl<'de> DeserializeSeed<'de> for Shape {
    type Value = Option<Projected<'de>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<Projected<'de>>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Shape {
    fn if_scalar<'de>(self, value: Projected<'de>) -> Option<Projected<'de>> {
        matches!(self, Shape::Scalar).then_some(value)
    }
}

impl<'de> Visitor<'de> for Shape {
    type Value = Option<Projected<'de>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(self.if_scalar(Projected::Flag(value)))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(self.if_scalar(Projected::Number(value.into())))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(self.if_scalar(Projected::Number(value.into())))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        Ok(Number::from_f64(value).and_then(|number| self.if_scalar(Projected::Number(number))))
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Self::Value, E> {
        Ok(self.if_scalar(Projected::Text(value.into())))
    }

    fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
        Ok(self.if_scalar(Projected::Text(value.to_owned().into())))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
        let Shape::Object(wanted) = self else {
            while members.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            return Ok(None);
        };
        let mut kept: Vec<(&'static str, Projected<'de>)> = Vec::with_capacity(wanted.len());
        while let Some(found) = members.next_key_seed(MemberKeySeed(wanted))? {
            let Some((name, is_camel, shape)) = found else {
                members.next_value::<IgnoredAny>()?;
                continue;
            };
            let Some(value) = members.next_value_seed(shape)? else { continue };
            match kept.iter_mut().find(|(known, _)| *known == name) {
                None => kept.push((name, value)),
                // Readers prefer the camelCase name where a sender uses both.
                Some(known) if is_camel => known.1 = value,
                Some(_) => {}
            }
        }
        Ok(Some(Projected::object(kept)))
    }
}

/// Looks a key up among the wanted ones without copying it.
struct MemberKeySeed(&'static [(&'static str, &'static str, Shape)]);

impl<'de> DeserializeSeed<'de> for MemberKeySeed {
    type Value = Option<(&'static str, bool, Shape)>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for MemberKeySeed {
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
    use serde_json::{Value, json};

    use crate::domain::json::canonical::canonical_json;

    use super::*;

    const SHAPE: Shape = Shape::Object(&[
        ("name", "name", Shape::Scalar),
        ("joinedAt", "joined_at", Shape::Scalar),
        ("room", "room", Shape::Object(&[("sid", "sid", Shape::Scalar)])),
    ]);

    fn sieved(text: &str) -> Option<Value> {
        let mut reader = serde_json::Deserializer::from_str(text);
        let kept = SHAPE.deserialize(&mut reader).unwrap();
        kept.map(|kept| serde_json::to_value(kept).unwrap())
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
    fn what_is_written_is_canonical() {
        let text = r#"{"room":{"sid":"a\n\"é\u0007\u2028"},"name":1.50,"joinedAt":-7,"secret":1}"#;
        let mut reader = serde_json::Deserializer::from_str(text);
        let kept = SHAPE.deserialize(&mut reader).unwrap().unwrap();
        let written = serde_json::to_string(&kept).unwrap();
        assert_eq!(written, canonical_json(&serde_json::from_str(&written).unwrap()));
        assert_eq!(
            sieved(text),
            Some(json!({"room": {"sid": "a\n\"é\u{7}\u{2028}"}, "name": 1.5, "joinedAt": -7}))
        );
    }

    #[test]
    fn members_of_a_wrong_type_are_left_out_and_the_rest_stays() {
        assert_eq!(sieved(r#"{"name":{"a":1},"room":"RM_1","joinedAt":null}"#), Some(json!({})));
        assert_eq!(sieved(r#"{"name":[["deep"]],"joinedAt":5}"#), Some(json!({"joinedAt": 5})));
        assert_eq!(sieved("[1]"), None);
    }
}
