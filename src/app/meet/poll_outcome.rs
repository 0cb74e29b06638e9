//! What a run of one of the Meet jobs did.

use std::collections::BTreeMap;

use crate::app::jobs::run_errors::RunErrors;
use crate::app::jobs::run_result::Counts;

/// What a run did in each organisation.
pub type PollOutcomes = BTreeMap<String, PollOutcome>;

/// Counts and errors of a run.
#[derive(Clone, Debug, Default)]
pub struct PollOutcome {
    pub organizers: u64,
    pub spaces: u64,
    /// Readings of live calls, and full readings.
    pub live_looks: u64,
    pub full_looks: u64,
    /// New rows of evidence.
    pub evidence: u64,
    /// Accounts bound to whoever has their e-mail address.
    pub bound: u64,
    /// What failed, one sentence each, beginning with the organiser or organisation it concerns.
    pub problems: RunErrors,
}

impl PollOutcome {
    pub(super) fn add(&mut self, other: PollOutcome) {
        self.organizers += other.organizers;
        self.spaces += other.spaces;
        self.live_looks += other.live_looks;
        self.full_looks += other.full_looks;
        self.evidence += other.evidence;
        self.bound += other.bound;
        self.problems.extend(other.problems);
    }

    /// Counts for the log of runs.
    pub fn counts(&self) -> Counts {
        Counts::from([
            ("organizers", self.organizers),
            ("spaces", self.spaces),
            ("live_looks", self.live_looks),
            ("full_looks", self.full_looks),
            ("evidence", self.evidence),
            ("bound", self.bound),
            ("problems", u64::try_from(self.problems.len()).unwrap_or(u64::MAX)),
        ])
    }

    /// The problems as one text, if there are any.
    pub fn error_text(&self) -> Option<String> {
        self.problems.text()
    }
}
