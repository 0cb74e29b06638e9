//! Which of an organisation's LiveKit servers told of a room: the one to ask who is in it.

use crate::domain::time::Timestamp;
use crate::store::{Read, Result, Write, execute, micros, with_connection};

impl Read {
    /// Which servers told of an organisation's rooms since then: room and server.
    pub async fn list_livekit_rooms(
        &mut self,
        organization_id: &str,
        since: Timestamp,
    ) -> Result<Vec<(String, String)>> {
        const SQL: &str = "
            SELECT room, server_id FROM livekit_rooms
             WHERE organization_id = $1 AND seen_at >= $2
             ORDER BY room, server_id";
        Ok(with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization_id)
            .bind(micros(since))
            .fetch_all(c)
            .await)?)
    }
}

impl Write {
    /// Records that a server told of a room.
    pub async fn save_livekit_room(
        &mut self,
        organization_id: &str,
        room: &str,
        server_id: &str,
        at: Timestamp,
    ) -> Result<()> {
        const SQL: &str = "
            INSERT INTO livekit_rooms (organization_id, room, server_id, seen_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (organization_id, room, server_id) DO UPDATE SET seen_at = excluded.seen_at";
        execute!(self, sqlx::query(SQL).bind(organization_id).bind(room).bind(server_id).bind(micros(at)))?;
        Ok(())
    }

    /// Forgets rooms that no server told of since `before`, and when their rosters were kept.
    pub async fn delete_livekit_rooms(&mut self, before: Timestamp) -> Result<()> {
        const SQL: &str = "DELETE FROM livekit_rooms WHERE seen_at < $1";
        execute!(self, sqlx::query(SQL).bind(micros(before)))?;
        self.delete_roster_turns(before).await
    }
}
