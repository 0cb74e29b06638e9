//! LiveKit: which servers are connected, who sends webhooks, and who is in a room.

pub(crate) mod connected_servers;
pub mod connections;
pub mod keys;
pub mod participant_poll;
pub(crate) mod sending_server;
pub mod server_check;
