//! What `rollcall replay` prints; every list is sorted by ids.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::evaluation::Evaluation;
use crate::domain::money::amount::{Currency, Money};
use crate::domain::money::charge_pay_table::LineKind;
use crate::domain::money::line::{Blocked, Line};
use crate::domain::people::Identity;
use crate::domain::session::Status;
use crate::domain::time::whole_seconds;
use crate::domain::verdict::report::Report;

#[derive(Clone, Debug, Serialize)]
pub struct ReplayResult {
    pub sessions: Vec<SessionResult>,
    pub lines: Vec<LineResult>,
    pub totals: Vec<Total>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SessionResult {
    pub id: String,
    pub status: Status,
    pub settled: bool,
    pub needs_review: bool,
    pub unmatched: Vec<Identity>,
    pub guests: Vec<String>,
    pub reports: Vec<Report>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LineResult {
    pub session_id: String,
    pub person_id: String,
    pub kind: LineKind,
    pub seconds: i64,
    pub amount: Money,
    pub rule: Option<String>,
    pub blocked: Option<Blocked>,
    /// Of a charge that a subscription covers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub covered_by: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Total {
    pub person_id: String,
    pub kind: LineKind,
    pub amount: Money,
}

impl ReplayResult {
    /// The result of evaluations, which come in the order of their ids.
    pub fn of(evaluations: Vec<Evaluation>, currency: Currency) -> ReplayResult {
        let mut lines: Vec<LineResult> = Vec::new();
        let mut sessions = Vec::with_capacity(evaluations.len());
        for evaluation in evaluations {
            lines.extend(evaluation.lines.iter().map(LineResult::of));
            sessions.push(SessionResult {
                id: evaluation.session_id,
                status: evaluation.status,
                settled: evaluation.settled,
                needs_review: evaluation.needs_review,
                unmatched: evaluation.unmatched.into_keys().collect(),
                guests: evaluation.guests.into_keys().collect(),
                reports: evaluation.reports,
            });
        }
        lines.sort_by(|a, b| {
            (&a.session_id, a.kind.as_str(), &a.person_id).cmp(&(
                &b.session_id,
                b.kind.as_str(),
                &b.person_id,
            ))
        });
        let mut amounts: BTreeMap<(&str, &str), (LineKind, Vec<Money>)> = BTreeMap::new();
        for line in &lines {
            let key = (line.kind.as_str(), line.person_id.as_str());
            amounts.entry(key).or_insert((line.kind, Vec::new())).1.push(line.amount);
        }
        let totals = amounts
            .into_iter()
            .map(|((_, person), (kind, amounts))| Total {
                person_id: person.to_owned(),
                kind,
                amount: Money::sum(amounts, currency),
            })
            .collect();
        ReplayResult { sessions, lines, totals }
    }
}

impl LineResult {
    fn of(line: &Line) -> LineResult {
        LineResult {
            session_id: line.session_id.clone(),
            person_id: line.person_id.clone(),
            kind: line.kind,
            seconds: whole_seconds(line.millis),
            amount: line.amount,
            rule: line.rule.map(|rule| rule.to_string()),
            blocked: line.blocked,
            covered_by: line.covered_by.clone(),
        }
    }
}
