//! The live board: what one person on a roster is right now, and the figures of a day (doors.md section 5).
//!
//! Both are computed from what the last evaluation stored, so that a board of hundreds of lessons evaluates nothing.

pub mod figures;
pub mod person_state;
pub mod stored_presence;
