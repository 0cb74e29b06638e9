//! The document of this API, for programs and for people.

use std::sync::{Arc, LazyLock};

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use utoipa_swagger_ui::Config;

use crate::api::{CustomResponse, LenientQuery, NoBody, Problem, PublicRequest, Route, RouteResponse, get};
use crate::http::schema_components::Components;

/// Swagger UI has its own scripts and styles, some of them inline, which the usual policy forbids.
const DOCS_CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; \
                      img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'";

static SWAGGER_CONFIG: LazyLock<Arc<Config<'static>>> =
    LazyLock::new(|| Arc::new(Config::from("/openapi.json").try_it_out_enabled(false)));

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/openapi.json", "This document").public(document).produces(&["application/json"]),
        get("/docs", "This document, readable").public(index),
        get("/docs/{*file}", "Files of the readable document").public(file).produces(&["text/html"]),
    ]
}

async fn document(request: PublicRequest<NoBody, LenientQuery>) -> Result<CustomResponse, Problem> {
    Ok(CustomResponse::of("application/json", request.shared.openapi_json.clone()))
}

/// 308 to the page itself, so that its relative links to scripts and styles resolve under `/docs/`.
struct RedirectToDocs;

impl RouteResponse for RedirectToDocs {
    const STATUS: StatusCode = StatusCode::PERMANENT_REDIRECT;

    fn into_http_response(self) -> Response {
        Redirect::permanent("/docs/index.html").into_response()
    }

    fn replay_body(&self) -> Option<String> {
        None
    }

    fn describe(_: &mut Components) -> utoipa::openapi::Response {
        utoipa::openapi::ResponseBuilder::new().description("To /docs/index.html").build()
    }
}

async fn index(_: PublicRequest<NoBody, LenientQuery>) -> Result<RedirectToDocs, Problem> {
    Ok(RedirectToDocs)
}

async fn file(request: PublicRequest<NoBody, LenientQuery>) -> Result<CustomResponse, Problem> {
    let found = utoipa_swagger_ui::serve(request.path.get("file"), SWAGGER_CONFIG.clone());
    let file = found.map_err(|cause| Problem::internal(&cause))?.ok_or_else(|| Problem::not_found("file"))?;
    let mut response = Response::new(file.bytes.into_owned().into());
    let headers = response.headers_mut();
    let content_type =
        HeaderValue::from_str(&file.content_type).map_err(|cause| Problem::internal(&cause))?;
    headers.insert(header::CONTENT_TYPE, content_type);
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(DOCS_CONTENT_SECURITY_POLICY));
    if file.gzpipped {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    Ok(CustomResponse(response))
}
