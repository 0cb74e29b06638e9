//! Events: planning and changing them, who registers and who waits, payments, codes, who came, and taking an admission back.
//! Letting somebody in by a code is `checkin::at_event`.
//!
//! Whoever changes registrations or tickets of an event locks it first (`Write::lock_event`), so that places are counted by
//! one after the other.

pub mod change;
pub mod check_ins;
pub mod codes;
pub mod create;
pub mod enrol;
pub mod figures;
pub mod find;
pub mod import;
pub mod mine;
pub mod payment;
pub mod register;
pub mod repair;
pub mod undo;
