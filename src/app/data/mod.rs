//! Everything that goes in and out as a whole, and whether what is stored is true.

pub mod export;
pub mod verify;
