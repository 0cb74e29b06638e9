//! Data as a whole: exporting it as a bundle, and checking that what is stored agrees with the evidence. Nothing here
//! changes a session or a report.

pub mod export;
pub mod verify;
