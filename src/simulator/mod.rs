//! Protocol-true stand-ins for the platforms, for the tests and the demo. Nothing of the product uses them.

pub mod google;
pub mod livekit;
