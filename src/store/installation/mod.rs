//! What belongs to the installation as a whole.

pub mod row_counts;
pub(crate) mod secrets;
pub mod unreadable;
