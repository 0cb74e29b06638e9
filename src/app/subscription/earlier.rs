//! Sessions that were over before a subscription that is for them was there, or was for them.

use std::collections::BTreeMap;

use super::ledger::{SessionFacts, decisions, follow, zone};
use super::undecided::undecided;
use crate::app::evaluate::unreadable_evidence::sessions_with_unreadable_evidence;
use crate::domain::subscription::consumption::CoverageDecision;
use crate::domain::time::Timestamp;
use crate::domain::time::calendar::local_date;
use crate::domain::verdict::outcome::Outcome;
use crate::store::session::StoredSession;
use crate::store::subscription::subscriptions::StoredSubscription;
use crate::store::{StoreError, Write};

/// Sessions that were over before a subscription was there.
#[derive(Default)]
pub(super) struct EarlierSessions {
    /// It covers them now.
    pub covered: Vec<StoredSession>,
    /// What covers them is not decided yet.
    pub waiting: Vec<StoredSession>,
}

/// Decides anew which sessions a subscription covers that found nothing left, or were over before it was there: those of
/// its learner in its time, the earliest first. The caller has locked all subscriptions. Gives the sessions it covers
/// now, and those that wait because another one of the learner, or evidence of theirs, cannot be read: their lines would
/// stay as they are.
pub(super) async fn cover_earlier_sessions(
    write: &mut Write,
    organization: &str,
    one: &StoredSubscription,
    at: Timestamp,
) -> Result<EarlierSessions, StoreError> {
    let Some(zone) = zone(write, organization).await? else { return Ok(EarlierSessions::default()) };
    let subscription = &one.account.subscription;
    let mut sessions = write.list_counted_sessions(organization, &subscription.person).await?;
    sessions.retain(|one| subscription.is_for(one.session.kind, local_date(one.session.start, zone)));
    let ids: Vec<&str> = sessions.iter().map(|one| one.session.id.as_str()).collect();
    let reports = write.list_reports(organization, &ids).await?;
    let mut outcomes: BTreeMap<&str, BTreeMap<&str, Outcome>> = BTreeMap::new();
    for one in &reports {
        outcomes.entry(&one.session_id).or_default().insert(&one.person_id, one.outcome);
    }
    let mut facts: Vec<SessionFacts> = sessions
        .iter()
        .map(|one| SessionFacts {
            session: &one.session,
            status: one.status,
            settled: one.settled,
            outcomes: outcomes.remove(one.session.id.as_str()).unwrap_or_default(),
        })
        .collect();
    let before = decisions(write, organization, &ids).await?;
    for (session, person) in
        before.iter().filter(|(_, one)| **one == CoverageDecision::Uncovered).map(|(key, _)| key)
    {
        if *person == subscription.person {
            write.delete_uncovered(organization, session, person).await?;
        }
    }
    let person = &subscription.person;
    let is_covered = |one: &StoredSession| {
        let decision = before.get(&(one.session.id.clone(), person.clone()));
        matches!(decision, Some(CoverageDecision::Covered(_)))
    };
    let open: Vec<&StoredSession> = sessions.iter().filter(|one| !is_covered(one)).collect();
    let unread = sessions_with_unreadable_evidence(write, organization, &open, at).await?;
    facts.retain(|one| !unread.contains(&one.session.id));
    let mut coverage = follow(write, organization, &facts, at).await?;
    let mut waiting = undecided(write, organization, &facts).await?;
    waiting.extend(unread);
    drop(facts);
    let mut found = EarlierSessions::default();
    for one in sessions {
        let now = coverage.get_mut(&one.session.id).and_then(|of| of.remove(person));
        let was = before.get(&(one.session.id.clone(), person.clone()));
        if now.is_some_and(|now| was != Some(&CoverageDecision::Covered(now))) {
            found.covered.push(one);
        } else if waiting.contains(&one.session.id) {
            found.waiting.push(one);
        }
    }
    Ok(found)
}
