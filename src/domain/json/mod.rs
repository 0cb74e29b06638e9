//! JSON: one canonical text for each value, parsing of shapes we define, tolerant reading of what platforms send. It
//! knows no type of the domain.

pub mod canonical;
pub mod parse;
pub mod platform;
