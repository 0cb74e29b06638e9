//! The evidence of a session as it is stored, with the ids that reasons name.

use std::collections::BTreeSet;

use serde_json::Value;

use super::find::find;
use crate::app::Error;
use crate::app::evaluate::blocking_pool::{OffloadPool, offload};
use crate::app::evaluate::visitors::{is_about, visit_bounds, visits};
use crate::domain::access::Scope;
use crate::domain::evidence::{Evidence, scope};
use crate::domain::time::{DAY, Span, Timestamp};
use crate::store::Read;
use crate::store::session::StoredSession;

/// A room or space may be used for years. What was received longer before the start, or longer after the end, is
/// about other sessions: Meet shows a call for 30 days.
const RECEIVED_BEFORE_START: i64 = 2 * DAY;
const RECEIVED_AFTER_END: i64 = 40 * DAY;

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
    let mut found = parse_all(read, &session.organization_id, &names, items, until).await?;
    found.extend(list_visits(read, &session, until).await?);
    found.sort_by(by_receipt);
    Ok(found)
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

/// What people stated of a session, and the evidence of its room, its space and of visits that has one of these ids,
/// received until `until`; in no particular order.
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
    let known: BTreeSet<&str> = found.iter().map(|(_, one)| one.id.as_str()).collect();
    if ids.is_subset(&known) {
        return Ok(found);
    }
    let mut visits = list_visits(read, session, until).await?;
    visits.retain(|(_, one)| ids.contains(one.id.as_str()));
    found.extend(visits);
    Ok(found)
}

/// What was observed at venues and concerns this session, received until `until`.
async fn list_visits(
    read: &mut Read,
    session: &StoredSession,
    until: Timestamp,
) -> Result<Vec<(Value, Evidence)>, Error> {
    let organization = &session.organization_id;
    let visitors = visit_bounds(read, organization, &[&session.session]).await?;
    let items = visits(read, organization, &visitors, until).await?;
    let scopes: Vec<String> = visitors.keys().map(|person| scope::visitor(person)).collect();
    let scopes: Vec<&str> = scopes.iter().map(String::as_str).collect();
    let mut found = parse_all(read, organization, &scopes, items, until).await?;
    found.retain(|(_, one)| {
        one.observation.venue_step().is_some_and(|step| is_about(&step, &session.session))
    });
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

pub(super) fn by_receipt((_, a): &(Value, Evidence), (_, b): &(Value, Evidence)) -> std::cmp::Ordering {
    (a.received_at, &a.id, &a.canonical_text).cmp(&(b.received_at, &b.id, &b.canonical_text))
}
