//! What a month's bills and pay hold as tables, for whoever wants them as a file.

use super::billing::Billing;
use super::line_totals::LineTotals;
use super::payroll::Payroll;
use super::period_calendar::NamedPeriod;
use crate::domain::money::amount::{Currency, Money};
use crate::output::table::{Table, TableCell};

/// One row for each student, and for each currency where there are several.
pub fn billing_table(billing: &Billing) -> Table {
    let mut rows = Vec::new();
    for family in &billing.families {
        for student in &family.students {
            let household = [family.household.clone().unwrap_or_default(), family.name.clone()];
            let person = [student.person.clone(), student.name.clone()];
            rows.extend(sum_rows(&[household, person].concat(), &student.totals, billing.currency));
        }
    }
    let columns = &[
        "household_id",
        "household_name",
        "person_id",
        "name",
        "sessions",
        "seconds",
        "amount",
        "currency",
        "blocked",
    ];
    Table { file_stem: file_stem("families", &billing.period), columns, rows }
}

/// One row for each teacher, and for each currency where there are several.
pub fn payroll_table(payroll: &Payroll) -> Table {
    let mut rows = Vec::new();
    for teacher in &payroll.teachers {
        let person = [teacher.person.clone(), teacher.name.clone()];
        rows.extend(sum_rows(&person, &teacher.totals, payroll.currency));
    }
    Table {
        file_stem: file_stem("teachers", &payroll.period),
        columns: &["person_id", "name", "sessions", "seconds", "amount", "currency", "blocked"],
        rows,
    }
}

fn sum_rows(person: &[String], sum: &LineTotals, currency: Currency) -> Vec<Vec<TableCell>> {
    let blocked: Vec<String> = sum.blocked.iter().map(|(why, lines)| format!("{why}: {lines}")).collect();
    let row = |money: Money| {
        let mut cells: Vec<TableCell> = person.iter().cloned().map(TableCell::Text).collect();
        cells.extend([
            TableCell::Count(sum.sessions),
            TableCell::Count(sum.seconds),
            money.to_decimal_string().into(),
            money.currency.code().to_owned().into(),
            blocked.join(", ").into(),
        ]);
        cells
    };
    sum.amounts(currency).into_iter().map(row).collect()
}

/// `families-2026-01`
fn file_stem(what: &str, period: &NamedPeriod) -> String {
    format!("{what}-{:04}-{:02}", period.year, period.month)
}
