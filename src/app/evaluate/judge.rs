//! One snapshot → evaluations: loads what sessions are judged on, and lets the core judge.

use std::collections::{BTreeMap, BTreeSet};

use super::DAY;
use super::participants::participants;
use crate::domain::evaluate::Evaluation;
use crate::domain::evidence::{Evidence, known_by_place, scope};
use crate::domain::ground::Ground;
use crate::domain::log::{Log, logs, sources};
use crate::domain::person::Identity;
use crate::domain::session::{Place, Session};
use crate::domain::time::{Span, Timestamp};
use crate::store::sessions::StoredSession;
use crate::store::{Read, StoreError};

/// A session, and what is to be said of it.
pub struct Judged {
    pub session: StoredSession,
    pub evaluation: Evaluation,
    /// What sources call those who are unmatched in it.
    pub names: BTreeMap<Identity, String>,
    /// Everybody who was seen in it.
    pub logs: Vec<Log>,
}

/// What one look gave.
pub struct Bench {
    pub judged: Vec<Judged>,
    /// Which identities were seen in which scopes.
    pub seen: BTreeSet<(Identity, String)>,
    /// The bindings it was judged by.
    pub bindings_version: i64,
}

/// Judges sessions of one organisation as of an instant, on one ground.
pub async fn judge(
    read: &mut Read,
    organization: &str,
    sessions: Vec<StoredSession>,
    as_of: Timestamp,
) -> Result<Bench, StoreError> {
    let bindings_version = read.bindings_version(organization).await?;
    let Some(books) = read.find_books(organization).await? else {
        return Ok(Bench { judged: Vec::new(), seen: BTreeSet::new(), bindings_version });
    };
    let places: BTreeSet<Place> = sessions.iter().flat_map(|one| one.session.places()).collect();
    let neighbours = read.list_sessions_at(organization, &Vec::from_iter(places)).await?;
    // A session of the chunk is among its neighbours too when it has a place; one of each is enough.
    let ids: BTreeSet<&str> = sessions.iter().map(|one| one.session.id.as_str()).collect();
    let others = neighbours.iter().map(|one| &one.session).filter(|one| !ids.contains(one.id.as_str()));
    let all: Vec<&Session> = sessions.iter().map(|one| &one.session).chain(others).collect();

    let scopes: BTreeSet<String> = sessions.iter().flat_map(|one| one.session.scopes()).collect();
    let mut sought: Vec<&str> = scopes.iter().map(String::as_str).collect();
    sought.push(scope::IDENTITIES);
    let mut items = read.evidence_about(organization, &sought, as_of).await?;
    items.extend(read.visits_between(organization, around(&sessions)).await?);

    let mut evidence: Vec<Evidence> = Vec::with_capacity(items.len());
    let mut seen: BTreeSet<(Identity, String)> = BTreeSet::new();
    let mut names: BTreeMap<Identity, String> = BTreeMap::new();
    for item in &items {
        let unreadable = |problem: String| StoreError::Corrupt {
            table: "evidence",
            column: "payload",
            row: organization.to_owned(),
            problem,
        };
        let value = serde_json::from_str(item).map_err(|error| unreadable(error.to_string()))?;
        let one = Evidence::parse(&value).map_err(|error| unreadable(error.to_string()))?;
        let about = one.scope();
        for (identity, name) in participants(&value) {
            if let Some(name) = name {
                names.insert(identity.clone(), name);
            }
            if let Some(about) = &about {
                seen.insert((identity, about.clone()));
            }
        }
        evidence.push(one);
    }
    drop(items);
    let evidence = known_by_place(evidence, as_of);
    let identities: BTreeSet<&Identity> = seen.iter().map(|(identity, _)| identity).collect();
    let identities = read.find_identities(organization, &Vec::from_iter(identities)).await?;

    let ground = Ground::new(all, &evidence, identities, &books, as_of);
    let evaluations: Vec<Evaluation> = sessions.iter().map(|one| ground.evaluate(&one.session)).collect();
    let sources = sources(&evidence);
    let judged = sessions
        .into_iter()
        .zip(evaluations)
        .map(|(session, evaluation)| {
            let named = |identity: &Identity| Some((identity.clone(), names.get(identity)?.clone()));
            let names = evaluation.unmatched.keys().filter_map(named).collect();
            let logs = logs(&session.session, &evaluation, &sources);
            Judged { session, evaluation, names, logs }
        })
        .collect();
    Ok(Bench { judged, seen, bindings_version })
}

/// When visits may have been received that concern these sessions. One begun earlier was closed by the limit on
/// visits; one scanned without a network may come in later.
fn around(sessions: &[StoredSession]) -> Span {
    let starts = sessions.iter().map(|one| one.session.start);
    let ends = sessions.iter().map(|one| one.session.end);
    Span::new(
        starts.min().unwrap_or(Timestamp::MIN).plus(-8 * DAY),
        ends.max().unwrap_or(Timestamp::MIN).plus(40 * DAY),
    )
}
