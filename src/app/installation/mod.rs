//! The installation: starting and stopping the process, and its own keys.

pub mod secrets;
pub mod start;
pub mod stop;
