//! LiveKit, from a forged token to a real server with real participants.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod academy;
mod captures;
mod command;
#[path = "../support/mod.rs"]
mod database;
mod demo;
mod forged;
mod hostile;
mod ingest;
mod lesson;
mod pitfalls;
mod process;
mod real;
mod real_timetable;
mod rooms;
mod rooms_crowd;
mod rooms_entered;
mod rooms_raced;
mod rooms_servers;
mod roster;
mod sdk;
mod simulated;
mod support;
mod term;
mod webhook;

/// Makes of each test of an application one on SQLite and one on PostgreSQL.
#[macro_export]
macro_rules! on_both_databases {
    ($($test:ident),+ $(,)?) => {
        mod sqlite {
            $(#[tokio::test]
            async fn $test() {
                super::$test($crate::support::TestApp::over($crate::database::sqlite().await).await).await;
            })+
        }
        mod postgres {
            $(#[tokio::test]
            async fn $test() {
                super::$test($crate::support::TestApp::over($crate::database::postgres().await).await).await;
            })+
        }
    };
}
