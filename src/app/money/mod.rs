//! What families owe and teachers earn: sums over stored lines, never counters, and the rates. How a line is computed
//! is in `domain::money`.

pub mod billing;
pub mod line_totals;
pub mod month_lines;
pub mod month_tables;
pub mod payroll;
pub mod period_calendar;
mod period_totals;
pub mod rates;
