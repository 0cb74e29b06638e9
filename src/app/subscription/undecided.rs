//! Sessions that wait for a subscription that cannot be read: without it nobody knows what covers them.

use std::collections::BTreeSet;

use super::ledger::{SessionFacts, decisions, zone};
use crate::domain::subscription::consumption::{CoverageDecision, Standing};
use crate::store::{Read, StoreError};

/// Those of these sessions of which the ledger has to say something else than it does, or says nothing yet, while one of
/// the learner's subscriptions cannot be read.
pub async fn undecided(
    read: &mut Read,
    organization: &str,
    sessions: &[SessionFacts<'_>],
) -> Result<BTreeSet<String>, StoreError> {
    if sessions.is_empty() || !read.has_subscriptions(organization).await? {
        return Ok(BTreeSet::new());
    }
    let Some(zone) = zone(read, organization).await? else { return Ok(BTreeSet::new()) };
    let ids: Vec<&str> = sessions.iter().map(|one| one.session.id.as_str()).collect();
    let noted = decisions(read, organization, &ids).await?;
    let mut open: Vec<(&str, &str)> = Vec::new();
    for facts in sessions {
        let session = &facts.session.id;
        let noted_of = noted.keys().filter(|(of, _)| of == session).map(|(_, person)| person);
        let people: BTreeSet<&String> = facts.session.students.iter().chain(noted_of).collect();
        for person in people {
            let decision = noted.get(&(session.clone(), person.clone()));
            if matches!(
                (facts.of_learner(person, zone).standing(), decision),
                (Standing::Counts(_), None | Some(CoverageDecision::Open))
                    | (Standing::DoesNotCount(_), Some(CoverageDecision::Covered(_)))
            ) {
                open.push((session, person));
            }
        }
    }
    let people: BTreeSet<&str> = open.iter().map(|(_, person)| *person).collect();
    if people.is_empty() {
        return Ok(BTreeSet::new());
    }
    let found = read.list_subscriptions_of(organization, &Vec::from_iter(people)).await?;
    let waiting = open.into_iter().filter(|(_, person)| found.unreadable_of.contains(*person));
    Ok(waiting.map(|(session, _)| session.to_owned()).collect())
}
