//! LiveKit servers of organisations: their keys, how they fare, and which rooms they told of.

pub mod health;
mod last_rosters;
mod rooms;
pub mod servers;
