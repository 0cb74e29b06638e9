//! Compares the stored rows of a session with a new evaluation.

use std::collections::BTreeMap;
use std::fmt;

use super::batch::EvaluationResult;
use super::save::{to_stored_lines, to_stored_reports};
use super::session_facts::session_facts;
use crate::app::subscription::ledger::{self, SessionFacts};
use crate::domain::money::amount::{Currency, Money};
use crate::domain::money::charge_pay_table::LineKind;
use crate::domain::subscription::consumption::CoverageDecision;
use crate::store::money::lines::StoredLine;
use crate::store::verdict::reports::StoredReport;
use crate::store::{Read, StoreError};

/// What differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DifferentRow {
    Report,
    Line(LineKind),
    /// What a subscription gave for the session.
    Ledger,
}

impl DifferentRow {
    pub fn as_str(self) -> &'static str {
        match self {
            DifferentRow::Report => "report",
            DifferentRow::Line(kind) => kind.as_str(),
            DifferentRow::Ledger => "subscription",
        }
    }
}

/// A report, a line or the ledger of a session, where what is stored differs from the evaluation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub session_id: String,
    pub person_id: String,
    pub row: DifferentRow,
    /// `None` where there is no such row.
    pub stored: Option<String>,
    /// What was evaluated, in the same form.
    pub evaluated: Option<String>,
    /// What the line's amount would grow by, in minor units of its currency.
    pub minor_change: i128,
    /// Of the line, where there is one.
    pub currency: Option<String>,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Difference { session_id, person_id, row, stored, evaluated: found, .. } = self;
        let what = row.as_str();
        let text = |side: &Option<String>| side.clone().unwrap_or_else(|| "nothing".to_owned());
        write!(f, "session {session_id}, {person_id}, {what}: stored {}, found {}", text(stored), text(found))
    }
}

/// How evaluated sessions differ from the rows stored of them. Results that may not be saved are left out.
pub async fn differences_from_stored(
    read: &mut Read,
    organization: &str,
    results: &[EvaluationResult],
) -> Result<Vec<Difference>, StoreError> {
    let ids: Vec<&str> = results.iter().map(|one| one.session.session.id.as_str()).collect();
    let reports = read.list_reports(organization, &ids).await?;
    let lines = read.list_lines_of(organization, &ids).await?;
    let savable: Vec<&EvaluationResult> = results.iter().filter(|one| one.may_be_saved()).collect();
    let mut found: Vec<Difference> =
        savable.iter().flat_map(|one| session_differences(one, &reports, &lines)).collect();
    let facts: Vec<SessionFacts> =
        savable.into_iter().map(|one| session_facts(&one.session, &one.evaluation)).collect();
    let ledger = ledger::differences(read, organization, &facts).await?;
    found.extend(ledger.into_iter().map(|one| Difference {
        session_id: one.session_id,
        person_id: one.person_id,
        row: DifferentRow::Ledger,
        stored: decision_text(one.stored),
        evaluated: decision_text(one.wanted),
        minor_change: 0,
        currency: None,
    }));
    Ok(found)
}

fn decision_text(decision: CoverageDecision) -> Option<String> {
    match decision {
        CoverageDecision::Covered(subscription) => Some(format!("covered by {subscription}")),
        CoverageDecision::Uncovered | CoverageDecision::Open => None,
    }
}

/// Every difference of one session, reports first, by person. `reports` and `lines` are sorted by session and may be
/// those of others too.
fn session_differences(
    result: &EvaluationResult,
    reports: &[StoredReport],
    lines: &[StoredLine],
) -> Vec<Difference> {
    let session = result.session.session.id.as_str();
    let (found_reports, found_lines) = (to_stored_reports(result), to_stored_lines(result));
    let reports = rows_of_session(reports, session, |one| &one.session_id);
    let lines = rows_of_session(lines, session, |one| &one.session_id);
    let mut all = Vec::new();
    for (person, (stored, found)) in pair_by_key(reports, &found_reports, |one| one.person_id.clone()) {
        if stored != found {
            all.push(report_difference(&person, stored, found));
        }
    }
    for ((_, person), (stored, found)) in
        pair_by_key(lines, &found_lines, |one| (one.kind, one.person_id.clone()))
    {
        if stored != found {
            all.push(line_difference(&person, stored, found));
        }
    }
    all
}

/// The rows of one session among those of many.
fn rows_of_session<'a, T>(rows: &'a [T], session: &str, of: fn(&T) -> &str) -> &'a [T] {
    let begin = rows.partition_point(|one| of(one) < session);
    let length = rows[begin..].partition_point(|one| of(one) == session);
    &rows[begin..begin + length]
}

type Sides<'a, T> = (Option<&'a T>, Option<&'a T>);

fn pair_by_key<'a, T, K: Ord>(
    stored: &'a [T],
    found: &'a [T],
    key: fn(&T) -> K,
) -> BTreeMap<K, Sides<'a, T>> {
    let mut sides: BTreeMap<K, Sides<T>> = stored.iter().map(|one| (key(one), (Some(one), None))).collect();
    for one in found {
        sides.entry(key(one)).or_default().1 = Some(one);
    }
    sides
}

fn report_difference(
    person: &str,
    stored: Option<&StoredReport>,
    found: Option<&StoredReport>,
) -> Difference {
    let (stored_text, found_text) =
        describe_sides(stored, found, |one| one.outcome.to_string(), |one| one.report.clone());
    Difference {
        session_id: stored.or(found).map(|one| one.session_id.clone()).unwrap_or_default(),
        person_id: person.to_owned(),
        row: DifferentRow::Report,
        stored: stored_text,
        evaluated: found_text,
        minor_change: 0,
        currency: None,
    }
}

fn line_difference(person: &str, stored: Option<&StoredLine>, found: Option<&StoredLine>) -> Difference {
    let (stored_text, found_text) = describe_sides(stored, found, amount, |one| format!("{one:?}"));
    let either = stored.or(found);
    Difference {
        session_id: either.map(|one| one.session_id.clone()).unwrap_or_default(),
        person_id: person.to_owned(),
        row: either.map_or(DifferentRow::Report, |one| DifferentRow::Line(one.kind)),
        stored: stored_text,
        evaluated: found_text,
        minor_change: found.map_or(0, |one| one.minor.into()) - stored.map_or(0, |one| one.minor.into()),
        currency: either.map(|one| one.currency.clone()),
    }
}

/// Both sides in short form, or in full where the short forms are equal.
fn describe_sides<T>(
    stored: Option<&T>,
    found: Option<&T>,
    few: fn(&T) -> String,
    full: fn(&T) -> String,
) -> (Option<String>, Option<String>) {
    let sides = (stored.map(few), found.map(few));
    if sides.0 == sides.1 { (stored.map(full), found.map(full)) } else { sides }
}

fn amount(line: &StoredLine) -> String {
    match (line.blocked, Currency::from_code(&line.currency)) {
        (Some(blocked), _) => format!("blocked: {blocked}"),
        (None, Some(currency)) => {
            format!("{} {}", Money::new(line.minor, currency).to_decimal_string(), line.currency)
        }
        (None, None) => format!("{} minor units of {}", line.minor, line.currency),
    }
}
