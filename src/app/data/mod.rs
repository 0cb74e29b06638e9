//! Data as a whole: exporting it as a bundle, and checking that what is stored agrees with the evidence.

pub mod export;
pub mod verify;
