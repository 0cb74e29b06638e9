//! Packages, subscriptions, the ledger of what became of their sessions, and sessions drawn from one that have no time
//! yet. What the ledger should hold is decided in `domain::subscription`.

pub mod entries;
pub mod listing;
pub mod packages;
pub mod subscriptions;
pub mod unscheduled;
