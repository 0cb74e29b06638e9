//! The document of this API, for programs and for people.

use std::sync::{Arc, LazyLock};

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use utoipa_swagger_ui::Config;

use super::{Custom, Open, Problem, Route, get};

/// The page brings its own scripts and styles, some of them inline.
const POLICY: &str = "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; \
                      img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'";

static PAGE: LazyLock<Arc<Config<'static>>> =
    LazyLock::new(|| Arc::new(Config::from("/openapi.json").try_it_out_enabled(false)));

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/openapi.json", "This document").anyone(document),
        get("/docs", "This document, readable").anyone(index),
        get("/docs/{*file}", "Files of the readable document").anyone(file),
    ]
}

async fn document(open: Open) -> Result<Custom, Problem> {
    Ok(Custom::of("application/json", open.shared.document.clone()))
}

async fn index(_: Open) -> Result<Custom, Problem> {
    Ok(Custom(Redirect::permanent("/docs/index.html").into_response()))
}

async fn file(open: Open) -> Result<Custom, Problem> {
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
