//! Verdicts: the report of each person in each session.

pub mod reports;
