//! Counts of what a run of evaluations did.

use std::collections::BTreeMap;

use crate::app::jobs::run_result::Counts;

/// What a run did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EvaluationCounts {
    /// Sessions evaluated.
    pub evaluated: u64,
    /// Of those, with another result than before.
    pub changed: u64,
    /// Changed during their evaluation, so not saved; the next run evaluates them.
    pub overtaken: u64,
    /// Could not be evaluated; the log says why.
    pub failed: u64,
}

impl EvaluationCounts {
    pub(super) fn add(&mut self, other: EvaluationCounts) {
        self.evaluated += other.evaluated;
        self.changed += other.changed;
        self.overtaken += other.overtaken;
        self.failed += other.failed;
    }

    /// By name, for the log of runs.
    pub fn counts(self) -> Counts {
        BTreeMap::from([
            ("evaluated", self.evaluated),
            ("changed", self.changed),
            ("overtaken", self.overtaken),
            ("failed", self.failed),
        ])
    }
}

impl std::iter::Sum for EvaluationCounts {
    fn sum<I: Iterator<Item = EvaluationCounts>>(counts: I) -> EvaluationCounts {
        counts.fold(EvaluationCounts::default(), |mut sum, one| {
            sum.add(one);
            sum
        })
    }
}
