//! Every figure opens: line → rule, rate and policy → verdict with its reasons → merged intervals → evidence.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::attendance::reports;
use super::evidence::list_by_ids;
use super::find::{VisiblePart, credit_window, find};
use crate::app::{App, Error};
use crate::domain::access::Scope;
use crate::domain::evidence::Evidence;
use crate::domain::money::table::LineKind;
use crate::domain::session::Session;
use crate::domain::time::{Span, Timestamp};
use crate::store::money::lines::StoredLine;
use crate::store::session::StoredSession;
use crate::store::{Read, StoreError};

/// What some figures of one session rest on, all of it as of one instant.
pub struct Explanation {
    pub as_of: Timestamp,
    pub session: StoredSession,
    /// What of the time is credited.
    pub window: Span,
    pub lines: Vec<ExplainedLine>,
    /// By person, as they are stored.
    pub reports: Vec<(String, Value)>,
    /// The evidence that the reports' reasons name.
    pub evidence: Vec<(Value, Evidence)>,
    pub names: BTreeMap<String, String>,
    /// Whether the caller may see what the evidence holds, which names everybody in the room.
    pub may_see_evidence: bool,
}

/// One line, with the people whose verdicts it rests on.
pub struct ExplainedLine {
    pub line: StoredLine,
    pub rests_on: BTreeSet<String>,
}

/// The caller's part of a session: its reports, its lines, and what both rest on.
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

/// One line in reach, and what it rests on: the teacher's verdict as well as the learner's.
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
    // What is stored holds as of then; whatever came since is for the next evaluation.
    let as_of = stored.evaluated_at.unwrap_or(stored.created_at);
    let mut reports = reports(read, &stored).await?;
    if let Some(people) = &shown {
        reports.retain(|(person, _)| people.contains(person));
    }
    let evidence = list_by_ids(read, &stored, as_of, &evidence_ids_of_reasons(&reports)).await?;
    let lines: Vec<ExplainedLine> = lines
        .into_iter()
        .map(|line| ExplainedLine { rests_on: rests_on(&stored.session, &line), line })
        .collect();
    let reported = reports.iter().map(|(person, _)| person);
    let names = names(read, &stored, &lines, reported).await?;
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

/// The ids of evidence that the reasons of these reports name.
fn evidence_ids_of_reasons(reports: &[(String, Value)]) -> BTreeSet<&str> {
    let reasons = reports.iter().filter_map(|(_, report)| report["reasons"].as_array()).flatten();
    let ids = reasons.filter_map(|reason| reason["evidence"].as_array()).flatten();
    ids.filter_map(Value::as_str).collect()
}

/// Pay: the teacher and all learners. A charge: the teacher and that learner.
fn rests_on(session: &Session, line: &StoredLine) -> BTreeSet<String> {
    let teacher = session.teacher.iter().cloned();
    match line.kind {
        LineKind::Pay => teacher.chain(session.students.iter().cloned()).collect(),
        LineKind::Charge => teacher.chain([line.person_id.clone()]).collect(),
    }
}

async fn names<'a>(
    read: &mut Read,
    stored: &'a StoredSession,
    lines: &'a [ExplainedLine],
    reported: impl Iterator<Item = &'a String>,
) -> Result<BTreeMap<String, String>, StoreError> {
    let of_lines = lines.iter().flat_map(|line| &line.rests_on);
    let ids: BTreeSet<&str> =
        of_lines.chain(reported).chain(&stored.session.teacher).map(String::as_str).collect();
    read.people_names(&stored.organization_id, &ids).await
}
