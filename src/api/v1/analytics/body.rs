//! The figures as JSON: rates as numbers between 0 and 1, `null` where there is nothing to divide by.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;
use utoipa::ToSchema;

use super::evidence_body::EvidenceCoverageBody;
use super::figures_body::{AttendanceFiguresBody, GroupFiguresBody};
use super::risk_body::AtRiskBody;
use crate::app::analytics::{Analytics, WeekFigures};
use crate::domain::analytics::group::GroupFigures;
use crate::domain::session::Kind;
use crate::domain::time::Timestamp;

/// Figures of a range of local days, of settled reports alone.
#[derive(Serialize, ToSchema)]
#[schema(as = Analytics)]
#[serde(rename_all = "camelCase")]
pub(super) struct AnalyticsBody {
    /// First local day.
    #[schema(value_type = String, format = Date)]
    from: NaiveDate,
    /// First local day that is no longer looked at.
    #[schema(value_type = String, format = Date)]
    to: NaiveDate,
    /// Days, weeks and hours are those of this zone.
    time_zone: String,
    #[schema(value_type = String, format = DateTime)]
    as_of: Timestamp,
    total: GroupFiguresBody,
    /// Sessions that have begun and are not settled yet: nothing of them is in any figure.
    open_sessions: u64,
    /// Settled sessions in which somebody's outcome is unknown.
    needs_review: u64,
    /// Every ISO week of the range, the empty ones too.
    by_week: Vec<WeekFiguresBody>,
    /// By the local start of sessions; hours of the week in which none starts are left out.
    by_hour: Vec<HourFiguresBody>,
    /// By name: the sessions somebody teaches, attendance of their students, and their own.
    by_teacher: Vec<TeacherFiguresBody>,
    /// By name.
    by_student: Vec<StudentFiguresBody>,
    by_kind: Vec<KindFiguresBody>,
    evidence: EvidenceCoverageBody,
    at_risk: AtRiskBody,
}

#[derive(Serialize, ToSchema)]
#[schema(as = WeekFigures)]
#[serde(rename_all = "camelCase")]
struct WeekFiguresBody {
    /// `2026-W02`
    week: String,
    #[schema(value_type = String, format = Date)]
    monday: NaiveDate,
    #[serde(flatten)]
    figures: GroupFiguresBody,
}

#[derive(Serialize, ToSchema)]
#[schema(as = HourFigures)]
#[serde(rename_all = "camelCase")]
struct HourFiguresBody {
    /// 1 is Monday, 7 is Sunday.
    weekday: usize,
    /// 0 to 23.
    hour: usize,
    #[serde(flatten)]
    figures: GroupFiguresBody,
}

#[derive(Serialize, ToSchema)]
#[schema(as = TeacherFigures)]
#[serde(rename_all = "camelCase")]
struct TeacherFiguresBody {
    person_id: String,
    name: String,
    #[serde(flatten)]
    figures: GroupFiguresBody,
}

#[derive(Serialize, ToSchema)]
#[schema(as = StudentFigures)]
#[serde(rename_all = "camelCase")]
struct StudentFiguresBody {
    person_id: String,
    name: String,
    #[serde(flatten)]
    figures: AttendanceFiguresBody,
}

#[derive(Serialize, ToSchema)]
#[schema(as = KindFigures)]
#[serde(rename_all = "camelCase")]
struct KindFiguresBody {
    kind: Kind,
    #[serde(flatten)]
    figures: GroupFiguresBody,
}

impl AnalyticsBody {
    pub fn of(shown: Analytics) -> AnalyticsBody {
        AnalyticsBody {
            from: shown.range.from,
            to: shown.range.to,
            time_zone: shown.zone.name().to_owned(),
            as_of: shown.as_of,
            total: GroupFiguresBody::of(&shown.total),
            open_sessions: shown.open_sessions,
            needs_review: shown.needs_review,
            by_week: shown.weeks.iter().map(WeekFiguresBody::of).collect(),
            by_hour: hours(&shown.hours),
            by_teacher: shown
                .teachers
                .into_iter()
                .map(|one| TeacherFiguresBody {
                    person_id: one.person,
                    name: one.name,
                    figures: GroupFiguresBody::of(&one.figures),
                })
                .collect(),
            by_student: shown
                .students
                .into_iter()
                .map(|one| StudentFiguresBody {
                    person_id: one.person,
                    name: one.name,
                    figures: AttendanceFiguresBody::of(&one.figures),
                })
                .collect(),
            by_kind: shown
                .kinds
                .iter()
                .map(|(kind, figures)| KindFiguresBody {
                    kind: *kind,
                    figures: GroupFiguresBody::of(figures),
                })
                .collect(),
            evidence: EvidenceCoverageBody::of(&shown.coverage),
            at_risk: AtRiskBody::of(shown.at_risk),
        }
    }
}

impl WeekFiguresBody {
    fn of(one: &WeekFigures) -> WeekFiguresBody {
        let week = one.monday.iso_week();
        WeekFiguresBody {
            week: format!("{:04}-W{:02}", week.year(), week.week()),
            monday: one.monday,
            figures: GroupFiguresBody::of(&one.figures),
        }
    }
}

fn hours(week: &[[GroupFigures; 24]; 7]) -> Vec<HourFiguresBody> {
    let days = week.iter().enumerate();
    let cells = days.flat_map(|(day, hours)| (0..).zip(hours).map(move |(hour, cell)| (day + 1, hour, cell)));
    cells
        .filter(|(_, _, cell)| **cell != GroupFigures::default())
        .map(|(weekday, hour, cell)| HourFiguresBody { weekday, hour, figures: GroupFiguresBody::of(cell) })
        .collect()
}
