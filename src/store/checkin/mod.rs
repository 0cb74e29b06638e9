//! Check-in: signing keys and venue codes as they were, every scan, and the visits that scans come to.

pub mod code_keys;
pub mod scans;
pub mod venue_codes;
pub mod visits;
