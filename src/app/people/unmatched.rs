//! Identities seen in sessions that belong to nobody yet.

use std::collections::{BTreeMap, BTreeSet};

use crate::app::Error;
use crate::domain::access::Scope;
use crate::domain::people::Identity;
use crate::domain::people::matching::{Proposal, propose};
use crate::store::Read;
use crate::store::people::unmatched::StoredUnmatched;
use crate::store::session::StoredSession;

/// One identity with every session it was seen in, by start.
#[derive(Clone, Debug)]
pub struct UnmatchedIdentity {
    pub identity: Identity,
    /// The display name on its platform; it identifies nobody.
    pub display_name: Option<String>,
    pub sessions: Vec<StoredSession>,
    /// Whom of those expected in these sessions it may be, by the name alone: a proposal for the admin.
    /// Nobody is bound by it, and several may fit equally.
    pub proposals: Vec<ProposedPerson>,
}

/// A person whom an unmatched identity may be.
#[derive(Clone, Debug)]
pub struct ProposedPerson {
    pub person_id: String,
    pub name: String,
    /// Above 0, at most 1.
    pub score: f64,
}

/// Identities after the given one, by source and value, at most `limit`; of one session, or of all.
pub async fn list(
    read: &mut Read,
    scope: &Scope,
    session: Option<&str>,
    after: Option<&Identity>,
    limit: i64,
) -> Result<Vec<UnmatchedIdentity>, Error> {
    let organization = scope.organization();
    let rows = read.list_unmatched(organization, session, after, limit).await?;
    let ids: Vec<&str> = rows.iter().map(|row| row.session_id.as_str()).collect();
    let sessions = read.find_sessions(organization, &ids).await?;
    let sessions: BTreeMap<&str, &StoredSession> =
        sessions.iter().map(|one| (one.session.id.as_str(), one)).collect();
    let names = names(read, organization, sessions.values().copied()).await?;
    let mut identities: Vec<UnmatchedIdentity> = Vec::new();
    for of_one in rows.chunk_by(|a, b| a.identity == b.identity) {
        let mut seen: Vec<StoredSession> =
            of_one.iter().filter_map(|row| sessions.get(row.session_id.as_str())).copied().cloned().collect();
        seen.sort_by_key(StoredSession::cursor);
        let name = |row: &StoredUnmatched| row.display_name.clone();
        let display_name = of_one.iter().find_map(name);
        identities.push(UnmatchedIdentity {
            identity: of_one[0].identity.clone(),
            proposals: display_name
                .as_deref()
                .map_or_else(Vec::new, |shown| propose_people(shown, &seen, &names)),
            display_name,
            sessions: seen,
        });
    }
    Ok(identities)
}

/// Everybody expected in one of the sessions.
fn expected(stored: &StoredSession) -> impl Iterator<Item = &String> {
    stored.session.teacher.iter().chain(&stored.session.students)
}

async fn names<'a>(
    read: &mut Read,
    organization: &str,
    sessions: impl Iterator<Item = &'a StoredSession>,
) -> Result<BTreeMap<String, String>, Error> {
    let ids: BTreeSet<&str> = sessions.flat_map(expected).map(String::as_str).collect();
    Ok(read.people_names(organization, &ids).await?)
}

fn propose_people(
    shown: &str,
    seen: &[StoredSession],
    names: &BTreeMap<String, String>,
) -> Vec<ProposedPerson> {
    let ids: BTreeSet<&String> = seen.iter().flat_map(expected).collect();
    let expected = ids.iter().filter_map(|id| Some((id.as_str(), names.get(*id)?.as_str())));
    let proposals = propose(shown, expected).into_iter();
    proposals
        .map(|Proposal { person_id, score }| ProposedPerson {
            name: names[&person_id].clone(),
            person_id,
            score,
        })
        .collect()
}
