//! The evidence of a session as it is stored, with the ids that reasons name.

use std::collections::BTreeSet;

use serde_json::Value;

use super::find::find;
use crate::app::Error;
use crate::app::evaluate::blocking_pool::{OffloadPool, offload};
use crate::domain::access::Scope;
use crate::domain::evidence::{Evidence, scope};
use crate::domain::time::{DAY, Span, Timestamp};
use crate::store::Read;
use crate::store::session::StoredSession;

/// A room or space may be used for years. What was received longer before the start, or longer after the end, is
/// about other sessions: Meet shows a call for 30 days.
const RECEIVED_BEFORE_START: i64 = 2 * DAY;
const RECEIVED_AFTER_END: i64 = 40 * DAY;
/// As far back as visits are evaluated.
const VISITS_BEFORE_START: i64 = 8 * DAY;

/// The evidence of a session within the scope, in order of receipt. An id may occur twice: then a source sent two
/// bodies with it, and the evaluation chose one.
pub async fn list(read: &mut Read, scope: &Scope, id: &str) -> Result<Vec<(Value, Evidence)>, Error> {
    let session = find(read, scope, id).await?;
    let since = session.session.start.plus(-RECEIVED_BEFORE_START);
    let scopes: Vec<String> = session.session.evidence_scopes().collect();
    let names: Vec<&str> = scopes.iter().map(String::as_str).collect();
    let scopes: Vec<(&str, Timestamp)> = names.iter().map(|scope| (*scope, since)).collect();
    let until = session.session.end.plus(RECEIVED_AFTER_END);
    let items = read.evidence_since(&session.organization_id, &scopes, until).await?;
    parse_all(read, &session.organization_id, &names, items, until).await
}

/// Evidence whose scope is the session itself (manual statements, QR scans), received until `until`.
pub(super) async fn list_own(
    read: &mut Read,
    session: &StoredSession,
    until: Timestamp,
) -> Result<Vec<(Value, Evidence)>, Error> {
    let itself = scope::session(&session.session.id);
    let items = read.evidence_about(&session.organization_id, &[&itself], until).await?;
    parse_all(read, &session.organization_id, &[&itself], items, until).await
}

/// The evidence of a session that has one of these ids, received until `until`.
pub(super) async fn list_by_ids(
    read: &mut Read,
    session: &StoredSession,
    until: Timestamp,
    ids: &BTreeSet<&str>,
) -> Result<Vec<(Value, Evidence)>, Error> {
    let mut found = list_own_and_named(read, session, until, ids).await?;
    found.retain(|(_, one)| ids.contains(one.id.as_str()));
    found.sort_by(by_receipt);
    Ok(found)
}

/// What people stated of a session, and the evidence of its room and space that has one of these ids, received until
/// `until`; in no particular order.
pub(super) async fn list_own_and_named(
    read: &mut Read,
    session: &StoredSession,
    until: Timestamp,
    ids: &BTreeSet<&str>,
) -> Result<Vec<(Value, Evidence)>, Error> {
    let mut found = list_own(read, session, until).await?;
    let places: Vec<String> = session.session.evidence_scopes().collect();
    let places: Vec<&str> = places.iter().map(String::as_str).collect();
    let sought: Vec<&str> = ids.iter().copied().collect();
    let items = read.evidence_of_platforms(&session.organization_id, &places, &sought, until).await?;
    found.extend(parse_all(read, &session.organization_id, &places, items, until).await?);
    Ok(found)
}

/// Visits at venues that have one of these ids, received until `until`. A visit names no session, so it is found by time.
pub(super) async fn list_visits(
    read: &mut Read,
    session: &StoredSession,
    until: Timestamp,
    ids: &BTreeSet<&str>,
) -> Result<Vec<(Value, Evidence)>, Error> {
    let period = Span::new(
        session.session.start.plus(-VISITS_BEFORE_START),
        session.session.end.plus(RECEIVED_AFTER_END).min(until.plus(1)),
    );
    let items = read.visits_between(&session.organization_id, period).await?;
    let mut found = parse_all(read, &session.organization_id, &[], items, until).await?;
    found.retain(|(_, one)| ids.contains(one.id.as_str()));
    Ok(found)
}

/// Each item as it is stored and parsed, in order of receipt. Rows that cannot be read are left out and noted.
async fn parse_all(
    read: &mut Read,
    organization: &str,
    scopes: &[&str],
    items: Vec<String>,
    until: Timestamp,
) -> Result<Vec<(Value, Evidence)>, Error> {
    let all = items.len();
    let reading = move || {
        let mut found: Vec<_> =
            items.iter().filter_map(|item| Evidence::parse_stored_item(item).ok()).collect();
        found.sort_by(by_receipt);
        found
    };
    let found = offload(OffloadPool::Request, reading)
        .await
        .map_err(|error| error.into_store_error(organization, "evidence"))?;
    if found.len() < all {
        let span = Span::new(Timestamp::MIN, until.plus(1));
        read.unreadable_evidence(organization, scopes, span).await?;
    }
    Ok(found)
}

fn by_receipt((_, a): &(Value, Evidence), (_, b): &(Value, Evidence)) -> std::cmp::Ordering {
    (a.received_at, &a.id, &a.canonical_text).cmp(&(b.received_at, &b.id, &b.canonical_text))
}
