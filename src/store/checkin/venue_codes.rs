//! What became of a venue's code: every state it had, since a scan is judged as of its own time.

use crate::domain::checkin::venue_code::VenueCodeState;
use crate::store::{Read, Result, Write, execute, instant, micros, with_connection};

/// A state with who brought it about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VenueCodeChange {
    pub state: VenueCodeState,
    pub actor: Option<String>,
}

#[derive(sqlx::FromRow)]
struct VenueCodeRow {
    at: i64,
    rotated_at: i64,
    is_enabled: bool,
    actor_id: Option<String>,
}

impl Read {
    /// The states of a venue's code, the oldest first; never empty for a venue that exists.
    pub async fn venue_code_changes(
        &mut self,
        organization: &str,
        venue: &str,
    ) -> Result<Vec<VenueCodeChange>> {
        const SQL: &str = "
            SELECT at, rotated_at, is_enabled, actor_id FROM venue_code_changes
             WHERE organization_id = $1 AND venue_id = $2 ORDER BY sequence";
        let rows: Vec<VenueCodeRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(venue)
            .fetch_all(c)
            .await)?;
        let change = |row: VenueCodeRow| VenueCodeChange {
            state: VenueCodeState {
                at: instant(row.at),
                rotated_at: instant(row.rotated_at),
                is_enabled: row.is_enabled,
            },
            actor: row.actor_id,
        };
        Ok(rows.into_iter().map(change).collect())
    }
}

impl Write {
    /// Adds the state that holds from now on.
    pub async fn insert_venue_code_state(
        &mut self,
        organization: &str,
        venue: &str,
        state: VenueCodeState,
        actor: Option<&str>,
    ) -> Result<()> {
        const SQL: &str = "
            INSERT INTO venue_code_changes (organization_id, venue_id, sequence, at, rotated_at, is_enabled, actor_id)
            SELECT $1, $2, COALESCE(MAX(sequence), 0) + 1, $3, $4, $5, $6
              FROM venue_code_changes WHERE organization_id = $1 AND venue_id = $2";
        execute!(
            self,
            sqlx::query(SQL)
                .bind(organization)
                .bind(venue)
                .bind(micros(state.at))
                .bind(micros(state.rotated_at))
                .bind(state.is_enabled)
                .bind(actor)
        )?;
        Ok(())
    }
}
