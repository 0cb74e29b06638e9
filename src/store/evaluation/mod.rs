//! Dirty scopes (what changed since it was evaluated), the claims under which one replica at a time evaluates an
//! organisation, and the saving of results. It evaluates nothing itself.

pub(crate) mod claims;
pub mod dirty_scopes;
pub mod results;
