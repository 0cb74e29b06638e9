//! Packages, subscriptions and their ledger. Everybody who counts a session goes through `ledger`, in the transaction
//! that counts it.

mod earlier;
pub mod lapse;
pub mod ledger;
pub mod length;
pub mod list;
pub mod packages;
pub mod subscriptions;
pub mod undecided;
pub mod unscheduled;
