//! Brings the ledger to where sessions are, in the transaction that brings the sessions there. Job, teacher, webhook and
//! a repeat all come here, and agree: what stands is compared with what should, and only the difference is written.

use std::collections::{BTreeMap, BTreeSet};

use chrono_tz::Tz;

use crate::app::notify::tell::balances;
use crate::domain::money::line::SessionCoverage;
use crate::domain::session::{Session, Status};
use crate::domain::subscription::consumption::{self, CoverageDecision, LearnerSession, MissingEntry};
use crate::domain::subscription::{EntryCause, SubscriptionAccount};
use crate::domain::time::Timestamp;
use crate::domain::time::calendar::local_date;
use crate::domain::verdict::outcome::Outcome;
use crate::store::session::StoredSession;
use crate::store::subscription::entries::NewEntry;
use crate::store::subscription::subscriptions::SubscriptionsOfPeople;
use crate::store::{Read, StoreError, Write};

/// A session as the ledger looks at it.
#[derive(Clone, Debug)]
pub struct SessionFacts<'a> {
    pub session: &'a Session,
    pub status: Status,
    pub settled: bool,
    /// Of the people on its roster, as far as they have a report.
    pub outcomes: BTreeMap<&'a str, Outcome>,
}

/// Session and learner.
type Key = (String, String);

impl SessionFacts<'_> {
    /// What it is for one learner.
    pub fn of_learner(&self, person: &str, zone: Tz) -> LearnerSession {
        let outcome = |id: &str| self.outcomes.get(id).copied().unwrap_or(Outcome::Unknown);
        LearnerSession {
            kind: self.session.kind,
            day: local_date(self.session.start, zone),
            status: self.status,
            settled: self.settled,
            teacher: self.session.teacher.as_deref().map(outcome),
            learner: self.session.students.iter().any(|id| id == person).then(|| outcome(person)),
        }
    }
}

/// What the ledger says so far about these sessions, by session and learner; what is open is left out.
pub async fn decisions(
    read: &mut Read,
    organization: &str,
    sessions: &[&str],
) -> Result<BTreeMap<Key, CoverageDecision>, StoreError> {
    let mut found: BTreeMap<Key, CoverageDecision> = BTreeMap::new();
    for (session, person) in read.list_uncovered(organization, sessions).await? {
        found.insert((session, person), CoverageDecision::Uncovered);
    }
    for (session, learners) in coverage(read, organization, sessions).await? {
        let covered = learners.into_iter().map(|(person, subscription)| {
            ((session.clone(), person), CoverageDecision::Covered(subscription))
        });
        found.extend(covered);
    }
    Ok(found)
}

/// What covers these sessions, as the ledger says now.
pub async fn coverage(
    read: &mut Read,
    organization: &str,
    sessions: &[&str],
) -> Result<BTreeMap<String, SessionCoverage>, StoreError> {
    let mut found: BTreeMap<String, SessionCoverage> = BTreeMap::new();
    for one in read.sum_session_entries(organization, sessions).await?.into_iter().filter(|one| one.sum < 0) {
        found.entry(one.session_id).or_default().insert(one.person_id, one.subscription_id);
    }
    Ok(found)
}

/// Brings the ledger to where these sessions are, and gives what covers each of them then, by learner. The caller has
/// locked the sessions and commits, with what it writes of them.
pub async fn follow<'a>(
    write: &mut Write,
    organization: &str,
    sessions: &[SessionFacts<'a>],
    at: Timestamp,
) -> Result<BTreeMap<String, BTreeMap<String, String>>, StoreError> {
    write.share_subscriptions(organization).await?;
    if sessions.is_empty() || !write.has_subscriptions(organization).await? {
        return Ok(BTreeMap::new());
    }
    let Some(zone) = zone(write, organization).await? else { return Ok(BTreeMap::new()) };
    let mut follower = Follower::lock(write, organization, sessions, zone, at).await?;
    let mut ordered: Vec<&SessionFacts> = sessions.iter().collect();
    ordered.sort_by_key(|one| (one.session.start, &one.session.id));
    for facts in ordered {
        follower.follow(facts);
    }
    follower.write(write, organization).await
}

/// The same for one session that a person has moved, with the reports that are stored of it. People cancel only what
/// has not begun, which took nothing: that locks no subscription.
pub async fn follow_session(
    write: &mut Write,
    stored: &StoredSession,
    at: Timestamp,
) -> Result<(), StoreError> {
    if !stored.status.consumes_subscription() {
        return Ok(());
    }
    let (organization, session) = (stored.organization_id.as_str(), &stored.session);
    let reports = write.list_reports(organization, &[&session.id]).await?;
    let outcomes = reports.iter().map(|one| (one.person_id.as_str(), one.outcome)).collect();
    let facts = SessionFacts { session, status: stored.status, settled: stored.settled, outcomes };
    follow(write, organization, &[facts], at).await?;
    Ok(())
}

/// The organisation's zone; `None` where it cannot be read, so that no day is known.
pub(super) async fn zone(read: &mut Read, organization: &str) -> Result<Option<Tz>, StoreError> {
    match read.find_organization(organization).await {
        Ok(found) => Ok(found.map(|one| one.time_zone)),
        Err(StoreError::Corrupt(_)) => Ok(None),
        Err(other) => Err(other),
    }
}

/// What learners have, by learner. Who has a subscription that cannot be read is left out: nothing is decided of them
/// until it can, and their sessions wait.
fn accounts_by_learner(found: SubscriptionsOfPeople) -> BTreeMap<String, Vec<SubscriptionAccount>> {
    let mut accounts: BTreeMap<String, Vec<SubscriptionAccount>> = BTreeMap::new();
    for one in found.readable {
        accounts.entry(one.account.subscription.person.clone()).or_default().push(one.account);
    }
    accounts.retain(|person, _| !found.unreadable_of.contains(person));
    accounts
}

/// The subscriptions of the learners of some sessions, locked, with what was decided and what has to be written.
struct Follower {
    zone: Tz,
    at: Timestamp,
    /// By learner.
    accounts: BTreeMap<String, Vec<SubscriptionAccount>>,
    before: BTreeMap<Key, CoverageDecision>,
    after: BTreeMap<Key, CoverageDecision>,
    entries: Vec<NewEntry>,
}

impl Follower {
    async fn lock(
        write: &mut Write,
        organization: &str,
        sessions: &[SessionFacts<'_>],
        zone: Tz,
        at: Timestamp,
    ) -> Result<Follower, StoreError> {
        let ids: Vec<&str> = sessions.iter().map(|one| one.session.id.as_str()).collect();
        let on_roster = sessions.iter().flat_map(|one| &one.session.students).map(String::as_str);
        let mut people: BTreeSet<&str> = on_roster.collect();
        // People who have left a roster since are looked at too: what was taken from them comes back. Once they are
        // locked, what was decided is read anew.
        let noted = decisions(write, organization, &ids).await?;
        people.extend(noted.keys().map(|(_, person)| person.as_str()));
        let people: Vec<&str> = people.into_iter().collect();
        let accounts = accounts_by_learner(write.lock_subscriptions_of(organization, &people).await?);
        let before = decisions(write, organization, &ids).await?;
        Ok(Follower { zone, at, accounts, after: before.clone(), before, entries: Vec::new() })
    }

    fn follow(&mut self, facts: &SessionFacts) {
        let session = &facts.session.id;
        let noted: Vec<String> =
            self.before.keys().filter(|(of, _)| of == session).map(|(_, person)| person.clone()).collect();
        let people: BTreeSet<String> = facts.session.students.iter().cloned().chain(noted).collect();
        for person in people {
            let Some(accounts) = self.accounts.get_mut(&person) else { continue };
            let key = (session.clone(), person);
            let decision = self.after.get(&key).cloned().unwrap_or_default();
            let (decision, missing) =
                consumption::follow(&facts.of_learner(&key.1, self.zone), &decision, accounts);
            if let Some(MissingEntry { subscription, change, cause }) = missing {
                self.entries.push(NewEntry {
                    subscription_id: subscription,
                    person_id: key.1.clone(),
                    session_id: Some(session.clone()),
                    change,
                    cause,
                    reason: None,
                    actor_id: None,
                    at: self.at,
                });
            }
            self.after.insert(key, decision);
        }
    }

    /// Writes the entries, what lapses or is there again because of them, and who found nothing left. Gives what covers
    /// each session.
    async fn write(
        self,
        write: &mut Write,
        organization: &str,
    ) -> Result<BTreeMap<String, BTreeMap<String, String>>, StoreError> {
        for entry in &self.entries {
            write.insert_entry(organization, entry).await?;
        }
        if !self.entries.is_empty() {
            let is_taken_from =
                |id: &str| self.entries.iter().any(|one| one.change < 0 && one.subscription_id == id);
            let accounts = self.accounts.values().flatten();
            let taken_from = accounts.filter(|one| is_taken_from(&one.subscription.id));
            balances::tell(write, organization, taken_from, self.at).await?;
            for account in self.accounts.values().flatten().filter(|one| one.has_lapsed) {
                write_lapse(write, organization, account, self.at).await?;
            }
        }
        let mut uncovered = Vec::new();
        for (key, decision) in &self.after {
            let before = self.before.get(key).unwrap_or(&CoverageDecision::Open);
            match (before, decision) {
                (CoverageDecision::Uncovered, CoverageDecision::Uncovered) => {}
                (_, CoverageDecision::Uncovered) => uncovered.push((key.0.as_str(), key.1.as_str())),
                (CoverageDecision::Uncovered, _) => {
                    write.delete_uncovered(organization, &key.0, &key.1).await?
                }
                _ => {}
            }
        }
        if !uncovered.is_empty() {
            write.insert_uncovered(organization, &uncovered).await?;
        }
        let mut coverage: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
        for ((session, person), decision) in self.after {
            let of_session = coverage.entry(session).or_default();
            if let CoverageDecision::Covered(subscription) = decision {
                of_session.insert(person, subscription);
            }
        }
        Ok(coverage)
    }
}

/// Writes what lapses of a subscription, or is taken back of what lapsed; says whether anything was.
pub(super) async fn write_lapse(
    write: &mut Write,
    organization: &str,
    account: &SubscriptionAccount,
    at: Timestamp,
) -> Result<bool, StoreError> {
    let Some(change) = account.lapse_change() else { return Ok(false) };
    let entry = NewEntry {
        subscription_id: account.subscription.id.clone(),
        person_id: account.subscription.person.clone(),
        session_id: None,
        change,
        cause: EntryCause::Lapsed,
        reason: None,
        actor_id: None,
        at,
    };
    write.insert_entry(organization, &entry).await?;
    Ok(true)
}

/// Where the ledger is not what a session says of a learner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerDifference {
    pub session_id: String,
    pub person_id: String,
    pub stored: CoverageDecision,
    pub wanted: CoverageDecision,
}

/// How the ledger differs from what these sessions say; nothing is written.
pub async fn differences(
    read: &mut Read,
    organization: &str,
    sessions: &[SessionFacts<'_>],
) -> Result<Vec<LedgerDifference>, StoreError> {
    if sessions.is_empty() || !read.has_subscriptions(organization).await? {
        return Ok(Vec::new());
    }
    let Some(zone) = zone(read, organization).await? else { return Ok(Vec::new()) };
    let ids: Vec<&str> = sessions.iter().map(|one| one.session.id.as_str()).collect();
    let before = decisions(read, organization, &ids).await?;
    let noted = before.keys().map(|(_, person)| person.as_str());
    let on_roster = sessions.iter().flat_map(|one| &one.session.students).map(String::as_str);
    let people: BTreeSet<&str> = on_roster.chain(noted).collect();
    let accounts =
        accounts_by_learner(read.list_subscriptions_of(organization, &Vec::from_iter(people)).await?);
    let mut found = Vec::new();
    for facts in sessions {
        for (person, accounts) in &accounts {
            let key = (facts.session.id.clone(), person.clone());
            let stored = before.get(&key).cloned().unwrap_or_default();
            let (wanted, missing) =
                consumption::follow(&facts.of_learner(person, zone), &stored, &mut accounts.clone());
            if missing.is_some() {
                found.push(LedgerDifference { session_id: key.0, person_id: key.1, stored, wanted });
            }
        }
    }
    Ok(found)
}
