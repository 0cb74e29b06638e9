//! Evidence that cannot be read, and the sessions that it may concern.

use std::collections::BTreeSet;

use super::visitors::scopes_of;
use crate::domain::session::Session;
use crate::domain::time::{DAY, Span, Timestamp};
use crate::store::evidence::StoredEvidence;
use crate::store::session::StoredSession;
use crate::store::{Read, StoreError};

/// Those of these sessions that evidence may concern which cannot be read. What is stored of them stays as it is until it
/// can, if they have settled.
pub async fn sessions_with_unreadable_evidence(
    read: &mut Read,
    organization: &str,
    sessions: &[&StoredSession],
    as_of: Timestamp,
) -> Result<BTreeSet<String>, StoreError> {
    // Nothing is said of a session before it is planned, or seen more than a day before it.
    let from = sessions.iter().map(|one| one.created_at.min(one.session.start.plus(-DAY))).min();
    let Some(from) = from else { return Ok(BTreeSet::new()) };
    let own: Vec<&Session> = sessions.iter().map(|one| &one.session).collect();
    let scopes = scopes_of(read, organization, &own).await?;
    let scopes: Vec<&str> = scopes.iter().map(String::as_str).collect();
    let rows = read.unreadable_evidence(organization, &scopes, Span::new(from, as_of.plus(1))).await?;
    let concerned = sessions.iter().filter(|one| rows.iter().any(|row| may_concern(row, &one.session)));
    Ok(concerned.map(|one| one.session.id.clone()).collect())
}

/// Whether a row that cannot be read may be about this session. A row about its room is only if it was received
/// within a day of the session; one about its space within 40 days after, because Google shows the same call
/// again for 30 days.
pub(super) fn may_concern(row: &StoredEvidence, session: &Session) -> bool {
    let about = row.key.scope.as_str();
    let around = |before: i64, after: i64| {
        let span = Span::new(session.start.plus(-before), session.end.plus(after));
        span.from <= row.received_at && row.received_at < span.to
    };
    match about.split_once(':') {
        Some(("session", id)) => id == session.id,
        Some(("room", name)) => session.room.as_deref() == Some(name) && around(DAY, DAY),
        Some(("space", name)) => session.meet_space.as_deref() == Some(name) && around(DAY, 40 * DAY),
        // Where visits do not count they are findings, which no outcome waits for.
        Some(("visitor", _)) => session.counts_visits() && around(2 * DAY, 40 * DAY),
        // A bind: the identity it names cannot be read either, so no session is held back for it.
        _ => false,
    }
}
