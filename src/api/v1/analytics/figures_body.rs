//! Attendance as JSON, of people and of groups of sessions.

use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::analytics::counts::{AttendanceCounts, AttendanceFigures};
use crate::domain::analytics::group::GroupFigures;

/// Attendance with what it is made of. `excused` and `unknown` are outside of both rates.
#[derive(Serialize, ToSchema)]
#[schema(as = AttendanceFigures)]
#[serde(rename_all = "camelCase")]
pub(super) struct AttendanceFiguresBody {
    #[serde(flatten)]
    counts: AttendanceCountsBody,
    /// Whole seconds of all settled reports.
    credited_seconds: u64,
    /// The same in hours, with one decimal.
    hours: f64,
}

/// Outcomes of settled reports.
#[derive(Serialize, ToSchema)]
#[schema(as = AttendanceCounts)]
#[serde(rename_all = "camelCase")]
pub(super) struct AttendanceCountsBody {
    /// (present + partial) ÷ (present + partial + absent), cut to four decimals; `null` where that is of nobody.
    rate: Option<f64>,
    /// Of those who attended: not late ÷ all, cut to four decimals; `null` where nobody did.
    punctuality: Option<f64>,
    present: u64,
    partial: u64,
    absent: u64,
    excused: u64,
    unknown: u64,
    /// Of those who attended.
    late: u64,
}

/// One group of sessions.
#[derive(Serialize, ToSchema)]
#[schema(as = GroupFigures)]
#[serde(rename_all = "camelCase")]
pub(super) struct GroupFiguresBody {
    /// Settled ones.
    sessions: u64,
    students: AttendanceFiguresBody,
    /// The teachers' own attendance and time.
    teachers: AttendanceFiguresBody,
}

impl AttendanceCountsBody {
    pub fn of(counts: &AttendanceCounts) -> AttendanceCountsBody {
        AttendanceCountsBody {
            rate: counts.rate().map(|rate| rate.to_f64()),
            punctuality: counts.punctuality().map(|punctuality| punctuality.to_f64()),
            present: counts.present,
            partial: counts.partial,
            absent: counts.absent,
            excused: counts.excused,
            unknown: counts.unknown,
            late: counts.late,
        }
    }
}

impl AttendanceFiguresBody {
    pub fn of(figures: &AttendanceFigures) -> AttendanceFiguresBody {
        AttendanceFiguresBody {
            counts: AttendanceCountsBody::of(&figures.counts),
            credited_seconds: figures.credited_seconds,
            hours: figures.hours(),
        }
    }
}

impl GroupFiguresBody {
    pub fn of(figures: &GroupFigures) -> GroupFiguresBody {
        GroupFiguresBody {
            sessions: figures.sessions,
            students: AttendanceFiguresBody::of(&figures.students),
            teachers: AttendanceFiguresBody::of(&figures.teachers),
        }
    }
}
