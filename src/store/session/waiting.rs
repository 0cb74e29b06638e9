//! Sessions that wait for somebody: one looks at them, because an outcome is unknown or somebody came whom nobody knows.

use std::collections::BTreeMap;

use sqlx::QueryBuilder;

use crate::domain::access::Scope;
use crate::domain::session::Status;
use crate::domain::time::Span;
use crate::store::access::access_filter;
use crate::store::session::StoredSession;
use crate::store::session::row::{SessionRow, select_sessions};
use crate::store::{DialectSql, Read, Result, in_json_sql, json_rows, micros, with_connection};

impl Read {
    /// The sessions in reach that need review or had strangers in them, the newest first; at most `limit`.
    pub async fn list_sessions_waiting(
        &mut self,
        scope: &Scope,
        starting: Span,
        limit: i64,
    ) -> Result<Vec<StoredSession>> {
        let rows: Vec<SessionRow> = with_connection!(self, |c| {
            let mut query = QueryBuilder::new(select_sessions!("WHERE s.organization_id = "));
            query.push_bind(scope.organization());
            access_filter::sessions(&mut query, scope);
            query.push(" AND s.start_at >= ").push_bind(micros(starting.from));
            query.push(" AND s.start_at < ").push_bind(micros(starting.to));
            query.push(" AND s.status <> ").push_bind(Status::Cancelled.as_str());
            query.push(
                " AND (s.needs_review OR EXISTS (SELECT 1 FROM unmatched u
                        WHERE u.organization_id = s.organization_id AND u.session_id = s.id))
                  ORDER BY s.start_at DESC, s.id DESC LIMIT ",
            );
            query.push_bind(limit);
            query.build_query_as().fetch_all(c).await
        })?;
        self.readable_rows(scope.organization(), rows)
    }

    /// How many strangers were in these sessions, by session; those without any are left out.
    pub async fn count_strangers(
        &mut self,
        organization: &str,
        sessions: &[&str],
    ) -> Result<BTreeMap<String, i64>> {
        const SQL: DialectSql = in_json_sql!(
            "SELECT session_id, COUNT(*) FROM unmatched WHERE organization_id = $1 AND session_id IN",
            "$2",
            "GROUP BY session_id"
        );
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        let found: Vec<(String, i64)> = with_connection!(self, |c| sqlx::query_as(sql)
            .bind(organization)
            .bind(json_rows(sessions))
            .fetch_all(c)
            .await)?;
        Ok(found.into_iter().collect())
    }
}
