//! The document of this API, for programs and for people.

use std::sync::{Arc, LazyLock};

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use utoipa_swagger_ui::Config;

use crate::api::openapi::Components;
use crate::api::{Answer, Custom, Loose, NoBody, Open, Problem, Route, get};

/// The page brings its own scripts and styles, some of them inline.
const POLICY: &str = "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; \
                      img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'";

static PAGE: LazyLock<Arc<Config<'static>>> =
    LazyLock::new(|| Arc::new(Config::from("/openapi.json").try_it_out_enabled(false)));

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/openapi.json", "This document").anyone(document).gives(&["application/json"]),
        get("/docs", "This document, readable").anyone(index),
        get("/docs/{*file}", "Files of the readable document").anyone(file).gives(&["text/html"]),
    ]
}

async fn document(open: Open<NoBody, Loose>) -> Result<Custom, Problem> {
    Ok(Custom::of("application/json", open.shared.document.clone()))
}

/// 308: the page stands beside its files.
struct Beside;

impl Answer for Beside {
    const STATUS: StatusCode = StatusCode::PERMANENT_REDIRECT;

    fn into_response(self) -> Response {
        Redirect::permanent("/docs/index.html").into_response()
    }

    fn text(&self) -> Option<String> {
        None
    }

    fn describe(_: &mut Components) -> utoipa::openapi::Response {
        utoipa::openapi::ResponseBuilder::new().description("To /docs/index.html").build()
    }
}

async fn index(_: Open<NoBody, Loose>) -> Result<Beside, Problem> {
    Ok(Beside)
}

async fn file(open: Open<NoBody, Loose>) -> Result<Custom, Problem> {
    let found = utoipa_swagger_ui::serve(open.path.get("file"), PAGE.clone());
    let file = found.map_err(|cause| Problem::internal(&cause))?.ok_or_else(|| Problem::not_found("file"))?;
    let mut response = Response::new(file.bytes.into_owned().into());
    let headers = response.headers_mut();
    let content_type =
        HeaderValue::from_str(&file.content_type).map_err(|cause| Problem::internal(&cause))?;
    headers.insert(header::CONTENT_TYPE, content_type);
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    if file.gzpipped {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    Ok(Custom(response))
}
