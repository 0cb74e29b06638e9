//! Google Meet: connected organisers, and how far their calls have been polled. It does not call Google.

pub mod connections;
pub mod records;
