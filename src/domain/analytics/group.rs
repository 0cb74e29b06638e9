//! Figures of a group of sessions: a week's, an hour's, a teacher's, a kind's.

use crate::domain::analytics::counted::CountedReport;
use crate::domain::analytics::counts::AttendanceFigures;
use crate::domain::verdict::report::Part;

/// Figures of one group of sessions. Students and teachers are never mixed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GroupFigures {
    /// Settled ones.
    pub sessions: u64,
    pub students: AttendanceFigures,
    /// The teachers' own attendance and time.
    pub teachers: AttendanceFigures,
}

impl GroupFigures {
    /// Counts a settled report.
    pub fn add(&mut self, report: &CountedReport) {
        let part = match report.facts.role {
            Part::Student => &mut self.students,
            Part::Teacher => &mut self.teachers,
        };
        part.add(report.outcome, report.facts.is_late, report.facts.credited_seconds);
    }
}
