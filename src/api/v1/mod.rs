//! The routes under `/api/v1`, one file or folder for each part of the address. A handler parses the request, calls
//! `app` or `store`, and shapes the response; rules are not here.

pub(crate) mod analytics;
pub(crate) mod attendance_logs;
pub(crate) mod audit_log;
pub(crate) mod calendar;
pub(crate) mod checkin;
pub mod connections;
pub(crate) mod deliveries;
pub(crate) mod events;
pub(crate) mod explain;
pub(crate) mod holidays;
pub(crate) mod households;
pub(crate) mod identities;
pub(crate) mod jobs;
pub(crate) mod live;
pub(crate) mod logins;
pub(crate) mod me;
pub(crate) mod memberships;
pub(crate) mod money;
pub(crate) mod organizations;
pub(crate) mod own_notifications;
pub(crate) mod packages;
pub(crate) mod people;
pub(crate) mod plans;
pub(crate) mod policies;
pub(crate) mod problems;
pub(crate) mod rates;
pub(crate) mod sessions;
pub(crate) mod settings;
pub(crate) mod shared;
pub(crate) mod subscriptions;
pub(crate) mod timetables;
pub(crate) mod tokens;
pub(crate) mod unmatched;
pub(crate) mod venues;
pub(crate) mod webhook_endpoints;
