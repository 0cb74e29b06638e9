//! Rollcall: evidence of presence into reports, reports into what families owe and what teachers earn.

pub mod bundle;
pub mod domain;
pub mod sources;
