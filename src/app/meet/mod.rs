//! Google Meet: whose calls may be read, and the reading of them until nothing changes any more.
//!
//! Reading follows the session, not the conference record: for each session with a space, `schedule` says when it is
//! live, when its records have to be read in full, and whether a reading is needed as evidence. `poll` does so for all
//! sessions, `resync` for one that somebody asks about. A `reader` reads a space from Google; `save` stores the reading
//! as one poll of evidence where it says something new, together with the state of the records, in one transaction. A
//! failure says nothing about attendance.

pub(super) mod client_settings;
pub mod connections;
pub mod directory;
mod error;
pub mod poll;
mod poll_outcome;
mod poll_plan;
mod reader;
pub mod resync;
mod save;
mod schedule;
pub mod space;
mod unknown_accounts;

pub use self::error::MeetOperationError;
pub use self::unknown_accounts::UnknownAccounts;
pub use crate::app::meet::poll_outcome::{PollOutcome, PollOutcomes};
pub use crate::sources::meet::MeetError;
