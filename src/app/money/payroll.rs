//! What teachers earn in a period.

use std::collections::{BTreeMap, BTreeSet};

use super::period::{Ledger, Stretch};
use super::sum::Sum;
use crate::app::{App, Error, evaluate};
use crate::domain::access::Scope;
use crate::domain::money::amount::Currency;
use crate::domain::money::table::LineKind;
use crate::store::lines::StoredLine;

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

/// The pay of a period; `None` for a month outside the calendar. What has changed since it was last evaluated is
/// evaluated first.
pub async fn payroll(
    app: &App,
    scope: &Scope,
    year: i32,
    month: u32,
    with_lines: bool,
) -> Result<Option<Payroll>, Error> {
    let mut read = app.store.read().await?;
    let ledger = Ledger::open(&mut read, scope).await?;
    drop(read);
    let Some(period) = ledger.named(year, month) else { return Ok(None) };
    evaluate::catch_up(app, scope.organization()).await?;

    let mut read = app.store.read().await?;
    let rows = read.sum_lines(scope, LineKind::Pay, period.span).await?;
    let ids: BTreeSet<&str> = rows.iter().map(|row| row.person_id.as_str()).collect();
    let names = read.people_names(scope.organization(), &ids).await?;
    let mut lines: BTreeMap<String, Vec<StoredLine>> = BTreeMap::new();
    if with_lines {
        for line in read.list_lines(scope, LineKind::Pay, period.span).await? {
            lines.entry(line.person_id.clone()).or_default().push(line);
        }
    }
    let mut sums: BTreeMap<&str, Sum> = BTreeMap::new();
    for row in &rows {
        sums.entry(&row.person_id).or_default().add(&Sum::of(row)?);
    }
    let mut teachers: Vec<Teacher> = sums
        .into_iter()
        .map(|(person, sum)| Teacher {
            name: names.get(person).map_or(person, String::as_str).to_owned(),
            lines: with_lines.then(|| lines.remove(person).unwrap_or_default()),
            person: person.to_owned(),
            sum,
        })
        .collect();
    teachers.sort_by(|a, b| (&a.name, &a.person).cmp(&(&b.name, &b.person)));
    let total = teachers.iter().map(|teacher| &teacher.sum).sum();
    Ok(Some(Payroll { period, currency: ledger.currency(), teachers, total }))
}
