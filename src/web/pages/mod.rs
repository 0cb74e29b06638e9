//! The pages, one file or folder each.

mod analytics;
mod assets;
mod family;
mod home;
mod login;
mod me;
mod offline;
mod preferences;
mod sessions;
mod today;
mod week;

use crate::http::route::Route;

/// The routes of all pages.
pub fn routes() -> Vec<Route> {
    [
        analytics::routes(),
        assets::routes(),
        login::routes(),
        home::routes(),
        offline::routes(),
        preferences::routes(),
        sessions::routes(),
        today::routes(),
        week::routes(),
        me::routes(),
        family::routes(),
    ]
    .concat()
}
