//! When an organisation's LiveKit servers last answered, failed, sent webhooks, or had one refused.

use sqlx::FromRow;

use crate::domain::time::Timestamp;
use crate::store::{Read, Result, Write, execute, instant, micros, with_connection};

/// What is known of a server's health. When passed to `save_livekit_health`, `None` means unchanged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LivekitServerHealth {
    /// The last time it accepted the key of a request.
    pub verified_at: Option<Timestamp>,
    /// The last authentic webhook.
    pub webhook_at: Option<Timestamp>,
    /// The last refused webhook that named one of its keys, and why.
    pub refused: Option<(Timestamp, String)>,
    /// The last time it said who is in a room.
    pub answered_at: Option<Timestamp>,
    /// The last time it gave no answer, and why.
    pub failed: Option<(Timestamp, String)>,
    /// How far its clock is ahead of ours.
    pub seconds_ahead: Option<i64>,
}

#[derive(FromRow)]
struct LivekitServerHealthRow {
    server_id: String,
    verified_at: Option<i64>,
    webhook_at: Option<i64>,
    refused_at: Option<i64>,
    refusal: Option<String>,
    answered_at: Option<i64>,
    failed_at: Option<i64>,
    failure: Option<String>,
    seconds_ahead: Option<i64>,
}

impl From<LivekitServerHealthRow> for LivekitServerHealth {
    fn from(row: LivekitServerHealthRow) -> LivekitServerHealth {
        LivekitServerHealth {
            verified_at: row.verified_at.map(instant),
            webhook_at: row.webhook_at.map(instant),
            refused: row.refused_at.map(instant).zip(row.refusal),
            answered_at: row.answered_at.map(instant),
            failed: row.failed_at.map(instant).zip(row.failure),
            seconds_ahead: row.seconds_ahead,
        }
    }
}

impl Read {
    /// The health of one organisation's servers, by the server's id. Servers of which nothing is known are left out.
    pub async fn list_livekit_health(
        &mut self,
        organization_id: &str,
    ) -> Result<Vec<(String, LivekitServerHealth)>> {
        const SQL: &str = "
            SELECT server_id, verified_at, webhook_at, refused_at, refusal, answered_at, failed_at, failure, seconds_ahead
              FROM livekit_health
             WHERE organization_id = $1
             ORDER BY server_id";
        let rows: Vec<LivekitServerHealthRow> =
            with_connection!(self, |c| sqlx::query_as(SQL).bind(organization_id).fetch_all(c).await)?;
        Ok(rows.into_iter().map(|row| (row.server_id.clone(), row.into())).collect())
    }
}

impl Write {
    /// Stores what is new of a server's health; nothing when the server is not connected (any more).
    pub async fn save_livekit_health(
        &mut self,
        organization_id: &str,
        server_id: &str,
        new: &LivekitServerHealth,
    ) -> Result<()> {
        const SQL: &str = "
            INSERT INTO livekit_health
                   (organization_id, server_id, verified_at, webhook_at, refused_at, refusal, answered_at, failed_at,
                    failure, seconds_ahead)
            SELECT organization_id, id, CAST($3 AS BIGINT), CAST($4 AS BIGINT), CAST($5 AS BIGINT), CAST($6 AS TEXT),
                   CAST($7 AS BIGINT), CAST($8 AS BIGINT), CAST($9 AS TEXT), CAST($10 AS BIGINT)
              FROM livekit_servers WHERE organization_id = $1 AND id = $2
            ON CONFLICT (organization_id, server_id) DO UPDATE
               SET verified_at = COALESCE(excluded.verified_at, livekit_health.verified_at),
                   webhook_at = COALESCE(excluded.webhook_at, livekit_health.webhook_at),
                   refused_at = COALESCE(excluded.refused_at, livekit_health.refused_at),
                   refusal = COALESCE(excluded.refusal, livekit_health.refusal),
                   answered_at = COALESCE(excluded.answered_at, livekit_health.answered_at),
                   failed_at = COALESCE(excluded.failed_at, livekit_health.failed_at),
                   failure = COALESCE(excluded.failure, livekit_health.failure),
                   seconds_ahead = COALESCE(excluded.seconds_ahead, livekit_health.seconds_ahead)";
        execute!(
            self,
            sqlx::query(SQL)
                .bind(organization_id)
                .bind(server_id)
                .bind(new.verified_at.map(micros))
                .bind(new.webhook_at.map(micros))
                .bind(new.refused.as_ref().map(|(at, _)| micros(*at)))
                .bind(new.refused.as_ref().map(|(_, why)| why.as_str()))
                .bind(new.answered_at.map(micros))
                .bind(new.failed.as_ref().map(|(at, _)| micros(*at)))
                .bind(new.failed.as_ref().map(|(_, why)| why.as_str()))
                .bind(new.seconds_ahead)
        )?;
        Ok(())
    }
}
