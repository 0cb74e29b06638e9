//! The codes of events that were shown, so that the newest one is shown again.

use crate::domain::time::Timestamp;
use crate::store::{Read, Result, Write, execute, instant, micros, with_connection};

/// When a code of an event was issued, and from when on it is expired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventCodeLife {
    pub issued_at: Timestamp,
    pub expires_at: Timestamp,
}

impl Read {
    /// The newest code of an event that was issued after `revoked_at` and is not expired at `at`.
    pub async fn newest_event_code(
        &mut self,
        organization: &str,
        event: &str,
        revoked_at: Option<Timestamp>,
        at: Timestamp,
    ) -> Result<Option<EventCodeLife>> {
        const SQL: &str = "
            SELECT issued_at, expires_at FROM event_codes
             WHERE organization_id = $1 AND session_id = $2 AND issued_at > $3 AND expires_at > $4
             ORDER BY issued_at DESC LIMIT 1";
        let found: Option<(i64, i64)> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(event)
            .bind(micros(revoked_at.unwrap_or(Timestamp::MIN)))
            .bind(micros(at))
            .fetch_optional(c)
            .await)?;
        Ok(found.map(|(issued, expires)| EventCodeLife {
            issued_at: instant(issued),
            expires_at: instant(expires),
        }))
    }
}

impl Write {
    /// Remembers a code; the same one twice is one.
    pub async fn insert_event_code(
        &mut self,
        organization: &str,
        event: &str,
        life: EventCodeLife,
    ) -> Result<()> {
        const SQL: &str = "
            INSERT INTO event_codes (organization_id, session_id, issued_at, expires_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT DO NOTHING";
        execute!(
            self,
            sqlx::query(SQL)
                .bind(organization)
                .bind(event)
                .bind(micros(life.issued_at))
                .bind(micros(life.expires_at))
        )?;
        Ok(())
    }
}
