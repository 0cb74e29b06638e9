//! The LiveKit rooms of sessions (DESIGN.md 4.3): made in the creation window, closed when the session is over, closed again
//! when an old token opened them once more. Each step is claimed in the database first, so that jobs of several replicas,
//! teachers and webhooks together make a room once and close it once.

pub mod cleanup;
pub mod close;
pub mod create_due;
pub mod entered_rooms;
pub mod join;
pub mod make;
pub mod reopened;
mod wanted;
