//! Check-in: signing and reading codes, and what a scan does.
//!
//! One scan takes one way: `scan` finds whether it was sent before, whether it comes too often, and what code it is; then
//! `at_venue`, `in_session` or `at_event` say what follows, and `record` writes it down: as evidence, in the log of scans, and as a
//! visit. What a person states without a code goes the same way from `by_hand` on.

mod admission;
mod at_event;
pub mod at_venue;
pub mod attempt;
pub mod by_hand;
mod card;
pub mod codes;
mod event_desk;
pub mod forgotten;
pub mod in_session;
pub mod key_rotation;
pub mod log;
mod record;
pub mod scan;
pub mod session_code;
mod taken_again;
pub mod venue_code;
