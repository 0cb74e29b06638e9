//! Identities seen in sessions that belong to nobody yet.

use std::collections::BTreeMap;

use super::Error;
use crate::domain::access::Scope;
use crate::domain::person::Identity;
use crate::store::Read;
use crate::store::reports::Unmatched;
use crate::store::sessions::StoredSession;

/// One identity with every session it was seen in, by start.
#[derive(Clone, Debug)]
pub struct Stranger {
    pub identity: Identity,
    /// The name its platform showed; it identifies nobody.
    pub display_name: Option<String>,
    pub sessions: Vec<StoredSession>,
}

/// Identities after the given one, by source and value, at most `limit`; of one session, or of all.
pub async fn list(
    read: &mut Read,
    scope: &Scope,
    session: Option<&str>,
    after: Option<&Identity>,
    limit: i64,
) -> Result<Vec<Stranger>, Error> {
    let organization = scope.organization();
    let rows = read.list_unmatched(organization, session, after, limit).await?;
    let ids: Vec<&str> = rows.iter().map(|row| row.session_id.as_str()).collect();
    let sessions = read.find_sessions(organization, &ids).await?;
    let sessions: BTreeMap<&str, &StoredSession> =
        sessions.iter().map(|one| (one.session.id.as_str(), one)).collect();
    let mut strangers: Vec<Stranger> = Vec::new();
    for of_one in rows.chunk_by(|a, b| a.identity == b.identity) {
        let mut seen: Vec<StoredSession> =
            of_one.iter().filter_map(|row| sessions.get(row.session_id.as_str())).copied().cloned().collect();
        seen.sort_by_key(StoredSession::cursor);
        let name = |row: &Unmatched| row.display_name.clone();
        strangers.push(Stranger {
            identity: of_one[0].identity.clone(),
            display_name: of_one.iter().find_map(name),
            sessions: seen,
        });
    }
    Ok(strangers)
}
