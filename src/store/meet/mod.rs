//! Google Meet: connected organisers, and what is known of their calls.

pub mod connections;
pub mod records;
