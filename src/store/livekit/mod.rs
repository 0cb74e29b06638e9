//! LiveKit servers of organisations: their keys, how they fare, and which rooms they told of.

pub mod health;
mod rooms;
mod roster_turns;
pub mod servers;
