//! Which sessions a platform has told of lately, so that a board shows which ones nobody watches over.

use std::collections::BTreeSet;

use crate::domain::evidence::scope;
use crate::domain::session::{Session, SessionPlace};
use crate::domain::time::Timestamp;
use crate::store::{DialectSql, Read, Result, json_rows, json_rows_sql, micros, with_connection};

impl Read {
    /// The ids of those sessions about whose room or space evidence was received after `since`, or whose calls Meet was
    /// asked about with success.
    pub async fn list_sessions_heard_of(
        &mut self,
        organization: &str,
        sessions: &[&Session],
        since: Timestamp,
    ) -> Result<BTreeSet<String>> {
        const SQL: DialectSql = json_rows_sql!(
            "SELECT DISTINCT value ->> 0",
            "WHERE EXISTS (SELECT 1 FROM evidence e
                            WHERE e.organization_id = $2 AND e.scope = value ->> 1 AND e.received_at > $3)
                OR EXISTS (SELECT 1 FROM meet_sweeps m
                            WHERE m.organization_id = $2 AND m.session_id = value ->> 0 AND m.swept_at > $3)"
        );
        let place_scope = |place: SessionPlace| match place {
            SessionPlace::Room(name) => scope::room(name),
            SessionPlace::Space(name) => scope::space(name),
        };
        let rows: Vec<(&str, String)> = sessions
            .iter()
            .flat_map(|one| one.places().map(|place| (one.id.as_str(), place_scope(place))))
            .collect();
        if rows.is_empty() {
            return Ok(BTreeSet::new());
        }
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        let found: Vec<String> = with_connection!(self, |c| sqlx::query_scalar(sql)
            .bind(json_rows(&rows))
            .bind(organization)
            .bind(micros(since))
            .fetch_all(c)
            .await)?;
        Ok(found.into_iter().collect())
    }
}
