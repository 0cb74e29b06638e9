//! Google Meet: connected organisers, and how far their calls have been polled.

pub mod connections;
pub mod records;
