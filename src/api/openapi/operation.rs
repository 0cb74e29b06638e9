//! One operation of the document, from what its route declares.

use std::collections::BTreeMap;

use axum::http::Method;
use serde_json::{Value, json};
use utoipa::openapi::path::{Operation, OperationBuilder, Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::schema::{AllOfBuilder, ObjectBuilder, Type};
use utoipa::openapi::security::SecurityRequirement;
use utoipa::openapi::{
    ContentBuilder, KnownFormat, Ref, RefOr, Required, Response, ResponseBuilder, ResponsesBuilder, Schema,
    SchemaFormat,
};

use super::names::{operation_id, tag};
use crate::domain::access::Rows;
use crate::http::error_codes;
use crate::http::error_codes::ErrorCode;
use crate::http::pagination::{DEFAULT_LIMIT, MAX_LIMIT};
use crate::http::problem::{ErrorShape, Problem};
use crate::http::route::Route;
use crate::http::route_declaration::RouteAccess;
use crate::http::schema_components::Components;

pub(super) fn operation(route: &Route, components: &mut Components, problem: &RefOr<Schema>) -> Operation {
    let declaration = &route.declaration;
    let mut responses = ResponsesBuilder::new()
        .response(route.schema.status.to_string(), success_response(route, components));
    for (status, refusals) in by_status(error_codes::of_route(declaration, &route.schema)) {
        let refused = error_response(&refusals, declaration.error_shape, problem, components);
        responses = responses.response(status.to_string(), refused);
    }
    let mut operation = OperationBuilder::new()
        .summary(Some(declaration.summary))
        .description(Some(describe_access(&declaration.access)))
        .operation_id(Some(operation_id(&declaration.name())))
        .tag(tag(declaration.path))
        .responses(responses.build());
    for parameter in parameters(route) {
        operation = operation.parameter(parameter);
    }
    if let RouteAccess::Roles(_) = declaration.access {
        operation = operation.security(SecurityRequirement::new::<_, [&str; 0], _>("bearer", []));
    }
    let takes_body = declaration.method != Method::GET && declaration.method != Method::DELETE;
    if let Some(schema) = (route.schema.body)(components).filter(|_| takes_body) {
        let content = ContentBuilder::new().schema(Some(schema)).build();
        let body = RequestBodyBuilder::new().content(route.schema.content_type, content).build();
        operation = operation.request_body(Some(body));
    }
    operation.build()
}

/// The response without an error, in each of its content types.
fn success_response(route: &Route, components: &mut Components) -> Response {
    let mut response = (route.schema.answer)(components);
    for media in &route.declaration.content_types {
        let text = ObjectBuilder::new().schema_type(Type::String);
        let whole = match media.starts_with("text/") {
            true => text,
            false => text.format(Some(SchemaFormat::KnownFormat(KnownFormat::Binary))),
        };
        let content = ContentBuilder::new().schema(Some(whole)).build();
        response.content.insert((*media).to_owned(), content.into());
    }
    response
}

fn by_status(refusals: Vec<ErrorCode>) -> BTreeMap<u16, Vec<ErrorCode>> {
    let mut by_status: BTreeMap<u16, Vec<ErrorCode>> = BTreeMap::new();
    for one in refusals {
        by_status.entry(one.status).or_default().push(one);
    }
    by_status
}

/// The errors of one status, in the format the route writes them.
fn error_response(
    refusals: &[ErrorCode],
    shape: ErrorShape,
    problem: &RefOr<Schema>,
    components: &mut Components,
) -> RefOr<Response> {
    let meanings: Vec<String> =
        refusals.iter().map(|one| format!("- `{}`: {}", one.code, one.meaning)).collect();
    let codes = refusals.iter().map(|one| one.code);
    let code = ObjectBuilder::new().schema_type(Type::String).enum_values(Some(codes));
    // Extra members of a compatibility error format are found by rendering a sample problem and comparing it with the
    // standard members.
    let sample = Problem::not_found("thing");
    let (written, media) = shape(&sample, "id");
    let plain = sample.members("id");
    let added: Vec<_> =
        written.as_object().into_iter().flatten().filter(|(name, _)| !plain.contains_key(*name)).collect();
    let shared = added.is_empty() && refusals.len() == 1;
    let own = added.into_iter().fold(ObjectBuilder::new().property("code", code), |object, (name, value)| {
        object.property(name, ObjectBuilder::new().schema_type(kind_of(value)))
    });
    let schema = AllOfBuilder::new().item(problem.clone()).item(own);
    let response = ResponseBuilder::new()
        .description(meanings.join("\n"))
        .content(media, ContentBuilder::new().schema(Some(schema)).build())
        .build();
    if !shared {
        return RefOr::T(response);
    }
    let name = format!("{}_{}", refusals[0].code, refusals[0].status);
    let reference = Ref::from_response_name(&name);
    components.responses.insert(name, response);
    RefOr::Ref(reference)
}

fn kind_of(value: &Value) -> Type {
    match value {
        Value::Bool(_) => Type::Boolean,
        Value::Number(_) => Type::Integer,
        Value::Array(_) => Type::Array,
        Value::Object(_) => Type::Object,
        Value::String(_) | Value::Null => Type::String,
    }
}

fn parameters(route: &Route) -> Vec<Parameter> {
    let declaration = &route.declaration;
    let mut all: Vec<Parameter> = path_parameters(declaration.path)
        .map(|name| {
            text_parameter(name, ParameterIn::Path, Required::True, path_parameter_description(name), None)
        })
        .collect();
    all.extend((route.schema.query)().into_iter().map(query_parameter));
    if let RouteAccess::Roles(_) = declaration.access {
        let header = "A superadmin acts in this organisation instead of the own one.";
        all.push(text_parameter("Rollcall-Organization", ParameterIn::Header, Required::False, header, None));
        if declaration.method == Method::POST {
            let header = "Any text of 1 to 255 visible characters. A repeat with the same key and body gets the \
                          first answer.";
            let example = Some(json!("3f9c6a52-2b1e-4c58-9d0e-7f4b5a1c2d3e"));
            all.push(text_parameter(
                "Idempotency-Key",
                ParameterIn::Header,
                Required::False,
                header,
                example,
            ));
        }
    }
    all
}

/// utoipa documents `Option` parameters as nullable; a query parameter is only optional, so the null type is removed.
fn query_parameter(mut parameter: Parameter) -> Parameter {
    let mut schema = serde_json::to_value(&parameter.schema).unwrap_or_default();
    if let Some(one) = schema["oneOf"].as_array().and_then(|choices| choices.first()) {
        schema = one.clone();
    }
    if let Some(one) = schema["type"].as_array().and_then(|types| types.first()) {
        schema["type"] = one.clone();
    }
    if parameter.name == "limit" {
        (schema["minimum"], schema["maximum"]) = (json!(1), json!(MAX_LIMIT));
        schema["default"] = json!(DEFAULT_LIMIT);
    }
    parameter.schema = serde_json::from_value(schema).ok();
    parameter
}

fn text_parameter(
    name: &str,
    place: ParameterIn,
    required: Required,
    description: &str,
    example: Option<Value>,
) -> Parameter {
    ParameterBuilder::new()
        .name(name)
        .parameter_in(place)
        .required(required)
        .description(Some(description))
        .schema(Some(ObjectBuilder::new().schema_type(Type::String)))
        .example(example)
        .build()
}

/// `{id}` and the like, in order.
fn path_parameters(path: &str) -> impl Iterator<Item = &str> {
    path.split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
        .map(|name| name.trim_start_matches('*'))
}

fn path_parameter_description(name: &str) -> &'static str {
    match name {
        "id" => "An id, as lists and answers show it: opaque text.",
        "name" => "The name of a job, like `sessions`.",
        "kind" => "A kind of session, like `quran`.",
        _ => "A name.",
    }
}

/// The role table in words.
fn describe_access(who: &RouteAccess) -> String {
    match who {
        RouteAccess::Public => "Without a login.".to_owned(),
        RouteAccess::Roles(grants) => {
            let each = grants.iter().map(|(role, rows)| format!("{role} ({})", describe_rows(*rows)));
            format!("Who: {}.", each.collect::<Vec<_>>().join(", "))
        }
    }
}

fn describe_rows(rows: Rows) -> &'static str {
    match rows {
        Rows::OwnPerson => "what is their own",
        Rows::OwnHousehold => "own household",
        Rows::OwnSessions => "own sessions",
        Rows::OwnEvents => "own events",
        Rows::Organization => "the whole organisation",
        Rows::Installation => "every organisation",
    }
}
