//! What families owe and teachers earn: sums over lines, never counters.

pub mod billing;
mod book;
pub mod payroll;
pub mod period;
pub mod sum;
