//! LiveKit: which servers are connected, who sends webhooks, and who is in a room.

pub mod configured_servers;
pub mod connect_checked;
pub(crate) mod connected_servers;
pub mod connection_state;
pub mod connections;
pub mod keys;
pub mod participant_poll;
pub(crate) mod sending_server;
pub mod server_check;
