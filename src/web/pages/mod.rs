//! The pages, one file or folder each.

mod account;
mod assets;
mod connections;
mod home;
mod jobs;
mod login;
mod offline;
mod policies;
mod preferences;
mod sessions;
mod settings;
mod today;

use crate::http::route::Route;

/// The routes of all pages.
pub fn routes() -> Vec<Route> {
    [
        assets::routes(),
        login::routes(),
        home::routes(),
        offline::routes(),
        preferences::routes(),
        sessions::routes(),
        account::routes(),
        connections::routes(),
        jobs::routes(),
        policies::routes(),
        settings::routes(),
        today::routes(),
    ]
    .concat()
}
