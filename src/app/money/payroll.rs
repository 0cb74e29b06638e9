//! What teachers earn in a period.

use std::collections::{BTreeMap, BTreeSet};

use crate::app::money::line_totals::LineTotals;
use crate::app::money::period_calendar::NamedPeriod;
use crate::app::money::period_totals::PeriodTotals;
use crate::app::{App, Error};
use crate::domain::access::Scope;
use crate::domain::money::amount::Currency;
use crate::domain::money::charge_pay_table::LineKind;
use crate::store::money::lines::StoredLine;

/// The pay of a period within the scope.
#[derive(Clone, Debug)]
pub struct Payroll {
    pub period: NamedPeriod,
    pub currency: Currency,
    /// By name, then id.
    pub teachers: Vec<TeacherPay>,
    pub total: LineTotals,
}

#[derive(Clone, Debug)]
pub struct TeacherPay {
    pub person: String,
    pub name: String,
    pub totals: LineTotals,
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
    let Some(mut totals) = PeriodTotals::load(app, scope, LineKind::Pay, year, month).await? else {
        return Ok(None);
    };
    let ids: BTreeSet<&str> = totals.by_person.keys().map(String::as_str).collect();
    let mut names = totals.read.people_names(scope.organization(), &ids).await?;
    let mut lines: BTreeMap<String, Vec<StoredLine>> = BTreeMap::new();
    if with_lines {
        for line in totals.read.list_lines(scope, LineKind::Pay, totals.period.span).await? {
            lines.entry(line.person_id.clone()).or_default().push(line);
        }
    }
    let mut teachers: Vec<TeacherPay> = totals
        .by_person
        .into_iter()
        .map(|(person, sum)| TeacherPay {
            name: names.remove(&person).unwrap_or_else(|| person.clone()),
            lines: with_lines.then(|| lines.remove(&person).unwrap_or_default()),
            person,
            totals: sum,
        })
        .collect();
    teachers.sort_by(|a, b| (&a.name, &a.person).cmp(&(&b.name, &b.person)));
    let total = teachers.iter().map(|teacher| &teacher.totals).sum();
    Ok(Some(Payroll { period: totals.period, currency: totals.currency, teachers, total }))
}
