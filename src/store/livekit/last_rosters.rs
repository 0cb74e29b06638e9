//! When a LiveKit room's last roster (who was in the room) was stored as evidence, so that several replicas, and
//! people who ask for one, do not store two right after each other.

use crate::domain::time::Timestamp;
use crate::store::{Read, Result, Write, execute, micros, with_connection};

impl Read {
    /// Whether a roster of the room was stored less than `min_interval` milliseconds from `now`.
    pub async fn has_recent_roster(
        &mut self,
        organization_id: &str,
        room: &str,
        now: Timestamp,
        min_interval: i64,
    ) -> Result<bool> {
        const SQL: &str = "
            SELECT COUNT(*) FROM livekit_rosters
             WHERE organization_id = $1 AND room = $2 AND kept_at > $3 AND kept_at < $4";
        let found: i64 = with_connection!(self, |c| sqlx::query_scalar(SQL)
            .bind(organization_id)
            .bind(room)
            .bind(micros(now.plus(-min_interval)))
            .bind(micros(now.plus(min_interval)))
            .fetch_one(c)
            .await)?;
        Ok(found > 0)
    }
}

impl Write {
    /// Records that a roster of the room is stored now. False, and nothing written, when another was less than
    /// `min_interval` milliseconds from now, by whichever process.
    pub async fn claim_roster_turn(
        &mut self,
        organization_id: &str,
        room: &str,
        now: Timestamp,
        min_interval: i64,
    ) -> Result<bool> {
        const SQL: &str = "
            INSERT INTO livekit_rosters (organization_id, room, kept_at) VALUES ($1, $2, $3)
            ON CONFLICT (organization_id, room) DO UPDATE SET kept_at = excluded.kept_at
             WHERE livekit_rosters.kept_at <= $4 OR livekit_rosters.kept_at >= $5";
        let rows = execute!(
            self,
            sqlx::query(SQL)
                .bind(organization_id)
                .bind(room)
                .bind(micros(now))
                .bind(micros(now.plus(-min_interval)))
                .bind(micros(now.plus(min_interval)))
        )?;
        Ok(rows == 1)
    }

    /// Deletes what is older than an instant.
    pub(super) async fn delete_roster_turns(&mut self, before: Timestamp) -> Result<()> {
        const SQL: &str = "DELETE FROM livekit_rosters WHERE kept_at < $1";
        execute!(self, sqlx::query(SQL).bind(micros(before)))?;
        Ok(())
    }
}
