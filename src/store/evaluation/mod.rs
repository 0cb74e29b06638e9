//! What has changed since it was evaluated, whose turn it is to evaluate, and what came of it.

pub(crate) mod claims;
pub mod dirty_scopes;
pub mod results;
