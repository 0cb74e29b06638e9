//! LiveKit: what its signed deliveries say, and what its servers answer when asked.
//!
//! A delivery is authenticated over its raw bytes (`verify`) and reduced to what attendance needs (`delivery`).
//! What a delivery means is not decided here but in `domain::evidence::livekit`.

pub mod delivery;
pub mod join_token;
mod json_projection;
pub mod room_service;
pub mod roster;
pub mod twirp;
pub mod webhook_signature;
