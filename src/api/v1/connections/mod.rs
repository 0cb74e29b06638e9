//! `/api/v1/connections`: the platforms an organisation is connected to.

pub(crate) mod google;
pub(crate) mod livekit;
