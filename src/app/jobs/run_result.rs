//! Result of a job run: counts and errors per organisation. An organisation is shown only its own part.

use std::collections::BTreeMap;
use std::ops::Index;

use crate::app::jobs::run_errors::RunErrors;
use crate::store::jobs::run_results::OrganizationRunResult;

/// Counts by name: `{"evaluated": 12}`.
pub type Counts = BTreeMap<&'static str, u64>;

/// What was done, and what failed, in one organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct OrganizationResult {
    counts: Counts,
    problems: RunErrors,
}

/// The result of a whole run. What concerns no organisation is under the empty id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunResult {
    shares: BTreeMap<String, OrganizationResult>,
    total: Counts,
}

impl RunResult {
    /// Adds what was done in an organisation, and what failed there.
    pub fn add(&mut self, organization: &str, counts: Counts, problems: RunErrors) {
        let share = self.shares.entry(organization.to_owned()).or_default();
        for (name, count) in counts {
            *share.counts.entry(name).or_default() += count;
            *self.total.entry(name).or_default() += count;
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
        let worth_a_row = self
            .shares
            .iter()
            .filter(|(_, share)| !share.problems.is_empty() || share.counts.values().any(|count| *count > 0));
        worth_a_row
            .map(|(organization, share)| OrganizationRunResult {
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

/// The total of a count, by name.
impl Index<&str> for RunResult {
    type Output = u64;

    fn index(&self, name: &str) -> &u64 {
        &self.total[name]
    }
}

/// Counts that concern no organisation.
impl From<Counts> for RunResult {
    fn from(counts: Counts) -> RunResult {
        let mut result = RunResult::default();
        result.add("", counts, RunErrors::default());
        result
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_organisation_has_its_own_and_all_have_the_sum() {
        let mut problems = RunErrors::default();
        problems.add("a: it broke".to_owned());
        let mut result = RunResult::from(Counts::from([("forgotten", 2)]));
        result.add("a", Counts::from([("asked", 1), ("failed", 1)]), problems);
        result.add("a", Counts::from([("asked", 1)]), RunErrors::default());
        result.add("b", Counts::from([("asked", 5)]), RunErrors::default());
        result.add("c", Counts::from([("asked", 0)]), RunErrors::default());
        assert_eq!((result["asked"], result["failed"], result["forgotten"]), (7, 1, 2));
        assert_eq!(result.error_text().as_deref(), Some("a: it broke"));
        let rows: Vec<_> =
            result.run_shares().into_iter().map(|row| (row.organization_id, row.counts, row.error)).collect();
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
