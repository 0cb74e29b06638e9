//! The pages, one file or folder each.

mod account;
mod analytics;
mod assets;
mod audit_log;
mod billing;
mod calendar;
mod connections;
mod events;
mod family;
mod holidays;
mod home;
mod households;
mod jobs;
mod lines;
mod live;
mod login;
mod me;
mod memberships;
mod message_templates;
mod messages;
mod notifications;
mod offline;
mod payroll;
mod people;
mod plans;
mod policies;
mod preferences;
mod rates;
mod reception;
mod registrations;
mod scan;
mod scans;
mod session;
mod sessions;
mod settings;
mod subscriptions;
mod timetables;
mod today;
mod unmatched;
mod venues;
mod webhooks;
mod week;

use crate::http::route::Route;

/// The routes of all pages.
pub fn routes() -> Vec<Route> {
    [
        account::routes(),
        analytics::routes(),
        assets::routes(),
        audit_log::routes(),
        billing::routes(),
        calendar::routes(),
        connections::routes(),
        events::routes(),
        family::routes(),
        holidays::routes(),
        home::routes(),
        households::routes(),
        jobs::routes(),
        lines::routes(),
        live::routes(),
        login::routes(),
        me::routes(),
        memberships::routes(),
        message_templates::routes(),
        messages::routes(),
        notifications::routes(),
        offline::routes(),
        payroll::routes(),
        people::routes(),
        plans::routes(),
        policies::routes(),
        preferences::routes(),
        rates::routes(),
        reception::routes(),
        registrations::routes(),
        scan::routes(),
        scans::routes(),
        session::routes(),
        session::room::routes(),
        sessions::routes(),
        settings::routes(),
        subscriptions::routes(),
        timetables::routes(),
        today::routes(),
        unmatched::routes(),
        venues::routes(),
        webhooks::routes(),
        week::routes(),
    ]
    .concat()
}
