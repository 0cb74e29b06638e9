//! LiveKit servers of organisations: their keys, their health, the rooms they reported, and when each was last polled.
//! It does not call LiveKit.

pub mod health;
mod last_rosters;
pub mod reopened;
mod rooms;
pub mod servers;
pub mod session_rooms;
