//! Judges the sessions of a span by other policies and compares with what is stored: what a change of the rules would have
//! made of them. Nothing is stored; every session keeps the policy it was planned under.

use std::collections::{BTreeMap, BTreeSet};

use super::batch::{EvaluationResult, evaluate_batch};
use super::save::{to_stored_lines, to_stored_reports};
use super::save_chunks::CHUNK_SIZE;
use crate::app::App;
use crate::app::evaluate::blocking_pool::{OffloadPool, slow_request_slot};
use crate::domain::access::Scope;
use crate::domain::money::charge_pay_table::LineKind;
use crate::domain::organization::Policies;
use crate::domain::organization::policy::Policy;
use crate::domain::session::Status;
use crate::domain::time::{Span, Timestamp};
use crate::domain::verdict::outcome::Outcome;
use crate::store::money::lines::StoredLine;
use crate::store::session::{SessionFilter, StoredSession};
use crate::store::verdict::reports::StoredReport;
use crate::store::{Read, StoreError};

/// Changes that are listed one by one, besides their number.
pub const MAX_CHANGES_LISTED: usize = 200;

/// What other policies would have made of the sessions of a span.
#[derive(Clone, Debug, Default)]
pub struct PolicyTrial {
    /// Sessions that were judged by them.
    pub sessions: u64,
    /// Sessions that are not settled yet, or that something which cannot be read hangs on.
    pub left_out: u64,
    /// Outcomes of people that were compared, and those of them that would be others.
    pub reports: u64,
    pub changed_reports: u64,
    /// By how much all lines of a kind would grow together, in minor units of each currency; without those that would not.
    pub money: BTreeMap<(LineKind, String), i128>,
    /// People whose outcome or money in a session would be another.
    pub changed_people: u64,
    /// The first `MAX_CHANGES_LISTED` of these, by start.
    pub changes: Vec<TrialChange>,
    pub names: BTreeMap<String, String>,
}

/// One person in one session.
#[derive(Clone, Debug)]
pub struct TrialChange {
    pub session: StoredSession,
    pub person: String,
    pub before: Judged,
    pub after: Judged,
}

/// What somebody's session came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judged {
    pub outcome: Option<Outcome>,
    /// Amount in minor units, its currency, and whether it is held back.
    pub lines: BTreeMap<LineKind, (i64, String, bool)>,
}

/// Judges every settled session that starts in `starting` as if it had been planned under `policies`; what was set for one
/// session alone stays.
pub async fn try_policies(
    app: &App,
    scope: &Scope,
    policies: &Policies,
    starting: Span,
) -> Result<PolicyTrial, StoreError> {
    let _slot = slow_request_slot().await;
    let organization = scope.organization();
    let now = app.now();
    let mut read = app.store.read().await?;
    let versions: BTreeMap<i64, Policies> = read
        .list_policy_versions(organization, i64::MAX, i64::MAX)
        .await?
        .into_iter()
        .map(|one| (one.version, one.policies))
        .collect();
    let filter = SessionFilter { starting, ..SessionFilter::default() };
    let mut trial = PolicyTrial::default();
    let mut after: Option<(Timestamp, String)> = None;
    loop {
        let found = read.list_sessions(scope, filter, after.as_ref(), CHUNK_SIZE as i64).await?;
        let Some(last) = found.last() else { break };
        after = Some(last.cursor());
        let mut sessions: Vec<StoredSession> =
            found.into_iter().filter(|one| one.status != Status::Cancelled).collect();
        let all = sessions.len();
        sessions.retain(|one| one.settled);
        trial.left_out += (all - sessions.len()) as u64;
        for one in &mut sessions {
            plan_under(one, policies, &versions);
        }
        trial.judge(&mut read, organization, sessions, now).await?;
    }
    let people: BTreeSet<&str> = trial.changes.iter().map(|one| one.person.as_str()).collect();
    trial.names = read.people_names(organization, &people).await?;
    Ok(trial)
}

/// Gives a session the policy it would have if it was planned now, but for what is its own. The version stays, so that it is
/// no difference by itself.
fn plan_under(one: &mut StoredSession, policies: &Policies, versions: &BTreeMap<i64, Policies>) {
    let kind = one.session.kind;
    let base =
        versions.get(&one.session.policy_version).map(|version| version.for_kind(kind)).unwrap_or_default();
    let own = one.policy_patch.beyond(&base);
    one.policy_patch = policies.for_kind(kind).with(&own);
    one.session.policy = Policy::from_patch(&one.policy_patch);
}

impl PolicyTrial {
    async fn judge(
        &mut self,
        read: &mut Read,
        organization: &str,
        sessions: Vec<StoredSession>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let batch = evaluate_batch(read, organization, sessions, now, OffloadPool::Request).await?;
        let ids: Vec<&str> = batch.results.iter().map(|one| one.session.session.id.as_str()).collect();
        let (mut reports, mut lines) = (BTreeMap::new(), BTreeMap::new());
        for one in read.list_reports(organization, &ids).await? {
            reports.entry(one.session_id.clone()).or_insert_with(Vec::new).push(one);
        }
        for one in read.list_lines_of(organization, &ids).await? {
            lines.entry(one.session_id.clone()).or_insert_with(Vec::new).push(one);
        }
        for result in &batch.results {
            if !result.may_be_saved() {
                self.left_out += 1;
                continue;
            }
            self.sessions += 1;
            let id = &result.session.session.id;
            let (reports, lines) =
                (reports.remove(id).unwrap_or_default(), lines.remove(id).unwrap_or_default());
            self.compare(result, &reports, &lines);
        }
        Ok(())
    }

    fn compare(&mut self, result: &EvaluationResult, reports: &[StoredReport], lines: &[StoredLine]) {
        let mut before = by_person(reports, lines);
        let mut after = by_person(&to_stored_reports(result), &to_stored_lines(result));
        let people: BTreeSet<String> = before.keys().chain(after.keys()).cloned().collect();
        for person in people {
            let sides = [&mut before, &mut after].map(|side| side.remove(&person).unwrap_or_default());
            self.add(&result.session, person, sides);
        }
    }

    fn add(&mut self, session: &StoredSession, person: String, [before, after]: [Judged; 2]) {
        self.reports += u64::from(before.outcome.is_some());
        if before == after {
            return;
        }
        self.changed_people += 1;
        self.changed_reports += u64::from(before.outcome != after.outcome);
        for (side, sign) in [(&before, -1), (&after, 1)] {
            for (kind, (minor, currency, _)) in &side.lines {
                let sum = self.money.entry((*kind, currency.clone())).or_default();
                *sum += sign * i128::from(*minor);
            }
        }
        self.money.retain(|_, minor| *minor != 0);
        if self.changes.len() < MAX_CHANGES_LISTED {
            self.changes.push(TrialChange { session: session.clone(), person, before, after });
        }
    }
}

fn by_person(reports: &[StoredReport], lines: &[StoredLine]) -> BTreeMap<String, Judged> {
    let mut people: BTreeMap<String, Judged> = BTreeMap::new();
    for one in reports {
        people.entry(one.person_id.clone()).or_default().outcome = Some(one.outcome);
    }
    for one in lines {
        let amount = (one.minor, one.currency.clone(), one.blocked.is_some());
        people.entry(one.person_id.clone()).or_default().lines.insert(one.kind, amount);
    }
    people
}
