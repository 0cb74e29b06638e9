//! The pages, one file or folder each.

mod assets;
mod audit_log;
mod home;
mod households;
mod login;
mod offline;
mod people;
mod preferences;
mod session;
mod billing;
mod lines;
mod payroll;
mod rates;
mod sessions;
mod today;
mod unmatched;

use crate::http::route::Route;

/// The routes of all pages.
pub fn routes() -> Vec<Route> {
    [
        assets::routes(),
        audit_log::routes(),
        login::routes(),
        home::routes(),
        households::routes(),
        offline::routes(),
        people::routes(),
        preferences::routes(),
        session::routes(),
        sessions::routes(),
        billing::routes(),
        payroll::routes(),
        lines::routes(),
        rates::routes(),
        today::routes(),
        unmatched::routes(),
    ]
    .concat()
}
