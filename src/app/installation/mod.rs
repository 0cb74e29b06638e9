//! The installation: starting and stopping the process, and the keys it encrypts and signs with. Nothing here belongs
//! to an organisation.

pub mod open_error;
pub mod secrets;
pub mod start;
pub mod stop;
