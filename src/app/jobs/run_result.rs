//! What a run of a job did, organisation by organisation, so that each is shown its own and nobody else's.

use std::collections::BTreeMap;
use std::ops::Index;

use crate::app::jobs::run_errors::RunErrors;
use crate::store::jobs::run_results::OrganizationRunResult;

/// Counts by word: `{"evaluated": 12}`.
pub type Counts = BTreeMap<&'static str, u64>;

/// What was done, and what failed, in one organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct OrganizationResult {
    counts: Counts,
    problems: RunErrors,
}

/// All of a run. What concerns no organisation stands under the empty name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunResult {
    shares: BTreeMap<String, OrganizationResult>,
    total: Counts,
}

impl RunResult {
    /// Adds what was done in an organisation, and what failed there.
    pub fn add(&mut self, organization: &str, counts: Counts, problems: RunErrors) {
        let share = self.shares.entry(organization.to_owned()).or_default();
        for (word, count) in counts {
            *share.counts.entry(word).or_default() += count;
            *self.total.entry(word).or_default() += count;
        }
        share.problems.extend(problems);
    }

    /// What was done everywhere.
    pub fn total(&self) -> &Counts {
        &self.total
    }

    /// What failed anywhere, as one text.
    pub fn error_text(&self) -> Option<String> {
        let mut all = RunErrors::default();
        for share in self.shares.values() {
            all.extend(share.problems.clone());
        }
        all.text()
    }

    /// One row for each organisation in which anything was done or failed.
    pub fn run_shares(&self) -> Vec<OrganizationRunResult> {
        let told = self
            .shares
            .iter()
            .filter(|(_, share)| !share.problems.is_empty() || share.counts.values().any(|count| *count > 0));
        told.map(|(organization, share)| OrganizationRunResult {
            organization_id: organization.clone(),
            run_id: String::new(),
            counts: counts_json(&share.counts),
            error: share.problems.text(),
        })
        .collect()
    }
}

/// Counts as the log of runs keeps them.
pub fn counts_json(counts: &Counts) -> String {
    serde_json::to_string(counts).expect("counts are numbers under words")
}

/// What was done everywhere, by word.
impl Index<&str> for RunResult {
    type Output = u64;

    fn index(&self, word: &str) -> &u64 {
        &self.total[word]
    }
}

/// What concerns no organisation.
impl From<Counts> for RunResult {
    fn from(counts: Counts) -> RunResult {
        let mut tally = RunResult::default();
        tally.add("", counts, RunErrors::default());
        tally
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_organisation_has_its_own_and_all_have_the_sum() {
        let mut problems = RunErrors::default();
        problems.add("a: it broke".to_owned());
        let mut tally = RunResult::from(Counts::from([("forgotten", 2)]));
        tally.add("a", Counts::from([("asked", 1), ("failed", 1)]), problems);
        tally.add("a", Counts::from([("asked", 1)]), RunErrors::default());
        tally.add("b", Counts::from([("asked", 5)]), RunErrors::default());
        tally.add("c", Counts::from([("asked", 0)]), RunErrors::default());
        assert_eq!((tally["asked"], tally["failed"], tally["forgotten"]), (7, 1, 2));
        assert_eq!(tally.error_text().as_deref(), Some("a: it broke"));
        let rows: Vec<_> =
            tally.run_shares().into_iter().map(|row| (row.organization_id, row.counts, row.error)).collect();
        let row = |organization: &str, counts: &str, error: Option<&str>| {
            (organization.to_owned(), counts.to_owned(), error.map(str::to_owned))
        };
        assert_eq!(
            rows,
            [
                row("", r#"{"forgotten":2}"#, None),
                row("a", r#"{"asked":2,"failed":1}"#, Some("a: it broke")),
                row("b", r#"{"asked":5}"#, None),
            ]
        );
    }
}
