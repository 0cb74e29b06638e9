//! Identities seen in sessions that belong to nobody yet.

use std::collections::{BTreeMap, BTreeSet};

use crate::app::Error;
use crate::domain::access::Scope;
use crate::domain::people::Identity;
use crate::domain::people::matching::{Proposal, propose};
use crate::domain::people::validated_text::Email;
use crate::store::Read;
use crate::store::people::email_key;
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
    /// Whose e-mail address the identity or its name is: id and name.
    pub same_email: Option<(String, String)>,
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
        let identity = of_one[0].identity.clone();
        let same_email = owner_of_email(read, organization, &identity, display_name.as_deref()).await?;
        identities.push(UnmatchedIdentity {
            identity,
            same_email,
            proposals: display_name
                .as_deref()
                .map_or_else(Vec::new, |shown| propose_people(shown, &seen, &names)),
            display_name,
            sessions: seen,
        });
    }
    Ok(identities)
}

/// Whoever has the e-mail address by which a platform calls somebody: a proposal too, for nobody proves an address to LiveKit.
async fn owner_of_email(
    read: &mut Read,
    organization: &str,
    identity: &Identity,
    shown: Option<&str>,
) -> Result<Option<(String, String)>, Error> {
    for said in [Some(identity.value.as_str()), shown].into_iter().flatten() {
        let Ok(address) = Email::parse(said) else { continue };
        let found = read.find_person_by_email(organization, &email_key(&address.into_inner())).await?;
        let Some(id) = found else { continue };
        if let Some(person) = read.find_person(organization, &id).await?.filter(|one| one.is_active) {
            return Ok(Some((person.id, person.name)));
        }
    }
    Ok(None)
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
