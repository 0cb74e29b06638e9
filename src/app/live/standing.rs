//! The sessions that a watcher is told first: those that run, and those that come next.

use std::sync::Arc;

use super::live_session::LiveSession;
use super::load::load;
use crate::domain::access::Scope;
use crate::domain::session::Status;
use crate::domain::time::{DAY, HOUR, Span, Timestamp};
use crate::store::session::{SessionFilter, StoredSession};
use crate::store::{Read, StoreError};

/// The sessions within the scope that run, overrunning ones too, or begin within the next hour; where none begins then,
/// the very next one. Each is reduced to what the scope lets see, by start.
pub async fn standing(
    read: &mut Read,
    scope: &Scope,
    now: Timestamp,
) -> Result<Vec<Arc<LiveSession>>, StoreError> {
    let soon = now.plus(HOUR);
    let begun = SessionFilter {
        starting: Span::new(Timestamp::MIN, soon),
        ending_after: now.plus(-DAY),
        ..SessionFilter::default()
    };
    let mut sessions = read.list_sessions(scope, begun, None, i64::MAX).await?;
    sessions.retain(|one| one.status == Status::Ongoing || !one.status.is_over() && one.session.end > now);
    if !sessions.iter().any(|one: &StoredSession| one.session.start > now) {
        let next = SessionFilter {
            starting: Span::new(soon, Timestamp::MAX),
            status: Some(Status::Scheduled),
            ..SessionFilter::default()
        };
        sessions.extend(read.list_sessions(scope, next, None, 1).await?);
    }
    let loaded = load(read, scope.organization(), &sessions, now).await?;
    Ok(loaded.into_iter().filter_map(|one| Arc::new(one).visible_to(scope)).collect())
}
