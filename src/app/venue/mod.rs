//! Venues, and who may enter them: plans and memberships. What a membership admits to is decided in
//! `domain::checkin::membership`.

pub mod memberships;
pub mod plans;
pub mod venues;
