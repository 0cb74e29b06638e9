//! Sessions by their ids.

use crate::store::database::error::corrupt;
use crate::store::session::StoredSession;
use crate::store::session::row::{SessionRow, select_sessions};
use crate::store::{DialectSql, Read, Result, in_json_sql, json_rows, with_connection};

/// By start, then id. Sorted here and not by SQL: with ORDER BY, SQLite would scan all sessions in that order instead
/// of looking these up.
pub(super) fn sorted(mut sessions: Vec<StoredSession>) -> Vec<StoredSession> {
    sessions.sort_by(|a, b| (a.session.start, &a.session.id).cmp(&(b.session.start, &b.session.id)));
    sessions
}

impl Read {
    /// One session.
    pub async fn find_session(&mut self, organization: &str, id: &str) -> Result<Option<StoredSession>> {
        const SQL: &str = select_sessions!("WHERE s.organization_id = $1 AND s.id = $2");
        let row: Option<SessionRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(id)
            .fetch_optional(c)
            .await)?;
        self.try_row(organization, row)
    }

    /// These sessions, as far as they are there, by start and id.
    pub async fn find_sessions(&mut self, organization: &str, ids: &[&str]) -> Result<Vec<StoredSession>> {
        let found = self.session_rows(organization, ids).await?;
        Ok(sorted(self.readable_rows(organization, found)?))
    }

    /// The sessions with this learner that are completed or absent, by start and id.
    pub async fn list_counted_sessions(
        &mut self,
        organization: &str,
        person: &str,
    ) -> Result<Vec<StoredSession>> {
        const SQL: &str = select_sessions!(
            "WHERE s.organization_id = $1 AND s.status IN ('completed', 'absent')
               AND s.id IN (SELECT e.session_id FROM session_students e
                             WHERE e.organization_id = $1 AND e.person_id = $2)"
        );
        let rows: Vec<SessionRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(person)
            .fetch_all(c)
            .await)?;
        Ok(sorted(self.readable_rows(organization, rows)?))
    }

    pub(super) async fn session_rows(&mut self, organization: &str, ids: &[&str]) -> Result<Vec<SessionRow>> {
        const SQL: DialectSql =
            in_json_sql!(select_sessions!("WHERE s.organization_id = $1 AND s.id IN"), "$2", "");
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        Ok(with_connection!(self, |c| sqlx::query_as(sql)
            .bind(organization)
            .bind(json_rows(ids))
            .fetch_all(c)
            .await)?)
    }

    /// People of ours who were in a session and are not on its roster, as far as it is evaluated.
    pub async fn list_guests(&mut self, organization: &str, session: &str) -> Result<Vec<String>> {
        const SQL: &str = "SELECT guests FROM sessions WHERE organization_id = $1 AND id = $2";
        let found: Option<Option<String>> = with_connection!(self, |c| sqlx::query_scalar(SQL)
            .bind(organization)
            .bind(session)
            .fetch_optional(c)
            .await)?;
        match found.flatten() {
            Some(guests) => {
                serde_json::from_str(&guests).map_err(|error| corrupt("sessions", "guests", session, error))
            }
            // An older version of the program, without guests, evaluated it.
            None => Ok(Vec::new()),
        }
    }
}
