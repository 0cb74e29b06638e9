//! What people and systems are told: the endpoints of systems, what a webhook says, and what became of every message.

pub mod delivery_log;
pub mod endpoints;
pub mod preview;
pub mod webhook_body;
