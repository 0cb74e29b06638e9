//! Which sessions the evidence of a scope may concern.

use std::collections::BTreeMap;

use crate::domain::session::{LONGEST_VISIT, Platform, SessionPlace};
use crate::domain::time::{DAY, HOUR, Span, Timestamp};
use crate::store::evaluation::dirty_scopes::DirtyScope;
use crate::store::session::{OverlapFilter, StoredSession};
use crate::store::{Read, StoreError, instant, micros};

/// New evidence cannot affect a settled session that ended so long before the time it tells of: no call lasts for weeks,
/// and Meet deletes its records after 30 days.
pub(super) const LATE_EVIDENCE_LIMIT: i64 = 40 * DAY;

/// That limit for one session, in milliseconds. On LiveKit it is shorter, because a connection that starts more than
/// `staleAfterSeconds` after the credit window is ignored, and each row about a connection tells when it started. Two
/// days are added for people who stayed connected past the window.
fn late_evidence_limit(one: &StoredSession) -> i64 {
    let policy = &one.session.policy;
    match one.session.platform {
        Platform::Livekit => {
            (policy.overrun_credit + 2 * policy.stale_after + 2 * DAY).min(LATE_EVIDENCE_LIMIT)
        }
        Platform::Meet | Platform::Onsite => LATE_EVIDENCE_LIMIT,
    }
}

/// Sessions that a change about these scopes may concern, if it tells of nothing before `since`.
pub async fn sessions_affected_by(
    read: &mut Read,
    organization: &str,
    scopes: &[&str],
    since: Timestamp,
) -> Result<Vec<StoredSession>, StoreError> {
    let mut dirty = read.find_dirty_scopes(organization, scopes).await?;
    for scope in &mut dirty {
        scope.since = scope.since.min(micros(since));
    }
    sessions_of_scopes(read, organization, &dirty).await
}

/// Sessions that the evidence of these scopes may concern.
pub(super) async fn sessions_of_scopes(
    read: &mut Read,
    organization: &str,
    dirty: &[DirtyScope],
) -> Result<Vec<StoredSession>, StoreError> {
    let (mut places, mut ids, mut visitors) = (Vec::new(), Vec::new(), Vec::new());
    let mut found: BTreeMap<String, StoredSession> = BTreeMap::new();
    let mut add = |sessions: Vec<StoredSession>| {
        found.extend(sessions.into_iter().map(|one| (one.session.id.clone(), one)));
    };
    let mut since: BTreeMap<&str, Timestamp> = BTreeMap::new();
    for one in dirty {
        match one.scope.split_once(':') {
            Some(("room", name)) => places.push(SessionPlace::Room(name)),
            Some(("space", name)) => places.push(SessionPlace::Space(name)),
            Some(("session", id)) => ids.push(id),
            // A scan may tell of a few minutes later than it was received.
            Some(("visitor", person)) => {
                let told = Span::new(instant(one.since), instant(one.version).plus(HOUR));
                let about = Span::new(told.from.plus(-LONGEST_VISIT), told.to.plus(LONGEST_VISIT));
                visitors.push((person, about));
            }
            _ => {}
        }
        since.insert(&one.scope, instant(one.since));
    }
    add(read.find_sessions(organization, &ids).await?);
    if !visitors.is_empty() {
        add(read.list_sessions_visited(organization, &visitors).await?);
    }
    let earliest = since.values().min().map_or(Timestamp::MIN, |since| since.plus(-LATE_EVIDENCE_LIMIT));
    let filter = OverlapFilter { overlapping: Span::new(earliest, Timestamp::MAX), or_unsettled: true };
    let at_places = read.list_sessions_at(organization, &places, filter).await?;
    let may_change = |one: &StoredSession| {
        let earliest =
            one.session.evidence_scopes().filter_map(|scope| since.get(scope.as_str()).copied()).min();
        !one.settled
            || earliest.is_some_and(|earliest| one.session.end >= earliest.plus(-late_evidence_limit(one)))
    };
    add(at_places.into_iter().filter(may_change).collect());
    Ok(found.into_values().collect())
}
