//! Explains figures: line → rule, rate and policy → verdict with its reasons → merged intervals → evidence.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::evidence::list_by_ids;
use super::find::{VisiblePart, credit_window, find};
use super::reports;
use crate::app::{App, Error};
use crate::domain::access::Scope;
use crate::domain::evidence::Evidence;
use crate::domain::money::charge_pay_table::LineKind;
use crate::domain::session::Session;
use crate::domain::time::{Span, Timestamp};
use crate::domain::verdict::report_facts::ReportFacts;
use crate::store::money::lines::StoredLine;
use crate::store::session::StoredSession;
use crate::store::verdict::reports::StoredReport;
use crate::store::{Read, StoreError};

/// What some figures of one session rest on, all as of one instant.
pub struct Explanation {
    pub as_of: Timestamp,
    pub session: StoredSession,
    /// The credit window.
    pub window: Span,
    pub lines: Vec<StoredLine>,
    /// As they are stored, by person.
    pub reports: Vec<Value>,
    /// The evidence that the reports' reasons name.
    pub evidence: Vec<(Value, Evidence)>,
    pub names: BTreeMap<String, String>,
    /// Whether the caller may see what the evidence holds, which names everybody in the room.
    pub may_see_evidence: bool,
}

/// The reports and lines of a session that the caller may see, and what both rest on.
pub async fn explain_session(app: &App, scope: &Scope, id: &str) -> Result<Explanation, Error> {
    let mut read = app.store.read().await?;
    let stored = find(&mut read, scope, id).await?;
    let part = VisiblePart::of(scope, &stored.session);
    let lines = read.list_session_lines(scope.organization(), id).await?;
    let whole = part.is_whole();
    let lines =
        lines.into_iter().filter(|line| whole || scope.covers_line(line.kind, &line.person_id)).collect();
    let shown: Option<BTreeSet<String>> = match part {
        VisiblePart::Whole => None,
        VisiblePart::People(people) => Some(people.clone()),
    };
    explain(&mut read, stored, lines, shown, whole).await
}

/// One line within the scope, and what it rests on: the teacher's verdict as well as the learner's.
pub async fn explain_line(app: &App, scope: &Scope, id: &str) -> Result<Explanation, Error> {
    let mut read = app.store.read().await?;
    let line = line_in_reach(&mut read, scope, id).await?;
    let stored = read.find_session(scope.organization(), &line.session_id).await?;
    let stored = stored.ok_or(Error::NotFound("session"))?;
    let rests_on = rests_on(&stored.session, &line);
    let whole = VisiblePart::of(scope, &stored.session).is_whole();
    explain(&mut read, stored, vec![line], Some(rests_on), whole).await
}

async fn line_in_reach(read: &mut Read, scope: &Scope, id: &str) -> Result<StoredLine, Error> {
    let line = read.find_line(scope.organization(), id).await?.ok_or(Error::NotFound("line"))?;
    if scope.covers_line(line.kind, &line.person_id) { Ok(line) } else { Err(Error::OUT_OF_SCOPE) }
}

async fn explain(
    read: &mut Read,
    stored: StoredSession,
    lines: Vec<StoredLine>,
    shown: Option<BTreeSet<String>>,
    whole: bool,
) -> Result<Explanation, Error> {
    // What is stored was evaluated as of then; evidence received since is left to the next evaluation.
    let as_of = stored.evaluated_at.unwrap_or(stored.created_at);
    let mut found = reports::list(read, &stored).await?;
    if let Some(people) = &shown {
        found.retain(|one| people.contains(&one.person_id));
    }
    let organization = &stored.organization_id;
    let facts: Vec<ReportFacts> =
        found.iter().map(|one| reports::parse(organization, one)).collect::<Result<_, _>>()?;
    let reports: Vec<Value> =
        found.iter().map(|one| reports::parse(organization, one)).collect::<Result<_, _>>()?;
    let ids = facts.iter().flat_map(ReportFacts::evidence_ids).collect();
    let evidence = list_by_ids(read, &stored, as_of, &ids).await?;
    let names = names(read, &stored, &lines, &found).await?;
    let window = credit_window(read, &stored, as_of).await?;
    Ok(Explanation {
        as_of,
        window,
        lines,
        reports,
        evidence,
        names,
        may_see_evidence: whole,
        session: stored,
    })
}

/// The people whose verdicts a line rests on. Pay: the teacher and all learners. A charge: the teacher and that learner.
pub fn rests_on(session: &Session, line: &StoredLine) -> BTreeSet<String> {
    let teacher = session.teacher.iter().cloned();
    match line.kind {
        LineKind::Pay => teacher.chain(session.students.iter().cloned()).collect(),
        LineKind::Charge => teacher.chain([line.person_id.clone()]).collect(),
    }
}

async fn names(
    read: &mut Read,
    stored: &StoredSession,
    lines: &[StoredLine],
    reports: &[StoredReport],
) -> Result<BTreeMap<String, String>, StoreError> {
    let mut people: BTreeSet<String> =
        lines.iter().flat_map(|line| rests_on(&stored.session, line)).collect();
    people.extend(reports.iter().map(|one| one.person_id.clone()));
    people.extend(stored.session.teacher.clone());
    let ids = people.iter().map(String::as_str).collect();
    read.people_names(&stored.organization_id, &ids).await
}
