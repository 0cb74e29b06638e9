//! The OpenAPI 3.1 document, made from the declarations.

mod domain_schemas;
mod names;
mod operation;
mod webhook_examples;
mod webhooks;

use axum::http::Method;
use utoipa::ToSchema;
use utoipa::openapi::path::{HttpMethod, PathsBuilder};
use utoipa::openapi::schema::ComponentsBuilder;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::tag::TagBuilder;
use utoipa::openapi::{InfoBuilder, OpenApi, OpenApiBuilder, PathItem};

use self::operation::operation;
use crate::http::route::Route;
use crate::http::schema_components::Components;

/// The document of these routes.
pub fn document(routes: &[Route]) -> OpenApi {
    let mut components = Components::default();
    let problem = components.reference::<ProblemBody>();
    let mut paths = PathsBuilder::new();
    for route in routes.iter().filter(|route| !route.declaration.is_page) {
        let item =
            PathItem::new(method(&route.declaration.method), operation(route, &mut components, &problem));
        // Axum writes `{*file}` for the rest of an address.
        paths = paths.path(route.declaration.path.replace("{*", "{"), item);
    }
    let webhooks = webhooks::webhooks(&mut components);
    let bearer = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .description(Some("The token of POST /api/v1/logins, or an API token (rc_…)."))
        .build();
    let tags =
        names::tags().map(|(tag, meaning)| TagBuilder::new().name(tag).description(Some(meaning)).build());
    OpenApiBuilder::new()
        .info(
            InfoBuilder::new()
                .title("Rollcall")
                .version(env!("CARGO_PKG_VERSION"))
                .description(Some(include_str!("../about.md")))
                .build(),
        )
        .tags(Some(tags))
        .paths(paths.build())
        .webhooks(Some(webhooks))
        .components(Some(
            ComponentsBuilder::new()
                .schemas_from_iter(components.schemas)
                .responses_from_iter(components.responses)
                .security_scheme("bearer", SecurityScheme::Http(bearer))
                .build(),
        ))
        .build()
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
    #[schema(example = "Not Found")]
    title: String,
    #[schema(example = 404)]
    status: u16,
    /// A stable word; each response says which it may be.
    #[schema(example = "not_found")]
    code: String,
    /// A sentence for people.
    #[schema(example = "There is no such session.")]
    detail: String,
    #[schema(rename = "requestId", example = "0193f1c2a4b87d1e9c3f5a6b7c8d9e0f")]
    request_id: String,
    /// The offending field or parameter, where there is one.
    field: Option<String>,
}
