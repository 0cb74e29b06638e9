//! Presence → what may be said of each person: figures, outcome, reasons, and when it may be said.

pub mod build_report;
pub mod measure;
pub mod outcome;
pub mod report;
pub mod report_facts;
pub mod settling;
