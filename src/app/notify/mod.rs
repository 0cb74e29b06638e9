//! Telling people and systems: `tell` writes facts in the transactions that make them true, `plan` decides who is told by
//! which channel, `send` sends what is due. Readers choose in `preferences` and read in `inbox`; systems have `endpoints`;
//! the office looks into `delivery_log` and at a `preview`.

mod as_known;
pub mod delivery_log;
pub mod endpoints;
mod gather;
pub mod inbox;
pub mod obstacles;
pub mod plan;
pub mod preferences;
pub mod preview;
pub mod push_subscriptions;
pub mod recompose;
pub mod send;
pub mod still_true;
pub mod tell;
pub mod unsubscribe;
pub mod webhook_body;
