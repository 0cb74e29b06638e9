//! The JSON API: router, authentication, one file per group of operations.

mod webhook;

use axum::Router;

use crate::app::App;

/// Every route.
pub fn router(app: App) -> Router {
    Router::new().merge(webhook::routes()).with_state(app)
}
