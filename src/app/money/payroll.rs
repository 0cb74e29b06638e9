//! What teachers earn in a period.

use std::collections::{BTreeMap, BTreeSet};

use super::sum::Sum;
use crate::app::money::period_calendar::Stretch;
use crate::app::money::period_totals::Book;
use crate::app::{App, Error};
use crate::domain::access::Scope;
use crate::domain::money::amount::Currency;
use crate::domain::money::table::LineKind;
use crate::store::money::lines::StoredLine;

/// The pay of a period, as far as the caller reaches.
#[derive(Clone, Debug)]
pub struct Payroll {
    pub period: Stretch,
    pub currency: Currency,
    /// By name, then id.
    pub teachers: Vec<Teacher>,
    pub total: Sum,
}

#[derive(Clone, Debug)]
pub struct Teacher {
    pub person: String,
    pub name: String,
    pub sum: Sum,
    /// By start; `None` where they were not asked for.
    pub lines: Option<Vec<StoredLine>>,
}

/// The pay of a period; `None` for a month outside the calendar.
pub async fn payroll(
    app: &App,
    scope: &Scope,
    year: i32,
    month: u32,
    with_lines: bool,
) -> Result<Option<Payroll>, Error> {
    let Some(mut book) = Book::open(app, scope, LineKind::Pay, year, month).await? else { return Ok(None) };
    let ids: BTreeSet<&str> = book.sums.keys().map(String::as_str).collect();
    let mut names = book.read.people_names(scope.organization(), &ids).await?;
    let mut lines: BTreeMap<String, Vec<StoredLine>> = BTreeMap::new();
    if with_lines {
        for line in book.read.list_lines(scope, LineKind::Pay, book.period.span).await? {
            lines.entry(line.person_id.clone()).or_default().push(line);
        }
    }
    let mut teachers: Vec<Teacher> = book
        .sums
        .into_iter()
        .map(|(person, sum)| Teacher {
            name: names.remove(&person).unwrap_or_else(|| person.clone()),
            lines: with_lines.then(|| lines.remove(&person).unwrap_or_default()),
            person,
            sum,
        })
        .collect();
    teachers.sort_by(|a, b| (&a.name, &a.person).cmp(&(&b.name, &b.person)));
    let total = teachers.iter().map(|teacher| &teacher.sum).sum();
    Ok(Some(Payroll { period: book.period, currency: book.currency, teachers, total }))
}
