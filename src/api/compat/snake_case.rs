//! A response of `/api/v1` with its field names in snake_case, as clients of the Meet academy read them.

use std::borrow::Cow;

use serde::{Serialize, Serializer};
use serde_json::{Map, Value};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

/// `T` with every field renamed at every depth. Values are not changed.
pub struct SnakeCase<T>(pub T);

impl<T: Serialize> Serialize for SnakeCase<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let value = serde_json::to_value(&self.0).map_err(serde::ser::Error::custom)?;
        rename_keys(value).serialize(serializer)
    }
}

fn rename_keys(value: Value) -> Value {
    match value {
        Value::Object(object) => Value::Object(
            object.into_iter().map(|(key, value)| (to_snake_case(&key), rename_keys(value))).collect(),
        ),
        Value::Array(items) => Value::Array(items.into_iter().map(rename_keys).collect()),
        scalar => scalar,
    }
}

fn to_snake_case(camel: &str) -> String {
    let mut name = String::with_capacity(camel.len() + 4);
    for letter in camel.chars() {
        if letter.is_ascii_uppercase() {
            name.push('_');
        }
        name.push(letter.to_ascii_lowercase());
    }
    name
}

/// Ends the schema name of every renamed type.
const SCHEMA_SUFFIX: &str = "InSnakeCase";

impl<T: PartialSchema> PartialSchema for SnakeCase<T> {
    fn schema() -> RefOr<Schema> {
        renamed_schema(T::schema())
    }
}

impl<T: ToSchema> ToSchema for SnakeCase<T> {
    fn name() -> Cow<'static, str> {
        format!("{}{SCHEMA_SUFFIX}", T::name()).into()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        let mut others = Vec::new();
        T::schemas(&mut others);
        schemas.extend(
            others
                .into_iter()
                .map(|(name, schema)| (format!("{name}{SCHEMA_SUFFIX}"), renamed_schema(schema))),
        );
    }
}

/// The schema with its properties renamed; its references point to the renamed schemas.
fn renamed_schema(schema: RefOr<Schema>) -> RefOr<Schema> {
    let value = serde_json::to_value(&schema).expect("a schema is plain values under text keys");
    serde_json::from_value(rename_properties(value)).expect("names are all that changed")
}

fn rename_properties(value: Value) -> Value {
    let Value::Object(object) = value else {
        return match value {
            Value::Array(items) => Value::Array(items.into_iter().map(rename_properties).collect()),
            scalar => scalar,
        };
    };
    let member = |(key, value): (String, Value)| {
        let value = match (key.as_str(), value) {
            ("properties", Value::Object(properties)) => {
                let fields = properties
                    .into_iter()
                    .map(|(name, field)| (to_snake_case(&name), rename_properties(field)));
                Value::Object(fields.collect::<Map<_, _>>())
            }
            ("required", Value::Array(names)) => {
                names.iter().filter_map(Value::as_str).map(to_snake_case).collect()
            }
            ("example" | "examples", example) => rename_keys(example),
            ("$ref", Value::String(name)) => Value::String(format!("{name}{SCHEMA_SUFFIX}")),
            (_, other) => rename_properties(other),
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
            rename_keys(body),
            json!({"person_id": "aB", "families": [{"household_id": null, "blocked": {"missing_rate": 1}}]})
        );
    }
}
