//! Styles, scripts and icons, built from `assets/` by npm into `assets/dist` and part of the program. Their names hold a
//! hash of their content, so that browsers keep them for ever.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

/// The icons and the shapes of verdicts, once on every page.
pub const SPRITE: &str = include_str!("../../assets/sprite.svg");

/// htmx: no style of its own, no evaluation of text as code.
pub const HTMX_CONFIG: &str = r#"{"includeIndicatorCSS":false,"history":false,"defaultTimeout":30000}"#;

#[derive(RustEmbed)]
#[folder = "assets/dist"]
#[exclude = "*.ttf"]
struct Built;

/// The address of a built file by the name it was built from, as `app.css`; `None` where the pages were not built.
pub fn find(name: &str) -> Option<String> {
    static NAMES: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        Built::get("manifest.json")
            .and_then(|file| serde_json::from_slice(&file.data).ok())
            .unwrap_or_default()
    });
    names.get(name).map(|built| format!("/assets/{built}"))
}

/// As `find`; the plain name where the pages were not built.
pub fn path(name: &str) -> String {
    find(name).unwrap_or_else(|| format!("/assets/{name}"))
}

/// Whether styles and scripts are part of this program.
pub fn are_built() -> bool {
    find("app.css").is_some() && find("app.js").is_some()
}

/// A built file, compressed as the browser takes it.
pub fn response(name: &str, headers: &HeaderMap) -> Option<Response> {
    let content_type = match name.rsplit('.').next()? {
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "wasm" => "application/wasm",
        "png" => "image/png",
        "json" | "webmanifest" => "application/json",
        _ => return None,
    };
    let accepted =
        headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let encodings = [("br", ".br"), ("gzip", ".gz")];
    let compressed = encodings.iter().filter(|(encoding, _)| accepted.contains(encoding)).find_map(
        |(encoding, ending)| Built::get(&format!("{name}{ending}")).map(|file| (Some(*encoding), file)),
    );
    let (encoding, found) = compressed.or_else(|| Built::get(name).map(|file| (None, file)))?;
    let body = match found.data {
        Cow::Borrowed(bytes) => Body::from(bytes),
        Cow::Owned(bytes) => Body::from(bytes),
    };
    let mut response = (StatusCode::OK, body).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(encoding) = encoding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    Some(response)
}
