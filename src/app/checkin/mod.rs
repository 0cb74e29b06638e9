//! Check-in: signing and reading codes, and what a scan does.
//!
//! One scan takes one way: `scan` finds whether it was sent before, whether it comes too often, and what code it is; then
//! `at_venue`, `in_session` or `at_event` say what follows, and `record` writes it down as evidence, in the log of scans
//! and as a visit.

pub mod attempt;
pub mod codes;
