//! Rooms that were opened while their session was over.

use crate::domain::time::Timestamp;
use crate::store::{Read, Result, micros, with_connection};

/// A webhook that says that a room was opened, received after its session was over.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct LateRoomStart {
    pub session_id: String,
    pub room: String,
    /// The evidence, as JSON.
    pub payload: String,
}

impl Read {
    /// What was received of rooms opened after their session was completed, cancelled or to end, of sessions that were to
    /// end after `since`. Rooms that another session has within an hour are left out: they are opened for that one.
    pub async fn list_late_room_starts(
        &mut self,
        organization_id: &str,
        since: Timestamp,
    ) -> Result<Vec<LateRoomStart>> {
        const SQL: &str = "
            SELECT s.id AS session_id, s.room, e.payload
              FROM sessions s
              JOIN evidence e ON e.organization_id = s.organization_id AND e.scope = 'room:' || s.room
                             AND e.source = 'livekit' AND e.kind = 'webhook'
                             AND e.received_at > COALESCE(s.completed_at, s.cancelled_at, s.end_at)
             WHERE s.organization_id = $1 AND s.end_at > $2 AND s.room IS NOT NULL
               AND s.status IN ('completed', 'absent', 'cancelled')
               AND e.payload LIKE '%\"event\":\"room_started\"%'
               AND NOT EXISTS (SELECT 1 FROM sessions o
                                WHERE o.organization_id = s.organization_id AND o.room = s.room AND o.id <> s.id
                                  AND o.status <> 'cancelled'
                                  AND o.start_at - 3600000000 < e.received_at
                                  AND o.end_at + 3600000000 > e.received_at)
             ORDER BY e.received_at, s.id
             LIMIT 1000";
        Ok(with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization_id)
            .bind(micros(since))
            .fetch_all(c)
            .await)?)
    }
}
