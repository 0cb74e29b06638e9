//! The OpenAPI 3.1 document, made from the declarations.

use std::collections::BTreeMap;

use axum::http::Method;
use utoipa::ToSchema;
use utoipa::openapi::path::{
    HttpMethod, Operation, OperationBuilder, Parameter, ParameterBuilder, ParameterIn, PathsBuilder,
};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::schema::{ComponentsBuilder, ObjectBuilder, Type};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{
    ContentBuilder, InfoBuilder, OpenApi, OpenApiBuilder, PathItem, Ref, RefOr, Required, ResponseBuilder,
    ResponsesBuilder, Schema,
};

use super::route::{Route, Who};
use crate::domain::access::Rows;

/// The named schemas that the routes refer to.
#[derive(Default)]
pub struct Components {
    schemas: BTreeMap<String, (RefOr<Schema>, &'static str)>,
}

impl Components {
    /// A reference to the schema of `T`, which is added with everything it refers to.
    ///
    /// # Panics
    /// When two types carry one name: their schemas would hide each other. A test builds the document.
    pub fn reference<T: ToSchema>(&mut self) -> RefOr<Schema> {
        let known = std::any::type_name::<T>();
        let name = T::name().into_owned();
        if let Some((_, other)) = self.schemas.get(&name) {
            assert!(other.is_empty() || *other == known, "{known} and {other} are both named {name}");
        }
        self.schemas.insert(name.clone(), (T::schema(), known));
        let mut others = Vec::new();
        T::schemas(&mut others);
        for (other, schema) in others {
            self.schemas.entry(other).or_insert((schema, ""));
        }
        RefOr::Ref(Ref::from_schema_name(name))
    }
}

/// The document of these routes.
pub fn document(routes: &[Route]) -> OpenApi {
    let mut components = Components::default();
    let problem = components.reference::<ProblemBody>();
    let mut paths = PathsBuilder::new();
    for route in routes {
        let item =
            PathItem::new(method(&route.declaration.method), operation(route, &mut components, &problem));
        paths = paths.path(route.declaration.path, item);
    }
    let schemas = components.schemas.into_iter().map(|(name, (schema, _))| (name, schema));
    let bearer = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .description(Some("The token of POST /api/v1/logins, or an API token (rc_…)."))
        .build();
    OpenApiBuilder::new()
        .info(
            InfoBuilder::new()
                .title("Rollcall")
                .version(env!("CARGO_PKG_VERSION"))
                .description(Some(include_str!("about.md")))
                .build(),
        )
        .paths(paths.build())
        .components(Some(
            ComponentsBuilder::new()
                .schemas_from_iter(schemas)
                .security_scheme("bearer", SecurityScheme::Http(bearer))
                .build(),
        ))
        .build()
}

fn operation(route: &Route, components: &mut Components, problem: &RefOr<Schema>) -> Operation {
    let declaration = &route.declaration;
    let refusal = ResponseBuilder::new()
        .description("Refused")
        .content("application/problem+json", ContentBuilder::new().schema(Some(problem.clone())).build())
        .build();
    let responses = ResponsesBuilder::new()
        .response(route.types.status.to_string(), (route.types.answer)(components))
        .response("default", refusal)
        .build();
    let mut operation = OperationBuilder::new()
        .summary(Some(declaration.summary))
        .description(Some(who(&declaration.who)))
        .operation_id(Some(operation_id(route)))
        .tag(tag(declaration.path))
        .responses(responses);
    for name in path_parameters(declaration.path) {
        operation = operation.parameter(text(name, ParameterIn::Path, Required::True, None));
    }
    for parameter in (route.types.query)() {
        operation = operation.parameter(parameter);
    }
    if let Who::Roles(_) = declaration.who {
        operation = operation.security(SecurityRequirement::new::<_, [&str; 0], _>("bearer", []));
        let header = "A superadmin acts in this organisation instead of the own one.";
        operation = operation.parameter(text(
            "Rollcall-Organization",
            ParameterIn::Header,
            Required::False,
            Some(header),
        ));
        if declaration.method == Method::POST {
            let header = "Any text of 1 to 255 visible characters. A repeat with the same key and body gets the \
                          first answer.";
            operation = operation.parameter(text(
                "Idempotency-Key",
                ParameterIn::Header,
                Required::False,
                Some(header),
            ));
        }
    }
    let takes_body = declaration.method != Method::GET && declaration.method != Method::DELETE;
    if let Some(schema) = (route.types.body)(components).filter(|_| takes_body) {
        let content = ContentBuilder::new().schema(Some(schema)).build();
        let body = RequestBodyBuilder::new().content("application/json", content).build();
        operation = operation.request_body(Some(body));
    }
    operation.build()
}

fn text(name: &str, place: ParameterIn, required: Required, description: Option<&str>) -> Parameter {
    ParameterBuilder::new()
        .name(name)
        .parameter_in(place)
        .required(required)
        .description(description)
        .schema(Some(ObjectBuilder::new().schema_type(Type::String)))
        .build()
}

/// `{id}` and the like, in order.
fn path_parameters(path: &str) -> impl Iterator<Item = &str> {
    path.split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
        .map(|name| name.trim_start_matches('*'))
}

/// The noun after `/api/v1`, else the first part of the path.
fn tag(path: &str) -> &str {
    path.strip_prefix("/api/v1/").unwrap_or(path).trim_start_matches('/').split('/').next().unwrap_or("")
}

/// `get_people_id`: stable, and unique because a method and a path are.
fn operation_id(route: &Route) -> String {
    let path = route.declaration.path.trim_start_matches("/api/v1");
    let words = path.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    std::iter::once(route.declaration.method.as_str().to_ascii_lowercase().as_str())
        .chain(words)
        .collect::<Vec<_>>()
        .join("_")
}

/// The role table in words.
fn who(who: &Who) -> String {
    match who {
        Who::Anyone => "Without a login.".to_owned(),
        Who::Roles(grants) => {
            let each = grants.iter().map(|(role, rows)| format!("{role} ({})", reach(*rows)));
            format!("Who: {}.", each.collect::<Vec<_>>().join(", "))
        }
    }
}

fn reach(rows: Rows) -> &'static str {
    match rows {
        Rows::OwnPerson => "what is their own",
        Rows::OwnHousehold => "own household",
        Rows::OwnSessions => "own sessions",
        Rows::Organization => "the whole organisation",
        Rows::Installation => "every organisation",
    }
}

fn method(method: &Method) -> HttpMethod {
    match method.as_str() {
        "POST" => HttpMethod::Post,
        "PUT" => HttpMethod::Put,
        "PATCH" => HttpMethod::Patch,
        "DELETE" => HttpMethod::Delete,
        _ => HttpMethod::Get,
    }
}

/// What a refusal looks like (RFC 9457).
#[derive(ToSchema)]
#[schema(as = Problem)]
#[expect(dead_code, reason = "only its schema is used; the body is written by problem.rs")]
struct ProblemBody {
    #[schema(example = "about:blank")]
    r#type: String,
    title: String,
    status: u16,
    /// A stable word.
    #[schema(example = "not_found")]
    code: String,
    /// A sentence for people.
    detail: String,
    #[schema(rename = "requestId")]
    request_id: String,
    /// Path of the offending field, where there is one.
    field: Option<String>,
}
