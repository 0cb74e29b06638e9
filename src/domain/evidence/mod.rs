//! Evidence: one immutable observation from one source, as it was received.
//!
//! The first step: evidence is parsed here (unknown keys ignored in platform payloads, refused in our own) and never
//! changed afterwards; presence, verdict and money are computed from it.

mod known_at;
pub mod livekit;
pub mod manual;
pub mod meet;
mod observation;
mod parse;
pub mod scope;
mod stored;

pub use self::known_at::{known_at, known_at_per_scope, latest_statement};
pub use self::observation::{Evidence, Observation, is_valid_external_id, webhook_id};
