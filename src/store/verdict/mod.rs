//! Verdicts: the stored report of each person in each session, and all of a range for figures. How it is made is in
//! `domain::verdict`.

pub mod counted;
pub mod history;
pub mod reports;
