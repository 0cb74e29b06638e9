//! The JSON API: router, authentication, one file per group of operations.

use axum::Router;

use crate::app::App;

/// Every route.
pub fn router(app: App) -> Router {
    Router::new().with_state(app)
}
