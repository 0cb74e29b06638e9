//! Whether anybody is to be in a room now: whoever closes it asks this first, because sessions may share a room that was bound
//! by hand.

use crate::domain::organization::settings::Settings;
use crate::domain::session::room::closing_time;
use crate::domain::session::{SessionPlace, Status};
use crate::domain::time::{DAY, Span, Timestamp};
use crate::store::session::{OverlapFilter, StoredSession};
use crate::store::{Read, StoreError};

/// How far from now a session may lie whose room is open: the longest session, and the longest delay after it.
const REACH: i64 = 9 * DAY;

/// When the room of this session is to be closed.
pub(super) fn closes_at(stored: &StoredSession, settings: &Settings) -> Timestamp {
    let window = stored.session.widest_credit_window();
    closing_time(&stored.session, stored.status, window, settings.cleanup_delay())
}

/// Whether this session needs its room now.
pub(super) fn needs_room(stored: &StoredSession, settings: &Settings, now: Timestamp) -> bool {
    let opens_at = stored.session.start.plus(-settings.creation_window());
    stored.status != Status::Unscheduled && opens_at <= now && now < closes_at(stored, settings)
}

/// Whether any session is to be in this room now.
pub(super) async fn is_wanted(
    read: &mut Read,
    organization: &str,
    room: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let settings = read.find_settings(organization).await?;
    let near = OverlapFilter::overlapping(Span::new(now.plus(-REACH), now.plus(REACH)));
    let sessions = read.list_occupying_sessions(organization, &[SessionPlace::Room(room)], near).await?;
    Ok(sessions.iter().any(|one| needs_room(one, &settings, now)))
}
