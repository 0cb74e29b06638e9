//! JSON: one canonical text for each value, parsing of shapes we define, tolerant reading of what platforms send.

pub mod canonical;
pub mod parse;
pub mod platform;
