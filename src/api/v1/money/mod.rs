//! What families owe and teachers earn, as JSON and as files.

mod body;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

pub use self::body::{BillingBody, LineBody, PayrollBody};

use self::body::PeriodRangeBody;
use crate::api::http::error_codes::MONTH_ERRORS;
use crate::api::http::pagination::Page;
use crate::api::http::response::RouteResponse;
use crate::api::http::roles::FINANCE;
use crate::api::http::schema_components::Components;
use crate::api::{NoBody, Problem, Route, RouteRequest, get};
use crate::app::money::billing::{Billing, billing};
use crate::app::money::line_totals::LineTotals;
use crate::app::money::payroll::{Payroll, payroll};
use crate::app::money::period_calendar::PeriodCalendar;
use crate::domain::access::{Grant, Rows};
use crate::domain::money::amount::{Currency, Money};
use crate::domain::people::Role;
use crate::output::table::{FILE_CONTENT_TYPES, FileFormat, Table, TableCell};

/// Who sees bills: the office all of them, parents those of their household, students those they pay themselves.
pub(crate) const BILL_READERS: &[Grant] = &[
    (Role::Superadmin, Rows::Organization),
    (Role::Admin, Rows::Organization),
    (Role::Finance, Rows::Organization),
    (Role::Student, Rows::OwnPerson),
    (Role::Parent, Rows::OwnHousehold),
];

/// Who sees pay: the office all of it, a teacher their own.
pub(crate) const PAY_READERS: &[Grant] = &[
    (Role::Superadmin, Rows::Organization),
    (Role::Admin, Rows::Organization),
    (Role::Finance, Rows::Organization),
    (Role::Teacher, Rows::OwnSessions),
];

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/billing/families", "What families owe for a period, by name")
            .who(BILL_READERS)
            .to(families)
            .refuses(MONTH_ERRORS)
            .produces(FILE_CONTENT_TYPES),
        get("/api/v1/payroll/teachers", "What teachers earn in a period, by name")
            .who(PAY_READERS)
            .to(teachers)
            .refuses(MONTH_ERRORS)
            .produces(FILE_CONTENT_TYPES),
        get("/api/v1/periods", "The periods with anything in them, newest first").who(FINANCE).to(periods),
    ]
}

#[derive(Deserialize, IntoParams)]
pub(crate) struct MonthParameters {
    /// 2000 to 9999.
    year: i32,
    /// 1 to 12: the month of the period's last day.
    month: u32,
    /// `json` (default), `csv` or `xlsx`.
    #[param(inline)]
    #[serde(default)]
    format: FileFormat,
}

#[derive(Deserialize, IntoParams)]
pub(crate) struct PayrollParameters {
    /// 2000 to 9999.
    year: i32,
    /// 1 to 12: the month of the period's last day.
    month: u32,
    /// `json` (default), `csv` or `xlsx`.
    #[param(inline)]
    #[serde(default)]
    format: FileFormat,
    /// Whether to list each teacher's lines.
    #[serde(default)]
    lines: bool,
}

impl MonthParameters {
    /// # Errors
    /// 400 for what is no month, or a format that is not made here.
    fn check(&self) -> Result<(), Problem> {
        if !(2000..=9999).contains(&self.year) {
            return Err(Problem::invalid("invalid_year", "year is between 2000 and 9999.").at_field("year"));
        }
        if !(1..=12).contains(&self.month) {
            return Err(Problem::invalid("invalid_month", "month is between 1 and 12.").at_field("month"));
        }
        if self.format == FileFormat::Pdf {
            let detail = "There is no PDF yet. Ask for format json, csv or xlsx.";
            return Err(Problem::invalid("format_unavailable", detail).at_field("format"));
        }
        Ok(())
    }

    fn file_stem(&self, what: &str) -> String {
        format!("{what}-{:04}-{:02}", self.year, self.month)
    }

    /// A month of the last year of the calendar has no end.
    fn no_such_period(&self) -> Problem {
        Problem::invalid("invalid_year", format!("There is no period {}-{}.", self.year, self.month))
    }
}

/// JSON, or the file that was asked for.
pub(crate) enum JsonOrFile<T> {
    Json(T),
    File(Response),
}

impl<T> JsonOrFile<T> {
    /// The same with another body, for a door.
    pub fn map<U>(self, door: impl FnOnce(T) -> U) -> JsonOrFile<U> {
        match self {
            JsonOrFile::Json(body) => JsonOrFile::Json(door(body)),
            JsonOrFile::File(response) => JsonOrFile::File(response),
        }
    }
}

impl<T: Serialize + ToSchema + Send + 'static> RouteResponse for JsonOrFile<T> {
    const STATUS: StatusCode = StatusCode::OK;

    fn into_http_response(self) -> Response {
        match self {
            JsonOrFile::Json(body) => RouteResponse::into_http_response(body),
            JsonOrFile::File(response) => response.into_response(),
        }
    }

    fn replay_body(&self) -> Option<String> {
        None
    }

    fn describe(components: &mut Components) -> utoipa::openapi::Response {
        T::describe(components)
    }
}

pub(crate) async fn families(
    call: RouteRequest<NoBody, MonthParameters>,
) -> Result<JsonOrFile<BillingBody>, Problem> {
    let asked = &call.query;
    asked.check()?;
    let bills = billing(&call.app, &call.caller, &call.scope, asked.year, asked.month).await?;
    let bills = bills.ok_or_else(|| asked.no_such_period())?;
    match asked.format {
        FileFormat::Csv => Ok(JsonOrFile::File(billing_table(&bills, asked.file_stem("families")).csv()?)),
        FileFormat::Xlsx => Ok(JsonOrFile::File(billing_table(&bills, asked.file_stem("families")).xlsx()?)),
        FileFormat::Json | FileFormat::Pdf => Ok(JsonOrFile::Json(BillingBody::of(bills))),
    }
}

pub(crate) async fn teachers(
    call: RouteRequest<NoBody, PayrollParameters>,
) -> Result<JsonOrFile<PayrollBody>, Problem> {
    let PayrollParameters { year, month, format, lines } = call.query;
    let asked = MonthParameters { year, month, format };
    asked.check()?;
    let pay = payroll(&call.app, &call.scope, year, month, lines).await?;
    let pay = pay.ok_or_else(|| asked.no_such_period())?;
    match asked.format {
        FileFormat::Csv => Ok(JsonOrFile::File(payroll_table(&pay, asked.file_stem("teachers")).csv()?)),
        FileFormat::Xlsx => Ok(JsonOrFile::File(payroll_table(&pay, asked.file_stem("teachers")).xlsx()?)),
        FileFormat::Json | FileFormat::Pdf => Ok(JsonOrFile::Json(PayrollBody::of(pay))),
    }
}

/// One row for each student, and for each currency where there are several.
fn billing_table(billing: &Billing, stem: String) -> Table {
    let mut rows = Vec::new();
    for family in &billing.families {
        for student in &family.students {
            let household = [family.household.clone().unwrap_or_default(), family.name.clone()];
            let person = [student.person.clone(), student.name.clone()];
            rows.extend(sum_rows(&[household, person].concat(), &student.totals, billing.currency));
        }
    }
    let heads = &[
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
    Table { file_stem: stem, columns: heads, rows }
}

fn payroll_table(payroll: &Payroll, stem: String) -> Table {
    let mut rows = Vec::new();
    for teacher in &payroll.teachers {
        let person = [teacher.person.clone(), teacher.name.clone()];
        rows.extend(sum_rows(&person, &teacher.totals, payroll.currency));
    }
    Table {
        file_stem: stem,
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

/// A period of the organisation.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Period)]
struct PeriodBody {
    /// `2026-01`
    id: String,
    year: i32,
    month: u32,
    #[serde(flatten)]
    range: PeriodRangeBody,
}

async fn periods(call: RouteRequest) -> Result<Page<PeriodBody>, Problem> {
    let mut read = call.read().await?;
    let ledger = PeriodCalendar::load(&mut read, &call.scope).await?;
    let now = call.app.now();
    let (first, last) = read.span_of_lines(call.scope.organization()).await?.unwrap_or((now, now));
    let periods = ledger.periods_between(first, last.max(now));
    let shown = periods.iter().map(|period| PeriodBody {
        id: format!("{:04}-{:02}", period.year, period.month),
        year: period.year,
        month: period.month,
        range: PeriodRangeBody::from(period),
    });
    Ok(Page::complete(shown.collect()))
}
