//! Presence → a report of each person: figures, outcome and reasons, and when the session is settled. It knows no
//! prices.

pub mod attended;
pub mod build_report;
pub mod measure;
pub mod outcome;
pub mod report;
pub mod report_facts;
pub mod settling;
