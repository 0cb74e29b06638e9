//! The pages, one file or folder each.

mod assets;
mod billing;
mod home;
mod lines;
mod login;
mod offline;
mod payroll;
mod preferences;
mod rates;
mod sessions;
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
        billing::routes(),
        payroll::routes(),
        lines::routes(),
        rates::routes(),
        today::routes(),
    ]
    .concat()
}
