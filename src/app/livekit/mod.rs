//! LiveKit: which servers are connected, who sends webhooks, and who is in a room.

pub mod connect;
pub mod keys;
pub mod participant_poll;
pub mod probe;
pub(crate) mod senders;
pub(crate) mod servers;
