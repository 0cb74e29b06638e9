//! What came of it, as the public API shows it.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::client::Client;
use super::lessons::Lesson;
use crate::domain::time::Timestamp;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Attendance {
    pub status: String,
    pub settled: bool,
    pub needs_review: bool,
    /// As the API wrote them: what is compared with a replay.
    pub reports: Vec<Value>,
    pub unmatched: Vec<Value>,
    pub guests: Vec<String>,
}

#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    pub person_id: String,
    pub role: String,
    pub outcome: String,
    pub is_late: bool,
    pub late_seconds: Option<i64>,
    pub left_early_seconds: Option<i64>,
    pub credited_seconds: i64,
    pub bridged_seconds: i64,
    pub intervals: Vec<Interval>,
    pub reasons: Vec<Reason>,
    #[serde(rename = "override")]
    pub stated: Option<Stated>,
}

#[derive(Clone, Deserialize)]
pub struct Interval {
    pub from: Timestamp,
    pub to: Option<Timestamp>,
    pub estimated: bool,
}

#[derive(Clone, Deserialize)]
pub struct Reason {
    pub code: String,
}

#[derive(Clone, Deserialize)]
pub struct Stated {
    pub reason: String,
}

impl Attendance {
    /// The reports, the teacher's first and the learners' in the order of the roster.
    pub fn reports(&self) -> anyhow::Result<Vec<Report>> {
        let mut reports: Vec<Report> =
            self.reports.iter().map(Report::deserialize).collect::<Result<_, _>>()?;
        reports.sort_by_key(|report| report.role != "teacher");
        Ok(reports)
    }
}

#[derive(Clone, Deserialize)]
pub struct Money {
    pub amount: String,
    pub minor: i64,
    pub currency: String,
}

#[derive(Deserialize)]
pub struct Period {
    pub from: Timestamp,
    pub to: Timestamp,
}

pub type Blocked = BTreeMap<String, i64>;

#[derive(Deserialize)]
pub struct Billing {
    pub period: Period,
    pub families: Vec<Family>,
    pub total: Money,
    pub blocked: Blocked,
}

#[derive(Deserialize)]
pub struct Family {
    pub name: String,
    pub students: Vec<Sum>,
    pub total: Money,
}

/// A student's or a teacher's figures.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Sum {
    pub person_id: String,
    pub name: String,
    pub sessions: i64,
    pub seconds: i64,
    pub amount: Money,
    pub blocked: Blocked,
}

#[derive(Deserialize)]
pub struct Payroll {
    pub teachers: Vec<Sum>,
    pub total: Money,
    pub blocked: Blocked,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Stranger {
    pub id: String,
    pub value: String,
    pub display_name: Option<String>,
    pub sessions: Vec<Seen>,
}

#[derive(Deserialize)]
pub struct Seen {
    pub title: Option<String>,
    pub start: Timestamp,
}

/// Everything the summary shows, as of one moment.
pub struct Found {
    pub as_of: Timestamp,
    /// By session.
    pub attendance: BTreeMap<String, Attendance>,
    pub billing: Billing,
    pub payroll: Payroll,
    pub strangers: Vec<Stranger>,
}

pub async fn look(
    admin: &Client,
    lessons: &[&Lesson],
    as_of: Timestamp,
    (year, month): (i32, u32),
) -> anyhow::Result<Found> {
    let mut attendance = BTreeMap::new();
    for lesson in lessons {
        let path = format!("/api/v1/sessions/{}/attendance?as_of={as_of}", lesson.id);
        let found: Attendance = admin.get(&path).await?;
        attendance.insert(lesson.id.clone(), found);
    }
    Ok(Found {
        as_of,
        attendance,
        billing: admin.get(&format!("/api/v1/billing/families?year={year}&month={month}")).await?,
        payroll: admin.get(&format!("/api/v1/payroll/teachers?year={year}&month={month}")).await?,
        strangers: admin.list("/api/v1/unmatched").await?,
    })
}
