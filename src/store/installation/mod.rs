//! What belongs to the installation as a whole.

pub mod extent;
pub(crate) mod secrets;
pub mod unreadable;
