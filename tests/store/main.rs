//! What the store promises, once for both databases, and what jobs and evaluations promise on top of it.
//!
//! Every public method of the store appears in here; `tests/tidy.rs` looks.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../support/mod.rs"]
mod support;

mod access;
mod analytics;
mod browser_logins;
mod calendar;
mod checkin;
mod directory;
mod evaluation;
mod evaluator;
mod event_places;
mod events;
mod evidence;
mod jobs;
mod lesson;
mod live;
mod livekit;
mod logs;
mod meet;
mod money;
mod notification_log;
mod notification_readers;
mod notifications;
mod own;
mod reach;
mod registry;
mod rooms;
mod scheduler;
mod sessions;
mod subscriptions;
mod timetables;
mod transactions;
mod unreadable;
mod visits;

use rollcall::domain::time::Timestamp;

/// Monday 5 January 2026, 08:00 UTC, and `minutes` later.
fn at(minutes: i64) -> Timestamp {
    Timestamp::from_seconds(1_767_600_000 + minutes * 60)
}
