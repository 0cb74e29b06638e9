//! Venues, and who may enter them: plans and memberships, which keep every state they were in, because a scan is judged
//! as of its own time.

pub mod memberships;
pub mod plans;
pub mod venues;
