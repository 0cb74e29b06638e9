//! Addresses that clients of earlier systems use: second names for handlers of `/api/v1`, with the same permissions, rows
//! and evidence. Only names of fields and the format of errors differ. One file per system:
//!
//! - `meet_academy` (S3) and `livekit_academy` (S2) are here;
//! - `gym` (S4), `campus_events` (S5) and `learning_centre` (S1) have none yet: theirs come with the API for check-in
//!   codes and scans.

mod livekit_academy;
mod meet_academy;
mod snake_case;

use crate::api::Route;

pub(super) fn routes() -> Vec<Route> {
    [meet_academy::routes(), livekit_academy::routes()].concat()
}
