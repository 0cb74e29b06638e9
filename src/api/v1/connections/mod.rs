//! `/api/v1/connections`: the platforms an organisation is connected to, one file for each. Calling them is done in
//! `app`.

pub(crate) mod google;
pub(crate) mod livekit;
