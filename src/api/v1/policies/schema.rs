//! The policy's schema in the OpenAPI document, generated from `POLICY_KEYS`.

use std::borrow::Cow;

use serde_json::{Value, json};
use utoipa::openapi::schema::{AdditionalProperties, ObjectBuilder, Type};
use utoipa::openapi::{Ref, RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use crate::domain::money::charge_pay_table::Cell;
use crate::domain::organization::policy::MAX_SECONDS;
use crate::domain::organization::policy::effective::Origin;
use crate::domain::organization::policy::keys::{DefaultValue, POLICY_KEYS, PolicyKey};
use crate::domain::verdict::outcome::Verdict;

/// Some keys of a policy.
pub struct PolicyPatchSchema;

/// Every key with the value that holds and who set it.
pub struct PolicyHoldingSchema;

fn key_schema(key: &PolicyKey) -> ObjectBuilder {
    let kind = match key.default {
        DefaultValue::Seconds(_) => {
            ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(0)).maximum(Some(MAX_SECONDS as f64))
        }
        DefaultValue::Share(_) => {
            ObjectBuilder::new().schema_type(Type::Number).minimum(Some(0)).maximum(Some(1))
        }
        DefaultValue::Flag(_) => ObjectBuilder::new().schema_type(Type::Boolean),
    };
    kind.description(Some(key.meaning)).default(Some(key.default.to_json()))
}

fn reference<T: ToSchema>() -> RefOr<Schema> {
    RefOr::Ref(Ref::from_schema_name(T::name()))
}

/// The charge/pay table: an object by pairs of outcomes.
fn outcome_table_schema(cell: impl Fn() -> RefOr<Schema>, meaning: &str, example: Value) -> ObjectBuilder {
    let cells = ObjectBuilder::new().property("pay", cell()).property("charge", cell());
    let pairs = Verdict::ALL
        .iter()
        .flat_map(|teacher| Verdict::ALL.iter().map(move |learner| format!("{teacher}+{learner}")));
    let names = ObjectBuilder::new().schema_type(Type::String).enum_values(Some(pairs));
    ObjectBuilder::new()
        .additional_properties(Some(AdditionalProperties::RefOr(cells.into())))
        .property_names(Some(Schema::Object(names.build())))
        .description(Some(meaning))
        .examples([example])
}

impl PartialSchema for PolicyPatchSchema {
    fn schema() -> RefOr<Schema> {
        let meaning = "Single cells of the charge/pay table: for the teacher's and the learner's outcome, which time is \
                       paid and which is charged.";
        let cells = outcome_table_schema(
            reference::<Cell>,
            meaning,
            json!({"present+absent": {"charge": "planned"}}),
        );
        POLICY_KEYS.iter()
            .fold(ObjectBuilder::new(), |object, key| object.property(key.name, key_schema(key)))
            .property("table", cells)
            .description(Some(
                "Some keys of a policy; those left out are as they would be without this patch. docs/POLICIES.md has them \
                 in words.",
            ))
            .examples([json!({"reconnectGraceSeconds": 60, "table": {"present+absent": {"charge": "planned"}}})])
            .into()
    }
}

impl ToSchema for PolicyPatchSchema {
    fn name() -> Cow<'static, str> {
        "PolicyPatch".into()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((Cell::name().into_owned(), Cell::schema()));
    }
}

impl PartialSchema for PolicyHoldingSchema {
    fn schema() -> RefOr<Schema> {
        let held = |value: RefOr<Schema>| {
            ObjectBuilder::new()
                .property("value", value)
                .property("from", reference::<Origin>())
                .required("value")
                .required("from")
        };
        let cells = outcome_table_schema(
            || held(reference::<Cell>()).into(),
            "Every cell of the charge/pay table.",
            json!({
                "present+absent": {
                    "pay": {"value": "own", "from": "default"},
                    "charge": {"value": "planned", "from": "kind"},
                },
            }),
        );
        let all = POLICY_KEYS.iter().fold(ObjectBuilder::new(), |object, key| {
            object.property(key.name, held(key_schema(key).into())).required(key.name)
        });
        all.property("table", cells).required("table").into()
    }
}

impl ToSchema for PolicyHoldingSchema {
    fn name() -> Cow<'static, str> {
        "PolicyHolding".into()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((Cell::name().into_owned(), Cell::schema()));
        schemas.push((Origin::name().into_owned(), Origin::schema()));
    }
}
