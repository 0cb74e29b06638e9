//! What goes on right now: sessions with what everybody on their roster is at this moment, read from what the last
//! evaluation stored, and told to whoever watches as soon as it changes.
//!
//! A commit that changes a session tells the hub (`store::SessionSignal`; on PostgreSQL the hubs of all replicas). The
//! hub loads each changed session once, however many watch, and hands it to the watchers of its organisation; each
//! reduces it to what its caller may see. `board` reads a whole day instead.

mod between;
mod board;
mod changes_waiting;
mod hub;
mod live_session;
mod load;
mod publisher;
mod standing;

pub use self::between::between;
pub use self::board::{Board, board};
pub use self::hub::{LiveChange, LiveHub};
pub use self::live_session::{LivePerson, LiveSession, LiveTeacher};
pub use self::standing::standing;
