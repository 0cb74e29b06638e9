//! The HTTP API: who may do what to whose rows, and what every route has in common.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod bodies;
mod calendar;
mod cancelled;
mod checkin;
mod commands;
mod connections;
mod cookies;
mod doctor;
mod document;
mod edits;
mod events;
mod jobs;
mod law;
mod live;
mod logins;
mod lost_updates;
mod matrix;
mod metrics;
mod office;
mod own_notifications;
mod own_report;
mod pages;
mod parameters;
#[path = "../delivery/helper.rs"]
mod python_helper;
mod registry;
mod repeats;
mod rules;
mod sockets;
mod story;
mod subscriptions;
#[path = "../support/mod.rs"]
mod support;
mod tables;
mod timetables;
mod tokens;
mod told;
mod two_roles;
mod unreadable;
mod world;

/// Makes of each test of a world one on SQLite and one on PostgreSQL.
#[macro_export]
macro_rules! on_both_databases {
    ($($test:ident),+ $(,)?) => {
        mod sqlite {
            $(#[tokio::test]
            async fn $test() {
                super::$test($crate::world::World::furnished($crate::support::sqlite().await).await).await;
            })+
        }
        mod postgres {
            $(#[tokio::test]
            async fn $test() {
                super::$test($crate::world::World::furnished($crate::support::postgres().await).await).await;
            })+
        }
    };
}
