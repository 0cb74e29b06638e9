//! The pages, one file or folder each.

mod assets;
mod home;
mod login;
mod offline;
mod preferences;
mod session;
mod sessions;
mod today;
mod unmatched;

use crate::http::route::Route;

/// The routes of all pages.
pub fn routes() -> Vec<Route> {
    [
        assets::routes(),
        login::routes(),
        home::routes(),
        offline::routes(),
        preferences::routes(),
        session::routes(),
        sessions::routes(),
        today::routes(),
        unmatched::routes(),
    ]
    .concat()
}
