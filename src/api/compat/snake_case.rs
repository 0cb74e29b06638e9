//! An answer of `/api/v1` with its field names in snake_case, as the doors of the Meet academy speak.

use std::borrow::Cow;

use serde::{Serialize, Serializer};
use serde_json::{Map, Value};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

/// `T` with every field renamed. Words inside values stay as they are.
pub struct Snake<T>(pub T);

impl<T: Serialize> Serialize for Snake<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let value = serde_json::to_value(&self.0).map_err(serde::ser::Error::custom)?;
        renamed(value).serialize(serializer)
    }
}

fn renamed(value: Value) -> Value {
    match value {
        Value::Object(object) => {
            Value::Object(object.into_iter().map(|(key, value)| (snake(&key), renamed(value))).collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(renamed).collect()),
        scalar => scalar,
    }
}

fn snake(camel: &str) -> String {
    let mut name = String::with_capacity(camel.len() + 4);
    for letter in camel.chars() {
        if letter.is_ascii_uppercase() {
            name.push('_');
        }
        name.push(letter.to_ascii_lowercase());
    }
    name
}

/// What the names of schemas of renamed types end with.
const SUFFIX: &str = "InSnakeCase";

impl<T: PartialSchema> PartialSchema for Snake<T> {
    fn schema() -> RefOr<Schema> {
        schema_of(T::schema())
    }
}

impl<T: ToSchema> ToSchema for Snake<T> {
    fn name() -> Cow<'static, str> {
        format!("{}{SUFFIX}", T::name()).into()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        let mut others = Vec::new();
        T::schemas(&mut others);
        schemas
            .extend(others.into_iter().map(|(name, schema)| (format!("{name}{SUFFIX}"), schema_of(schema))));
    }
}

/// The same schema with its properties renamed, referring to others that are renamed too.
fn schema_of(schema: RefOr<Schema>) -> RefOr<Schema> {
    let value = serde_json::to_value(&schema).expect("a schema is plain values under text keys");
    serde_json::from_value(described(value)).expect("names are all that changed")
}

fn described(value: Value) -> Value {
    let Value::Object(object) = value else {
        return match value {
            Value::Array(items) => Value::Array(items.into_iter().map(described).collect()),
            scalar => scalar,
        };
    };
    let member = |(key, value): (String, Value)| {
        let value = match (key.as_str(), value) {
            ("properties", Value::Object(properties)) => {
                let fields = properties.into_iter().map(|(name, field)| (snake(&name), described(field)));
                Value::Object(fields.collect::<Map<_, _>>())
            }
            ("required", Value::Array(names)) => names.iter().filter_map(Value::as_str).map(snake).collect(),
            ("example" | "examples", example) => renamed(example),
            ("$ref", Value::String(name)) => Value::String(format!("{name}{SUFFIX}")),
            (_, other) => described(other),
        };
        (key, value)
    };
    Value::Object(object.into_iter().map(member).collect())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn fields_are_renamed_at_every_depth_and_values_are_not() {
        let body =
            json!({"personId": "aB", "families": [{"householdId": null, "blocked": {"missing_rate": 1}}]});
        assert_eq!(
            renamed(body),
            json!({"person_id": "aB", "families": [{"household_id": null, "blocked": {"missing_rate": 1}}]})
        );
    }
}
