//! The pure core: values in, values out. No clock, no I/O, no randomness, no SQL.
//!
//! Read it in the order evidence takes: `evidence` → `presence` → `verdict` → `money`; `evaluate` says the chain aloud.

pub mod access;
pub mod evaluate;
pub mod evidence;
mod gather;
pub mod ground;
pub mod hours;
pub mod life;
pub mod log;
pub mod matching;
pub mod meet_link;
pub mod money;
pub mod naming;
pub mod organization;
pub mod person;
pub mod policy;
pub mod presence;
pub mod session;
pub mod settings;
pub mod time;
pub mod verdict;
pub mod words;
