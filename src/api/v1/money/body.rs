//! Bills, pay and lines as the API shows them.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::api::v1::shared::MoneyBody;
use crate::app::money::billing::{Billing, FamilyBill, StudentBill};
use crate::app::money::line_totals::LineTotals;
use crate::app::money::payroll::{Payroll, TeacherPay};
use crate::app::money::period_calendar::NamedPeriod;
use crate::domain::money::amount::{Currency, Money};
use crate::domain::money::line::Blocked;
use crate::domain::time::{SECOND, Timestamp};
use crate::store::money::lines::StoredLine;

/// One amount, or where there are several currencies a list of them by currency code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(untagged)]
pub enum Amounts {
    One(MoneyBody),
    Several(Vec<MoneyBody>),
}

impl Amounts {
    pub fn of(sum: &LineTotals, currency: Currency) -> Amounts {
        let mut amounts: Vec<MoneyBody> = sum.amounts(currency).into_iter().map(MoneyBody::from).collect();
        if amounts.len() == 1 { Amounts::One(amounts.remove(0)) } else { Amounts::Several(amounts) }
    }
}

#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum PeriodState {
    Open,
    #[expect(dead_code, reason = "no period is closed yet; the document names the word already")]
    Closed,
}

/// A period is named by the month of its last day.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = PeriodRange)]
pub struct PeriodRangeBody {
    #[schema(value_type = String, format = DateTime)]
    from: Timestamp,
    /// The first instant after it.
    #[schema(value_type = String, format = DateTime)]
    to: Timestamp,
    /// `open`: periods cannot be closed yet.
    state: PeriodState,
}

impl From<&NamedPeriod> for PeriodRangeBody {
    fn from(period: &NamedPeriod) -> PeriodRangeBody {
        PeriodRangeBody { from: period.span.from, to: period.span.to, state: PeriodState::Open }
    }
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Billing)]
pub struct BillingBody {
    year: i32,
    month: u32,
    period: PeriodRangeBody,
    families: Vec<FamilyBody>,
    total: Amounts,
    /// Lines held back, counted by word.
    blocked: BTreeMap<&'static str, i64>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Family)]
#[serde(rename_all = "camelCase")]
struct FamilyBody {
    /// `null`: a student without a household, a family of one.
    household_id: Option<String>,
    name: String,
    students: Vec<StudentBillBody>,
    total: Amounts,
    blocked: BTreeMap<&'static str, i64>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = StudentBill)]
#[serde(rename_all = "camelCase")]
struct StudentBillBody {
    person_id: String,
    name: String,
    /// Lines that are not held back and count any time.
    sessions: i64,
    seconds: i64,
    amount: Amounts,
    blocked: BTreeMap<&'static str, i64>,
}

impl BillingBody {
    pub fn of(billing: Billing) -> BillingBody {
        let currency = billing.currency;
        let student = |one: StudentBill| StudentBillBody {
            person_id: one.person,
            name: one.name,
            sessions: one.totals.sessions,
            seconds: one.totals.seconds,
            amount: Amounts::of(&one.totals, currency),
            blocked: one.totals.blocked,
        };
        let family = |one: FamilyBill| FamilyBody {
            household_id: one.household,
            name: one.name,
            students: one.students.into_iter().map(student).collect(),
            total: Amounts::of(&one.total, currency),
            blocked: one.total.blocked,
        };
        BillingBody {
            year: billing.period.year,
            month: billing.period.month,
            period: PeriodRangeBody::from(&billing.period),
            families: billing.families.into_iter().map(family).collect(),
            total: Amounts::of(&billing.total, currency),
            blocked: billing.total.blocked,
        }
    }
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Payroll)]
pub struct PayrollBody {
    year: i32,
    month: u32,
    period: PeriodRangeBody,
    teachers: Vec<TeacherPayBody>,
    total: Amounts,
    blocked: BTreeMap<&'static str, i64>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = TeacherPay)]
#[serde(rename_all = "camelCase")]
struct TeacherPayBody {
    person_id: String,
    name: String,
    sessions: i64,
    seconds: i64,
    amount: Amounts,
    blocked: BTreeMap<&'static str, i64>,
    /// By start; only where `lines` was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    lines: Option<Vec<LineBody>>,
}

/// One line of money; `/api/v1/lines/{lineId}/explain` opens it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Line)]
#[serde(rename_all = "camelCase")]
#[schema(example = json!({
    "lineId": "0193f1d0", "sessionId": "0193f1c2", "start": "2026-01-05T08:00:00.000Z", "seconds": 3600,
    "rule": "present+present:own", "rate": {"for": "pay", "perHour": "20.00", "validFrom": "2026-01-01"},
    "amount": {"amount": "20.00", "minor": 2000, "currency": "SAR"}, "blocked": null, "coveredBy": null
}))]
pub struct LineBody {
    line_id: String,
    session_id: String,
    #[schema(value_type = String, format = DateTime)]
    start: Timestamp,
    seconds: i64,
    /// `present+absent:copresence`: the outcomes, and which time counts.
    rule: Option<String>,
    /// The rate as it was when the line was made.
    #[schema(value_type = Option<crate::domain::money::written_rate::WrittenRate>)]
    rate: Option<Value>,
    amount: MoneyBody,
    /// Why it is held back at zero.
    blocked: Option<Blocked>,
    /// The subscription that covers it, at an amount of 0.
    covered_by: Option<String>,
}

impl LineBody {
    pub fn of(line: StoredLine, currency: Currency) -> LineBody {
        let currency = Currency::from_code(&line.currency).unwrap_or(currency);
        LineBody {
            line_id: line.id,
            session_id: line.session_id,
            start: line.session_start,
            seconds: line.millis / SECOND,
            rule: line.rule,
            rate: line.rate.and_then(|rate| serde_json::from_str(&rate).ok()),
            amount: Money::new(line.minor, currency).into(),
            blocked: line.blocked,
            covered_by: line.covered_by,
        }
    }
}

impl PayrollBody {
    pub fn of(payroll: Payroll) -> PayrollBody {
        let currency = payroll.currency;
        let teacher = |one: TeacherPay| TeacherPayBody {
            person_id: one.person,
            name: one.name,
            sessions: one.totals.sessions,
            seconds: one.totals.seconds,
            amount: Amounts::of(&one.totals, currency),
            blocked: one.totals.blocked,
            lines: one
                .lines
                .map(|lines| lines.into_iter().map(|line| LineBody::of(line, currency)).collect()),
        };
        PayrollBody {
            year: payroll.period.year,
            month: payroll.period.month,
            period: PeriodRangeBody::from(&payroll.period),
            teachers: payroll.teachers.into_iter().map(teacher).collect(),
            total: Amounts::of(&payroll.total, currency),
            blocked: payroll.total.blocked,
        }
    }
}
