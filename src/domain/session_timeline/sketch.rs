//! The small picture of one stored report: for lists, where nothing is evaluated.

use crate::domain::presence::timeline::Interval;
use crate::domain::time::{Span, Timestamp};
use crate::domain::verdict::report_facts::ReportFacts;

/// The stays of one person beside the planned time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaneSketch {
    pub planned: Span,
    pub now: Timestamp,
    /// Sorted and disjoint; the last may be open.
    pub intervals: Vec<Interval>,
}

/// One stay, with its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SketchedStay {
    pub span: Span,
    pub estimated: bool,
    pub is_open: bool,
}

impl LaneSketch {
    pub fn of_report(planned: Span, now: Timestamp, facts: &ReportFacts) -> LaneSketch {
        LaneSketch { planned, now, intervals: facts.intervals.clone() }
    }

    /// The stays; one that is open reaches to now.
    pub fn stays(&self) -> impl Iterator<Item = SketchedStay> + '_ {
        self.intervals.iter().map(|one| SketchedStay {
            span: Span::new(one.from, one.to.unwrap_or(self.now).max(one.from)),
            estimated: one.estimated,
            is_open: one.to.is_none(),
        })
    }

    /// Whether the planned time has begun and is not over.
    pub fn is_running(&self) -> bool {
        self.planned.contains(self.now)
    }
}
