//! Opens a page by its address without going through the router.

use std::sync::Arc;

use axum::body::Body;
use axum::http::request::Parts;
use axum::response::Response;

use crate::http::request::RawRequest;
use crate::http::route::Route;
use crate::http::state::{OpenPage, ServerState};

/// What opens the pages among these routes.
pub(crate) fn open_page(routes: &[Route]) -> Arc<OpenPage> {
    let pages: Arc<[Route]> = routes.iter().filter(|route| route.is_looked_at()).cloned().collect();
    Arc::new(move |shared, parts| {
        let pages = pages.clone();
        Box::pin(async move { open(&pages, shared, parts).await })
    })
}

async fn open(pages: &[Route], shared: Arc<ServerState>, parts: Parts) -> Option<Response> {
    // Of two routes that fit, `/people/import` and `/people/{id}`, the one without a value is meant.
    let fitting = pages.iter().filter_map(|route| Some((route, route.path_values(parts.uri.path())?)));
    let (route, path) = fitting.min_by_key(|(_, values)| values.len())?;
    let request_id = shared.app.new_id();
    let raw = RawRequest { shared, parts, body: Body::empty(), path, request_id };
    (route.handler)(Arc::new(route.declaration.clone()), raw).await.ok()
}
