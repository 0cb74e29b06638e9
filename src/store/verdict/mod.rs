//! Verdicts: the stored report of each person in each session. How it is made is in `domain::verdict`.

pub mod reports;
