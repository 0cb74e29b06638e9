//! The results of the demo, as the public API returns them.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::client::ApiClient;
use super::lessons::Lesson;
use super::subscriptions::{DemoLedgers, fetch_ledgers};
use crate::domain::time::Timestamp;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AttendanceJson {
    pub status: String,
    pub settled: bool,
    pub needs_review: bool,
    /// Kept unparsed, because they are compared with a replay.
    pub reports: Vec<Value>,
    pub unmatched: Vec<Value>,
    pub guests: Vec<String>,
}

#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReportJson {
    pub person_id: String,
    pub role: String,
    pub outcome: String,
    pub is_late: bool,
    pub late_seconds: Option<i64>,
    pub left_early_seconds: Option<i64>,
    pub credited_seconds: i64,
    pub bridged_seconds: i64,
    pub intervals: Vec<IntervalJson>,
    pub reasons: Vec<ReasonJson>,
    #[serde(rename = "override")]
    pub stated: Option<OverrideJson>,
}

#[derive(Clone, Deserialize)]
pub struct IntervalJson {
    pub from: Timestamp,
    pub to: Option<Timestamp>,
    pub estimated: bool,
}

#[derive(Clone, Deserialize)]
pub struct ReasonJson {
    pub code: String,
}

#[derive(Clone, Deserialize)]
pub struct OverrideJson {
    pub reason: String,
}

impl AttendanceJson {
    /// The reports, the teacher's first and the learners' in the order of the roster.
    pub fn reports(&self) -> anyhow::Result<Vec<ReportJson>> {
        let mut reports: Vec<ReportJson> =
            self.reports.iter().map(ReportJson::deserialize).collect::<Result<_, _>>()?;
        reports.sort_by_key(|report| report.role != "teacher");
        Ok(reports)
    }
}

#[derive(Clone, Deserialize)]
pub struct MoneyJson {
    pub amount: String,
    pub minor: i64,
    pub currency: String,
}

#[derive(Deserialize)]
pub struct PeriodJson {
    pub from: Timestamp,
    pub to: Timestamp,
}

pub type BlockedJson = BTreeMap<String, i64>;

#[derive(Deserialize)]
pub struct BillingJson {
    pub period: PeriodJson,
    pub families: Vec<FamilyJson>,
    pub total: MoneyJson,
    pub blocked: BlockedJson,
}

#[derive(Deserialize)]
pub struct FamilyJson {
    pub name: String,
    pub students: Vec<SumJson>,
    pub total: MoneyJson,
}

/// A student's or a teacher's figures.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SumJson {
    pub person_id: String,
    pub name: String,
    pub sessions: i64,
    pub seconds: i64,
    pub amount: MoneyJson,
    pub blocked: BlockedJson,
}

#[derive(Deserialize)]
pub struct PayrollJson {
    pub teachers: Vec<SumJson>,
    pub total: MoneyJson,
    pub blocked: BlockedJson,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UnmatchedJson {
    pub id: String,
    pub value: String,
    pub display_name: Option<String>,
    pub sessions: Vec<SeenInJson>,
    pub proposals: Vec<ProposalJson>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ProposalJson {
    pub person_id: String,
}

#[derive(Deserialize)]
pub struct SeenInJson {
    pub title: Option<String>,
    pub start: Timestamp,
}

/// Everything the summary shows, as of one instant.
pub struct DemoResults {
    pub as_of: Timestamp,
    /// By session.
    pub attendance: BTreeMap<String, AttendanceJson>,
    pub billing: BillingJson,
    pub payroll: PayrollJson,
    pub unmatched: Vec<UnmatchedJson>,
    pub ledgers: DemoLedgers,
}

pub async fn fetch_results(
    admin: &ApiClient,
    lessons: &[&Lesson],
    as_of: Timestamp,
    (year, month): (i32, u32),
) -> anyhow::Result<DemoResults> {
    let mut attendance = BTreeMap::new();
    for lesson in lessons {
        let path = format!("/api/v1/sessions/{}/attendance?as_of={as_of}", lesson.id);
        let found: AttendanceJson = admin.get(&path).await?;
        attendance.insert(lesson.id.clone(), found);
    }
    Ok(DemoResults {
        as_of,
        attendance,
        billing: admin.get(&format!("/api/v1/billing/families?year={year}&month={month}")).await?,
        payroll: admin.get(&format!("/api/v1/payroll/teachers?year={year}&month={month}")).await?,
        unmatched: admin.list("/api/v1/unmatched").await?,
        ledgers: fetch_ledgers(admin).await?,
    })
}
