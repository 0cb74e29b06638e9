//! The installation itself: how it starts, and its own keys.

pub mod secrets;
pub mod start;
pub mod stop;
