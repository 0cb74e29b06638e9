//! What families owe and teachers earn: sums over lines, never counters.

pub mod billing;
pub mod payroll;
pub mod period;
pub mod sum;
