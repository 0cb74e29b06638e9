//! LiveKit: which servers are connected, whether they work, which of them sent a webhook, and who is in a room. What
//! their evidence means is decided in `domain`.

pub mod configured_servers;
pub mod connect_checked;
pub(crate) mod connected_servers;
pub mod connection_state;
pub mod connections;
mod error;
pub mod keys;
pub mod moderate;
pub mod participant_poll;
pub mod rooms;
pub(crate) mod sending_server;
pub mod server_check;

pub use self::error::RoomPollError;
