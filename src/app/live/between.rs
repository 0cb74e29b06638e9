//! The sessions of a stretch of time with what everybody in them is, or was.

use std::sync::Arc;

use super::live_session::LiveSession;
use super::load::load;
use crate::app::Error;
use crate::domain::access::Scope;
use crate::domain::time::{Span, Timestamp};
use crate::store::Read;
use crate::store::session::SessionFilter;

/// The sessions within the scope that are scheduled to start in here, each reduced to what the scope lets see, by start; at
/// most `limit`. Four queries, however many.
pub async fn between(
    read: &mut Read,
    scope: &Scope,
    starting: Span,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<Arc<LiveSession>>, Error> {
    let filter = SessionFilter { starting, ..SessionFilter::default() };
    let stored = read.list_sessions(scope, filter, None, limit).await?;
    let loaded = load(read, scope.organization(), &stored, now).await?;
    Ok(loaded.into_iter().filter_map(|one| Arc::new(one).visible_to(scope)).collect())
}
