//! Students at risk, with the sessions behind it.

use std::collections::{BTreeMap, BTreeSet};

use crate::app::Error;
use crate::domain::access::Scope;
use crate::domain::analytics::counts::AttendanceCounts;
use crate::domain::analytics::risk::{RiskHistory, RiskReason};
use crate::domain::analytics::tally::AnalyticsTally;
use crate::domain::time::Timestamp;
use crate::domain::verdict::outcome::Outcome;
use crate::store::Read;

/// At most so many people are named.
pub const MAX_AT_RISK: usize = 100;

/// Who is at risk. The rule is in `domain::analytics::risk`.
#[derive(Clone, Debug)]
pub struct AtRisk {
    /// All of them.
    pub total: usize,
    /// The first `MAX_AT_RISK`: lowest rate of the last four weeks first, then by name and id.
    pub people: Vec<PersonAtRisk>,
}

#[derive(Clone, Debug)]
pub struct PersonAtRisk {
    pub person: String,
    pub name: String,
    pub reasons: Vec<RiskReason>,
    /// The last four weeks.
    pub recent: AttendanceCounts,
    /// The eight weeks before.
    pub before: AttendanceCounts,
    /// Newest first.
    pub sessions: Vec<SessionBehind>,
}

/// One session that a finding rests on.
#[derive(Clone, Debug)]
pub struct SessionBehind {
    pub id: String,
    pub start: Timestamp,
    pub title: Option<String>,
    pub outcome: Outcome,
}

struct RiskFinding<'a> {
    person: &'a str,
    name: String,
    reasons: Vec<RiskReason>,
    history: &'a RiskHistory,
}

pub(super) async fn at_risk(
    read: &mut Read,
    scope: &Scope,
    tally: &AnalyticsTally,
    name: impl Fn(&str) -> String,
) -> Result<AtRisk, Error> {
    let periods = tally.periods;
    let mut found = Vec::new();
    for (person, history) in &tally.histories {
        let reasons = history.reasons(periods);
        if !reasons.is_empty() {
            found.push(RiskFinding { person, name: name(person), reasons, history });
        }
    }
    // Whoever is at risk has sessions in the last four weeks, so all have a rate.
    found.sort_by(|a, b| {
        let rates = a.history.recent.rate().cmp(&b.history.recent.rate());
        rates.then_with(|| (&a.name, a.person).cmp(&(&b.name, b.person)))
    });
    let total = found.len();
    found.truncate(MAX_AT_RISK);
    let sessions = found.iter().flat_map(|one| one.history.sessions(periods));
    let ids: BTreeSet<&str> = sessions.map(|session| session.session_id.as_str()).collect();
    let titles = titles(read, scope, ids).await?;
    let people = found.into_iter().map(|one| PersonAtRisk {
        person: one.person.to_owned(),
        name: one.name,
        reasons: one.reasons,
        recent: one.history.recent,
        before: one.history.before,
        sessions: one
            .history
            .sessions(periods)
            .map(|session| SessionBehind {
                id: session.session_id.clone(),
                start: session.start,
                title: titles.get(&session.session_id).cloned(),
                outcome: session.outcome,
            })
            .collect(),
    });
    Ok(AtRisk { total, people: people.collect() })
}

/// The titles of these sessions, by id, as far as they have one.
async fn titles(
    read: &mut Read,
    scope: &Scope,
    ids: BTreeSet<&str>,
) -> Result<BTreeMap<String, String>, Error> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let ids: Vec<&str> = ids.into_iter().collect();
    let sessions = read.find_sessions(scope.organization(), &ids).await?;
    Ok(sessions.into_iter().filter_map(|one| Some((one.session.id, one.title?))).collect())
}
