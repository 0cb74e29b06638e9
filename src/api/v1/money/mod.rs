//! What families owe and teachers earn, as JSON and as files. The sums are computed in `app::money`.

mod body;
mod download;

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

pub use self::body::{BillingBody, LineBody, PayrollBody};
pub(crate) use crate::api::v1::money::download::{FILE_CONTENT_TYPES, JsonOrFile};

use self::body::PeriodRangeBody;
use crate::api::v1::money::download::FileFormat;
use crate::api::{NoBody, Problem, Route, RouteRequest, get};
use crate::app::money::billing::billing;
use crate::app::money::month_tables::{billing_table, payroll_table};
use crate::app::money::payroll::payroll;
use crate::app::money::period_calendar::PeriodCalendar;
use crate::domain::access::{Grant, Rows};
use crate::domain::people::Role;
use crate::http::error_codes::MONTH_ERRORS;
use crate::http::pagination::Page;
use crate::http::roles::{FINANCE, PAY_READERS};

/// Who sees bills: the office all of them, parents those of their household, students those they pay themselves.
pub(crate) const BILL_READERS: &[Grant] = &[
    (Role::Superadmin, Rows::Organization),
    (Role::Admin, Rows::Organization),
    (Role::Finance, Rows::Organization),
    (Role::Student, Rows::OwnPerson),
    (Role::Parent, Rows::OwnHousehold),
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
    /// 400 for a year or month out of range, or for a format that is not produced.
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

    /// The 400 for a month whose period would end after the last year of the calendar.
    fn no_such_period(&self) -> Problem {
        Problem::invalid("invalid_year", format!("There is no period {}-{}.", self.year, self.month))
    }
}

pub(crate) async fn families(
    request: RouteRequest<NoBody, MonthParameters>,
) -> Result<JsonOrFile<BillingBody>, Problem> {
    let month = &request.query;
    month.check()?;
    let bills = billing(&request.app, &request.caller, &request.scope, month.year, month.month).await?;
    let bills = bills.ok_or_else(|| month.no_such_period())?;
    JsonOrFile::of(month.format, bills, BillingBody::of, billing_table)
}

pub(crate) async fn teachers(
    request: RouteRequest<NoBody, PayrollParameters>,
) -> Result<JsonOrFile<PayrollBody>, Problem> {
    let PayrollParameters { year, month, format, lines } = request.query;
    let wanted = MonthParameters { year, month, format };
    wanted.check()?;
    let pay = payroll(&request.app, &request.scope, year, month, lines).await?;
    let pay = pay.ok_or_else(|| wanted.no_such_period())?;
    JsonOrFile::of(wanted.format, pay, PayrollBody::of, payroll_table)
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

async fn periods(request: RouteRequest) -> Result<Page<PeriodBody>, Problem> {
    let mut read = request.read().await?;
    let calendar = PeriodCalendar::load(&mut read, &request.scope).await?;
    let now = request.app.now();
    let (first, last) = read.span_of_lines(request.scope.organization()).await?.unwrap_or((now, now));
    let periods = calendar.periods_between(first, last.max(now));
    let shown = periods.iter().map(|period| PeriodBody {
        id: format!("{:04}-{:02}", period.year, period.month),
        year: period.year,
        month: period.month,
        range: PeriodRangeBody::from(period),
    });
    Ok(Page::complete(shown.collect()))
}
