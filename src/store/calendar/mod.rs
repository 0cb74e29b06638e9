//! Calendar feeds, and sessions as calendars show them.

pub mod feeds;
pub mod sessions;
