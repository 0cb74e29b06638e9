//! The evidence of a session as it was stored, with the ids that reasons name.

use serde_json::Value;

use super::find::find;
use crate::app::Error;
use crate::domain::access::Scope;
use crate::domain::evidence::Evidence;
use crate::domain::time::{SECOND, Span, Timestamp};
use crate::store::Read;
use crate::store::sessions::StoredSession;

const DAY: i64 = 24 * 3_600 * SECOND;
/// A room or space may hold sessions for years. What is received so long before the start, or so long after the end,
/// is about others: Meet remembers for 30 days.
const BEFORE: i64 = 2 * DAY;
const AFTER: i64 = 40 * DAY;

/// The evidence of a session in reach, in order of receipt. One id may stand there twice: then a source sent two
/// bodies under it, and the evaluation decided between them.
pub async fn list(read: &mut Read, scope: &Scope, id: &str) -> Result<Vec<(Value, Evidence)>, Error> {
    let session = find(read, scope, id).await?;
    let mut found = about(read, &session, session.session.end.plus(AFTER)).await?;
    let since = session.session.start.plus(-BEFORE);
    found.retain(|(_, one)| one.received_at >= since);
    Ok(found)
}

/// Everything in the scopes of a session received until `until`, each as it was stored and as it is read.
pub(super) async fn about(
    read: &mut Read,
    session: &StoredSession,
    until: Timestamp,
) -> Result<Vec<(Value, Evidence)>, Error> {
    let scopes: Vec<String> = session.session.scopes().collect();
    let scopes: Vec<&str> = scopes.iter().map(String::as_str).collect();
    let items = read.evidence_about(&session.organization_id, &scopes, until).await?;
    let mut found: Vec<(Value, Evidence)> =
        items.iter().filter_map(|item| Evidence::of_text(item).ok()).collect();
    if found.len() < items.len() {
        let all = Span::new(Timestamp::MIN, until.plus(1));
        read.unreadable_evidence(&session.organization_id, &scopes, all).await?;
    }
    found.sort_by(|(_, a), (_, b)| (a.received_at, &a.id, &a.text).cmp(&(b.received_at, &b.id, &b.text)));
    Ok(found)
}
