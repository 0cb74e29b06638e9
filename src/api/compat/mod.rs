//! Addresses that clients of earlier systems use: second names for handlers of `/api/v1`, with the same permissions, rows
//! and evidence. Only names of fields and the format of errors differ. One file per system:
//!
//! - `livekit_academy` (S2), `meet_academy` (S3), `gym` (S4), `campus_events` (S5);
//! - a learning centre (S1) had no interface: it uses `/api/v1`.

mod campus_events;
mod gym;
mod livekit_academy;
mod meet_academy;
mod snake_case;

use crate::api::Route;

pub(super) fn routes() -> Vec<Route> {
    [meet_academy::routes(), livekit_academy::routes(), gym::routes(), campus_events::routes()].concat()
}
