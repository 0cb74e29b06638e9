//! When the last roster of a LiveKit room was kept, so that several replicas, and people who ask for one, do not keep
//! one right after the other.

use crate::domain::time::Timestamp;
use crate::store::{Read, Result, Write, execute, micros, with_connection};

impl Read {
    /// Whether a roster of the room was kept less than `apart` milliseconds from `now`.
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
    /// Takes the turn to keep a roster of the room now. False, and nothing changes, when another was kept less than
    /// `apart` milliseconds from now, whoever kept it.
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

    /// Forgets rosters that were kept before an instant.
    pub(super) async fn delete_roster_turns(&mut self, before: Timestamp) -> Result<()> {
        const SQL: &str = "DELETE FROM livekit_rosters WHERE kept_at < $1";
        execute!(self, sqlx::query(SQL).bind(micros(before)))?;
        Ok(())
    }
}
