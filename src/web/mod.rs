//! The pages.

pub mod components;

use crate::http::route::Route;

/// The routes of all pages.
pub fn routes() -> Vec<Route> {
    Vec::new()
}
