//! Sessions that wait for somebody: one looks at them, because an outcome is unknown or somebody came whom nobody knows.

use sqlx::QueryBuilder;

use crate::domain::access::Scope;
use crate::domain::session::Status;
use crate::domain::time::Span;
use crate::store::access::access_filter;
use crate::store::session::StoredSession;
use crate::store::session::row::{SessionRow, select_sessions};
use crate::store::{Read, Result, micros, with_connection};

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
}
