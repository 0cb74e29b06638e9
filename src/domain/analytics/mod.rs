//! Figures over many sessions: attendance, punctuality, hours, how well it was watched, and who is at risk.
//!
//! Reports and sessions are added one after the other to a tally, in any order, so that its size does not grow with
//! their number. The formulas are those of doors.md section 5.

pub mod counted;
pub mod counts;
pub mod coverage;
pub mod group;
pub mod range;
pub mod risk;
pub mod tally;
