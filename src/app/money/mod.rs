//! What families owe and teachers earn: sums over lines, never counters.

pub mod billing;
pub mod line_totals;
pub mod month_tables;
pub mod payroll;
pub mod period_calendar;
mod period_totals;
pub mod rates;
