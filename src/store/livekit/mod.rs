//! LiveKit servers of organisations, and how they fare.

pub mod health;
pub mod servers;
