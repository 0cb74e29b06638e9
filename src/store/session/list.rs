//! The list of sessions that somebody may see, filtered and in pages.

use sqlx::QueryBuilder;

use crate::domain::access::Scope;
use crate::domain::session::{Kind, Status};
use crate::domain::time::{Span, Timestamp};
use crate::store::access::access_filter;
use crate::store::session::row::{SessionRow, select_sessions};
use crate::store::session::{MAX_SESSION_MILLIS, StoredSession};
use crate::store::{Read, Result, fill_page, micros, with_connection};

/// Which of the sessions in reach are listed. By default all of them.
#[derive(Clone, Copy, Debug)]
pub struct SessionFilter<'a> {
    /// Scheduled to start in here.
    pub starting: Span,
    /// Scheduled to end after this.
    pub ending_after: Timestamp,
    pub teacher: Option<&'a str>,
    pub status: Option<Status>,
    pub kind: Option<Kind>,
    /// Only those in which somebody's outcome is unknown.
    pub needs_review: bool,
    /// Latest start first, instead of earliest first.
    pub newest_first: bool,
}

impl Default for SessionFilter<'_> {
    fn default() -> Self {
        SessionFilter {
            starting: Span::new(Timestamp::MIN, Timestamp::MAX),
            ending_after: Timestamp::MIN,
            teacher: None,
            status: None,
            kind: None,
            needs_review: false,
            newest_first: false,
        }
    }
}

impl Read {
    /// The sessions in reach that pass the filter, by start and id, beyond `after`; at most `limit`.
    pub async fn list_sessions(
        &mut self,
        scope: &Scope,
        filter: SessionFilter<'_>,
        after: Option<&(Timestamp, String)>,
        limit: i64,
    ) -> Result<Vec<StoredSession>> {
        // No session lasts longer than a week, so a lower bound of the end is one of the start too, which has an
        // index.
        let from = filter.starting.from.max(filter.ending_after.plus(-MAX_SESSION_MILLIS));
        let (beyond, order) = if filter.newest_first {
            (" AND (s.start_at, s.id) < (", " ORDER BY s.start_at DESC, s.id DESC LIMIT ")
        } else {
            (" AND (s.start_at, s.id) > (", " ORDER BY s.start_at, s.id LIMIT ")
        };
        Ok(fill_page!(
            limit,
            after = after.cloned(),
            |wanted| -> Vec<SessionRow> {
                with_connection!(self, |c| {
                    let mut query = QueryBuilder::new(select_sessions!("WHERE s.organization_id = "));
                    query.push_bind(scope.organization());
                    access_filter::sessions(&mut query, scope);
                    query.push(" AND s.start_at >= ").push_bind(micros(from));
                    query.push(" AND s.start_at < ").push_bind(micros(filter.starting.to));
                    query.push(" AND s.end_at > ").push_bind(micros(filter.ending_after));
                    if let Some(teacher) = filter.teacher {
                        query.push(" AND s.teacher_id = ").push_bind(teacher);
                    }
                    if let Some(status) = filter.status {
                        query.push(" AND s.status = ").push_bind(status.as_str());
                    }
                    if let Some(kind) = filter.kind {
                        query.push(" AND s.kind = ").push_bind(kind.as_str());
                    }
                    if filter.needs_review {
                        query.push(" AND s.needs_review");
                    }
                    if let Some((start, id)) = &after {
                        query
                            .push(beyond)
                            .push_bind(micros(*start))
                            .push(", ")
                            .push_bind(id.as_str())
                            .push(")");
                    }
                    query.push(order).push_bind(wanted);
                    query.build_query_as().fetch_all(c).await
                })?
            },
            |row| Some(row.start_cursor()),
            |rows| self.readable_rows(scope.organization(), rows)?
        ))
    }
}
