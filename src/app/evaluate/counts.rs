//! What a round of evaluations did, in counts.

use std::collections::BTreeMap;

use crate::app::jobs::run_result::Counts;

/// What a round did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EvaluationCounts {
    /// Sessions judged.
    pub evaluated: u64,
    /// Of those, with other findings than before.
    pub changed: u64,
    /// Overtaken by a change while they were judged; the next round judges them.
    pub overtaken: u64,
    /// Could not be judged; the log says why.
    pub failed: u64,
}

impl EvaluationCounts {
    pub(super) fn add(&mut self, other: EvaluationCounts) {
        self.evaluated += other.evaluated;
        self.changed += other.changed;
        self.overtaken += other.overtaken;
        self.failed += other.failed;
    }

    /// By word, for the log of runs.
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
    fn sum<I: Iterator<Item = EvaluationCounts>>(rounds: I) -> EvaluationCounts {
        rounds.fold(EvaluationCounts::default(), |mut sum, round| {
            sum.add(round);
            sum
        })
    }
}
