//! `rollcall audit`: re-reads every evidence row, evaluates every session again, and reports rows that differ
//! from what is stored.

use std::fmt;

use serde_json::Value;

use crate::app::App;
use crate::app::evaluate::visitors::scopes_of;
use crate::app::evaluate::{
    DifferentRow, EvaluationResult, differences_from_stored, evaluate_as_of, to_stored,
};
use crate::app::organization::problems;
use crate::domain::access::Scope;
use crate::domain::evidence::Evidence;
use crate::domain::json::canonical::{canonical_json, sha256_hex};
use crate::domain::presence::timeline::Interval;
use crate::domain::session::Status;
use crate::domain::time::Timestamp;
use crate::domain::verdict::report_facts::ReportFacts;
use crate::store::evaluation::results::has_current_format;
use crate::store::evidence::{EvidenceKey, StoredEvidence};
use crate::store::session::{SessionFilter, StoredSession};
use crate::store::verdict::reports::StoredReport;
use crate::store::{Read, StoreError};

/// Rows read at once.
const PAGE_SIZE: i64 = 1_000;

/// A row that is not what it must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifyFinding {
    pub organization_id: String,
    /// Its table and key.
    pub row: String,
    pub problem: String,
}

impl fmt::Display for VerifyFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "organization {}, {}: {}", self.organization_id, self.row, self.problem)
    }
}

/// How much was checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VerifySummary {
    pub evidence: u64,
    pub sessions: u64,
    /// Sessions that wait for an evaluation and cannot be compared before it.
    pub waiting: u64,
    pub findings: u64,
}

/// Checks every row of every organisation and gives each finding to `on_finding`.
pub async fn verify(app: &App, on_finding: impl FnMut(&VerifyFinding)) -> Result<VerifySummary, StoreError> {
    verify_with_progress(app, on_finding, |_| {}).await
}

/// The same; `on_progress` is told how many more rows and sessions were checked.
pub async fn verify_with_progress(
    app: &App,
    mut on_finding: impl FnMut(&VerifyFinding),
    mut on_progress: impl FnMut(u64),
) -> Result<VerifySummary, StoreError> {
    let mut summary = VerifySummary::default();
    let mut tell = |found: Vec<VerifyFinding>| {
        found.iter().for_each(&mut on_finding);
        found.len() as u64
    };
    let mut after: Option<EvidenceKey> = None;
    loop {
        let rows = app.store.read().await?.list_evidence(after.as_ref(), PAGE_SIZE).await?;
        let Some(last) = rows.last() else { break };
        after = Some(last.key.clone());
        summary.evidence += rows.len() as u64;
        summary.findings += tell(rows.iter().filter_map(check_evidence).collect());
        on_progress(rows.len() as u64);
    }
    let mut organization = String::new();
    while let Some(next) = app.store.read().await?.list_organization_ids(&organization, 1).await?.pop() {
        organization = next;
        let mut after: Option<(Timestamp, String)> = None;
        loop {
            let mut read = app.store.read().await?;
            let page = read
                .list_sessions(
                    &Scope::whole_organization(&organization),
                    SessionFilter::default(),
                    after.as_ref(),
                    PAGE_SIZE,
                )
                .await?;
            let Some(last) = page.last() else { break };
            after = Some(last.cursor());
            for one in &page {
                match check_session(&mut read, one).await? {
                    Some(found) => {
                        summary.sessions += 1;
                        summary.findings += tell(found);
                    }
                    None => summary.waiting += 1,
                }
                on_progress(1);
            }
        }
    }
    problems::read_all_organizations(app).await?;
    problems::update_list(app).await?;
    let unread = app.store.read().await?.list_all_unreadable().await?;
    // Evidence was checked above.
    let unread = unread.into_iter().map(|one| one.unreadable).filter(|row| row.table != "evidence");
    let unreadable = unread.map(|row| VerifyFinding {
        organization_id: row.organization_id,
        row: format!("{} {}", row.table, row.row),
        problem: format!("{} cannot be read: {}", row.column, row.found),
    });
    summary.findings += tell(unreadable.collect());
    let overdrawn = app.store.read().await?.list_wrong_balances().await?;
    let findings = overdrawn.into_iter().map(|(organization_id, id)| VerifyFinding {
        organization_id,
        row: format!("subscription_entries {id}"),
        problem: "the entries take more than there is, or leave something after the end".to_owned(),
    });
    summary.findings += tell(findings.collect());
    let orphans = app.store.read().await?.list_orphans().await?;
    let findings = orphans.into_iter().map(|(organization_id, row)| VerifyFinding {
        organization_id,
        row,
        problem: "belongs to no session of this organisation".to_owned(),
    });
    summary.findings += tell(findings.collect());
    Ok(summary)
}

/// Checks one evidence row: the payload parses, its digest matches the key, and source, time and scope agree with
/// the columns.
fn check_evidence(row: &StoredEvidence) -> Option<VerifyFinding> {
    let problem = match serde_json::from_str::<Value>(&row.payload) {
        Err(error) => Some(format!("the payload cannot be read: {error}")),
        Ok(item) => evidence_problem(row, &item),
    };
    problem.map(|problem| VerifyFinding {
        organization_id: row.key.organization_id.clone(),
        row: format!("evidence {} {} {}", row.key.source, row.key.external_id, row.key.digest),
        problem,
    })
}

fn evidence_problem(row: &StoredEvidence, item: &Value) -> Option<String> {
    let evidence = match Evidence::parse_stored(item) {
        Ok(evidence) => evidence,
        Err(error) => return Some(format!("the payload is no evidence: {error}")),
    };
    let text = sha256_hex(&canonical_json(&item[&row.kind]));
    if text != row.key.digest {
        return Some(format!("the payload's digest is {text}"));
    }
    if canonical_json(item) != row.payload {
        return Some("the payload is not in its canonical form".to_owned());
    }
    if evidence.source.as_str() != row.key.source || evidence.received_at != row.received_at {
        return Some("source or time of receipt are not the payload's".to_owned());
    }
    match evidence.scope.as_deref().filter(|scope| crate::store::fits(scope)) {
        Some(scope) if scope != row.key.scope => {
            Some(format!("it is about {scope}, not about {}", row.key.scope))
        }
        _ => None,
    }
}

/// Evaluates a session again as of its last evaluation and lists the rows that differ. `None` when it cannot be
/// compared: never evaluated, waiting for evaluation, or held back by an unreadable row.
pub(crate) async fn check_session(
    read: &mut Read,
    one: &StoredSession,
) -> Result<Option<Vec<VerifyFinding>>, StoreError> {
    let finding = |row: String, problem: String| VerifyFinding {
        organization_id: one.organization_id.clone(),
        row,
        problem,
    };
    let scopes = scopes_of(read, &one.organization_id, &[&one.session]).await?;
    let Some(as_of) = one.evaluated_at else {
        // A cancelled session has nothing to be evaluated.
        return Ok((one.status == Status::Cancelled).then(Vec::new));
    };
    if read.is_dirty(&one.organization_id, &scopes).await? {
        return Ok(None);
    }
    let Some(result) = evaluate_as_of(read, &one.organization_id, &one.session.id, as_of).await? else {
        return Ok(None);
    };
    if result.hold.is_some() {
        // The row that cannot be read is a finding of its own.
        return Ok(None);
    }
    let differing =
        differences_from_stored(read, &one.organization_id, std::slice::from_ref(&result)).await?;
    let mut found: Vec<VerifyFinding> = differing
        .iter()
        .map(|one| {
            let table = match one.row {
                DifferentRow::Report => "reports",
                DifferentRow::Line(_) => "lines",
                DifferentRow::Ledger => "subscription_entries",
            };
            finding(format!("{table} {} {}", one.session_id, one.person_id), one.to_string())
        })
        .collect();
    if found.is_empty() && session_row_differs(read, one, &result, as_of).await? {
        let problem = "status, guests or unmatched people are not what the evidence says";
        found.push(finding(format!("sessions {}", one.session.id), problem.to_owned()));
    }
    for report in read.list_reports(&one.organization_id, &[&one.session.id]).await? {
        if let Some(problem) = check_intervals(&report) {
            found.push(finding(format!("reports {} {}", report.session_id, report.person_id), problem));
        }
    }
    Ok(Some(found))
}

/// Whether anything but reports and lines differs from the evaluation: status, guests, logs or unmatched
/// identities.
async fn session_row_differs(
    read: &mut Read,
    one: &StoredSession,
    result: &EvaluationResult,
    as_of: Timestamp,
) -> Result<bool, StoreError> {
    let found = to_stored(result, as_of);
    if one.evaluation_digest.as_deref().is_some_and(has_current_format) {
        return Ok(found.changed);
    }
    let is_row =
        (one.status, one.settled, one.needs_review) == (found.status, found.settled, found.needs_review);
    Ok(!is_row || !read.is_stored_unchanged(&found).await?)
}

/// Law 3: sorted, disjoint, none of them empty, and only the last may still be open.
fn check_intervals(report: &StoredReport) -> Option<String> {
    let facts: ReportFacts = match serde_json::from_str(&report.report) {
        Ok(facts) => facts,
        Err(error) => return Some(format!("the report cannot be read: {error}")),
    };
    let mut before: Option<Timestamp> = None;
    for (index, Interval { from, to, .. }) in facts.intervals.iter().enumerate() {
        let is_last = index + 1 == facts.intervals.len();
        if to.is_some_and(|to| to <= *from)
            || (to.is_none() && !is_last)
            || before.is_some_and(|to| *from <= to)
        {
            return Some(format!("the interval from {from} does not follow the one before"));
        }
        before = *to;
    }
    None
}
