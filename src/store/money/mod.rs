//! Rates, and the lines they make.

pub mod lines;
pub mod rates;
