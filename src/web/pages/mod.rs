//! The pages, one file or folder each.

mod account;
mod assets;
mod audit_log;
mod billing;
mod connections;
mod home;
mod households;
mod jobs;
mod lines;
mod login;
mod offline;
mod payroll;
mod people;
mod policies;
mod preferences;
mod rates;
mod session;
mod sessions;
mod settings;
mod today;
mod unmatched;

use crate::http::route::Route;

/// The routes of all pages.
pub fn routes() -> Vec<Route> {
    [
        account::routes(),
        assets::routes(),
        audit_log::routes(),
        billing::routes(),
        connections::routes(),
        home::routes(),
        households::routes(),
        jobs::routes(),
        lines::routes(),
        login::routes(),
        offline::routes(),
        payroll::routes(),
        people::routes(),
        policies::routes(),
        preferences::routes(),
        rates::routes(),
        session::routes(),
        sessions::routes(),
        settings::routes(),
        today::routes(),
        unmatched::routes(),
    ]
    .concat()
}
