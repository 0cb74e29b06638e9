//! Saves evaluations as rows, in one transaction, with an audit row for each step of a session's life that they bring.

use serde_json::json;

use std::collections::{BTreeMap, BTreeSet};

use super::counts::EvaluationCounts;
use crate::app::evaluate::batch::{EvaluationBatch, EvaluationResult, HoldReason};
use crate::app::evaluate::next_evaluation::next_evaluation_at;
use crate::app::evaluate::session_facts::{next_status, session_facts};
use crate::app::notify::tell::verdicts::{self, EvaluatedSession};
use crate::app::session::create::subject;
use crate::app::subscription::ledger::{self, SessionFacts};
use crate::app::{ActorContext, App};
use crate::domain::json::canonical::sha256_hex;
use crate::domain::money::line::{Blocked, Line, SessionCoverage, cover};
use crate::domain::money::written_rate::rate_text;
use crate::domain::session::lifecycle::StatusMove;
use crate::domain::session::{Session, Status};
use crate::domain::time::{MINUTE, Timestamp};
use crate::store::evaluation::results::{StoredEvaluation, has_current_format};
use crate::store::money::lines::StoredLine;
use crate::store::people::unmatched::StoredUnmatched;
use crate::store::session::StoredSession;
use crate::store::verdict::reports::StoredReport;
use crate::store::{StoreError, Write};

/// After how many milliseconds a session that is held back is evaluated again.
const HOLD_RETRY_DELAY: i64 = 15 * MINUTE;

/// Saves the results of a batch, except those of sessions that changed since it was read (`overtaken`) and those
/// held back.
pub async fn save_batch(
    app: &App,
    organization: &str,
    batch: &EvaluationBatch,
    as_of: Timestamp,
) -> Result<EvaluationCounts, StoreError> {
    let mut counts =
        EvaluationCounts { evaluated: batch.results.len() as u64, ..EvaluationCounts::default() };
    let (mut fit, held): (Vec<&EvaluationResult>, Vec<&EvaluationResult>) =
        batch.results.iter().partition(|one| one.may_be_saved());
    // All replicas lock session rows in id order; another order could deadlock.
    fit.sort_by(|a, b| a.session.session.id.cmp(&b.session.session.id));
    let mut rows: Vec<StoredEvaluation> = fit.iter().map(|result| to_stored(result, as_of)).collect();
    let seen: Vec<_> =
        batch.identity_scopes.iter().map(|(identity, scope)| (identity, scope.as_str())).collect();
    let actor = ActorContext { now: as_of, ..ActorContext::of_installation(app, organization) };
    let mut write = app.store.write().await?;
    write.insert_identity_scopes(organization, &seen).await?;
    if write.lock_bindings(organization).await? != batch.bindings_version {
        // Which identity was seen in which scope is still valid, and the next binding needs it to find the
        // sessions, so that part is committed.
        write.commit().await?;
        return Ok(EvaluationCounts { overtaken: counts.evaluated, ..counts });
    }
    let moved = follow_ledger(&mut write, organization, batch, &fit, &rows, as_of).await?;
    let mut news = Vec::new();
    for (result, row) in fit.iter().zip(&mut rows) {
        if let Some((result, coverage)) = moved.get(&row.session_id) {
            *row = to_stored_covered(result, coverage, as_of);
        }
        if row.changed && row.previous_digest.as_deref().is_some_and(|digest| !has_current_format(digest)) {
            row.changed = !write.is_stored_unchanged(row).await?;
        }
        if !write.save_evaluation(row).await? {
            counts.overtaken += 1;
            continue;
        }
        if row.changed {
            counts.changed += 1;
            news.push((*result, row.lines.iter().filter_map(|line| line.blocked).collect()));
        }
        record_moves(&mut write, &actor, result, row.status).await?;
    }
    let news: Vec<EvaluatedSession> =
        news.into_iter().map(|(result, held)| evaluated_session(result, held)).collect();
    verdicts::tell(&mut write, organization, &news, as_of).await?;
    for one in held {
        let session = &one.session.session;
        tracing::warn!(organization.id = organization, session.id = session.id, "a session is held back");
        write.postpone_session(organization, &session.id, as_of.plus(HOLD_RETRY_DELAY)).await?;
        counts.failed += 1;
    }
    write.commit().await?;
    Ok(counts)
}

fn evaluated_session(result: &EvaluationResult, held: BTreeSet<Blocked>) -> EvaluatedSession<'_> {
    let EvaluationResult { session: stored, evaluation, .. } = result;
    EvaluatedSession { stored, reports: &evaluation.reports, held, settled: evaluation.settled }
}

/// Brings the ledger of subscriptions to where these sessions are, in the transaction that saves them, and gives those
/// that are covered otherwise than they were evaluated with.
async fn follow_ledger<'a>(
    write: &mut Write,
    organization: &str,
    batch: &EvaluationBatch,
    results: &[&'a EvaluationResult],
    rows: &[StoredEvaluation],
    at: Timestamp,
) -> Result<BTreeMap<String, (&'a EvaluationResult, SessionCoverage)>, StoreError> {
    let over: Vec<&StoredEvaluation> = rows.iter().filter(|row| row.status.is_over()).collect();
    if over.is_empty() {
        return Ok(BTreeMap::new());
    }
    let by_id: BTreeMap<&str, &'a EvaluationResult> =
        results.iter().map(|one| (one.session.session.id.as_str(), *one)).collect();
    // Every session that is written later in this transaction is locked before the subscriptions: somebody who moves one
    // of them has locked it, and waits for the subscriptions of its learners.
    let ids: Vec<&str> = batch.results.iter().map(|one| one.session.session.id.as_str()).collect();
    let revisions = write.lock_sessions(organization, &ids).await?;
    // One that has changed since it was read is not saved, so the ledger does not follow what it said.
    let is_current = |row: &&StoredEvaluation| revisions.get(&row.session_id) == Some(&row.revision);
    let facts: Vec<SessionFacts> = over
        .into_iter()
        .filter(is_current)
        .filter_map(|row| by_id.get(row.session_id.as_str()))
        .map(|one| session_facts(&one.session, &one.evaluation))
        .collect();
    let mut coverage = ledger::follow(write, organization, &facts, at).await?;
    let moved = by_id.into_iter().filter_map(|(id, result)| {
        let now = coverage.remove(id)?;
        (now != result.coverage).then(|| (id.to_owned(), (result, now)))
    });
    Ok(moved.collect())
}

impl EvaluationResult {
    /// Whether it may be written over what is stored. Where evidence could not be read a settled session
    /// keeps what is stored, and where pricing or a subscription could not be read every session does.
    pub fn may_be_saved(&self) -> bool {
        match self.hold {
            None => true,
            Some(HoldReason::UnreadableEvidence) => !self.session.settled,
            Some(HoldReason::UnreadablePricing | HoldReason::UnreadableSubscription) => false,
        }
    }
}

/// The rows that an evaluation is stored as.
pub fn to_stored(result: &EvaluationResult, as_of: Timestamp) -> StoredEvaluation {
    to_stored_covered(result, &result.coverage, as_of)
}

/// The same, with what the ledger says by now.
fn to_stored_covered(
    result: &EvaluationResult,
    coverage: &SessionCoverage,
    as_of: Timestamp,
) -> StoredEvaluation {
    let EvaluationResult { session: before, evaluation, names, logs, window, .. } = result;
    let session = &before.session;
    let unmatched: Vec<StoredUnmatched> = evaluation
        .unmatched
        .keys()
        .map(|identity| StoredUnmatched {
            session_id: session.id.clone(),
            identity: identity.clone(),
            display_name: names.get(identity).cloned(),
        })
        .collect();
    let status = result.status_as_of(as_of);
    let ready = (status == Status::Scheduled && result.ready_from > as_of).then_some(result.ready_from);
    let next = next_evaluation_at(session, *window, evaluation, as_of);
    let mut found = StoredEvaluation {
        organization_id: before.organization_id.clone(),
        session_id: session.id.clone(),
        revision: before.revision,
        changed: true,
        digest: String::new(),
        previous_digest: before.evaluation_digest.clone(),
        status,
        previous_status: before.status,
        settled: evaluation.settled,
        needs_review: evaluation.needs_review,
        evaluated_at: as_of,
        due_at: next.into_iter().chain(ready).min(),
        reports: to_stored_reports(result),
        unmatched,
        guests: evaluation.guests.keys().cloned().collect(),
        logs: logs.clone(),
        lines: to_covered_lines(result, coverage),
    };
    found.digest = found.content_digest();
    found.changed = found.previous_digest.as_ref() != Some(&found.digest);
    found
}

/// The reports of a result, as they are stored.
pub fn to_stored_reports(result: &EvaluationResult) -> Vec<StoredReport> {
    let reports = result.evaluation.reports.iter().map(|report| StoredReport {
        session_id: result.session.session.id.clone(),
        person_id: report.person_id.clone(),
        outcome: report.outcome,
        report: serde_json::to_string(report).expect("a report is plain values under text keys"),
    });
    reports.collect()
}

/// The lines of a result, as they are stored.
pub fn to_stored_lines(result: &EvaluationResult) -> Vec<StoredLine> {
    to_covered_lines(result, &result.coverage)
}

fn to_covered_lines(result: &EvaluationResult, coverage: &SessionCoverage) -> Vec<StoredLine> {
    let StoredSession { organization_id, session, .. } = &result.session;
    let lines = cover(result.evaluation.lines.clone(), coverage);
    lines.iter().map(|line| to_stored_line(organization_id, session, line)).collect()
}

impl EvaluationResult {
    /// The status of the session after this evaluation.
    pub fn status_as_of(&self, as_of: Timestamp) -> Status {
        next_status(self.session.status, self.evaluation.status, as_of >= self.ready_from)
    }

    /// Why time or evidence made this step, and the person whose word it follows, if it follows one.
    fn cause(&self, step: StatusMove, as_of: Timestamp) -> (Option<&str>, &str) {
        let verdict = || {
            let word = self.last_override.as_ref().filter(|(received_at, stated)| {
                // One that withdraws is the cause of what it brings at once, not of what is found out later.
                let is_new =
                    self.session.evaluated_at.is_none_or(|evaluated_at| evaluated_at <= *received_at);
                stated.outcome.is_some() || is_new
            });
            match word {
                Some((_, stated)) => (Some(stated.author.as_str()), stated.reason.as_str()),
                None if step.to() == Status::Absent => (None, "learner_absent"),
                None => (None, "learner_not_absent"),
            }
        };
        match step.to() {
            Status::Ready => (None, "creation_window"),
            Status::Ongoing if as_of < self.session.session.start => (None, "first_join"),
            Status::Ongoing => (None, "start"),
            Status::Completed if step.from() == Status::Ongoing => (None, "window_end"),
            _ => verdict(),
        }
    }
}

/// How the audit log names a step that time or evidence made.
fn audit_action(to: Status) -> &'static str {
    match to {
        Status::Ready => "session.ready",
        Status::Ongoing => "session.ongoing",
        Status::Absent => "session.absent",
        // No other status is come to by itself.
        _ => "session.completed",
    }
}

/// Writes the steps of its life that an evaluation brings into the audit log.
async fn record_moves(
    write: &mut Write,
    actor: &ActorContext,
    result: &EvaluationResult,
    status: Status,
) -> Result<(), StoreError> {
    let stored = &result.session;
    for step in StatusMove::between(stored.status, status) {
        let (author, reason) = result.cause(step, actor.now);
        let actor = ActorContext { person_id: author.map(str::to_owned), ..actor.clone() };
        let detail = json!({"from": step.from(), "to": step.to(), "reason": reason});
        actor.record_audit(write, audit_action(step.to()), subject(&stored.session.id), detail).await?;
    }
    Ok(())
}

fn to_stored_line(organization: &str, session: &Session, line: &Line) -> StoredLine {
    // The same line has the same id however often it is calculated again.
    let mut id = sha256_hex(&format!("{organization}/{}/{}/{}", line.session_id, line.kind, line.person_id));
    id.truncate(32);
    StoredLine {
        id,
        session_id: line.session_id.clone(),
        person_id: line.person_id.clone(),
        kind: line.kind,
        session_start: session.start,
        millis: line.millis,
        // Prices that are accepted (`Price::is_bookable`) stay far below this; a higher one from before
        // that check is capped.
        minor: i64::try_from(line.amount.minor).unwrap_or(i64::MAX),
        currency: line.amount.currency.code().to_owned(),
        rule: line.rule.map(|rule| rule.to_string()),
        cell: line.rule.map(|rule| rule.cell.to_string()),
        rate: line.rate.as_ref().map(rate_text),
        blocked: line.blocked,
        policy_version: line.policy_version,
        covered_by: line.covered_by.clone(),
    }
}
