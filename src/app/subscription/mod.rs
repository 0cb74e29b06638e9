//! Packages, subscriptions and their ledger. Everybody who counts a session goes through `ledger`, in the transaction
//! that counts it.

pub mod lapse;
pub mod ledger;
pub mod length;
pub mod list;
pub mod packages;
pub mod subscriptions;
pub mod unscheduled;
