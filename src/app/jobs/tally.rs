//! What a run of a job did, organisation by organisation, so that each is shown its own and nobody else's.

use std::collections::BTreeMap;
use std::ops::Index;

use crate::app::jobs::failures::Problems;
use crate::store::jobs::run_shares::RunShare;

/// Counts by word: `{"evaluated": 12}`.
pub type Counts = BTreeMap<&'static str, u64>;

/// What was done, and what failed, in one organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Share {
    counts: Counts,
    problems: Problems,
}

/// All of a run. What concerns no organisation stands under the empty name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    shares: BTreeMap<String, Share>,
    total: Counts,
}

impl Tally {
    /// Adds what was done in an organisation, and what failed there.
    pub fn add(&mut self, organization: &str, counts: Counts, problems: Problems) {
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
    pub fn error(&self) -> Option<String> {
        let mut all = Problems::default();
        for share in self.shares.values() {
            all.extend(share.problems.clone());
        }
        all.text()
    }

    /// One row for each organisation in which anything was done or failed.
    pub fn rows(&self) -> Vec<RunShare> {
        let told = self
            .shares
            .iter()
            .filter(|(_, share)| !share.problems.is_empty() || share.counts.values().any(|count| *count > 0));
        told.map(|(organization, share)| RunShare {
            organization_id: organization.clone(),
            run_id: String::new(),
            counts: written(&share.counts),
            error: share.problems.text(),
        })
        .collect()
    }
}

/// Counts as the log of runs keeps them.
pub fn written(counts: &Counts) -> String {
    serde_json::to_string(counts).expect("counts are numbers under words")
}

/// What was done everywhere, by word.
impl Index<&str> for Tally {
    type Output = u64;

    fn index(&self, word: &str) -> &u64 {
        &self.total[word]
    }
}

/// What concerns no organisation.
impl From<Counts> for Tally {
    fn from(counts: Counts) -> Tally {
        let mut tally = Tally::default();
        tally.add("", counts, Problems::default());
        tally
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_organisation_has_its_own_and_all_have_the_sum() {
        let mut problems = Problems::default();
        problems.add("a: it broke".to_owned());
        let mut tally = Tally::from(Counts::from([("forgotten", 2)]));
        tally.add("a", Counts::from([("asked", 1), ("failed", 1)]), problems);
        tally.add("a", Counts::from([("asked", 1)]), Problems::default());
        tally.add("b", Counts::from([("asked", 5)]), Problems::default());
        tally.add("c", Counts::from([("asked", 0)]), Problems::default());
        assert_eq!((tally["asked"], tally["failed"], tally["forgotten"]), (7, 1, 2));
        assert_eq!(tally.error().as_deref(), Some("a: it broke"));
        let rows: Vec<_> =
            tally.rows().into_iter().map(|row| (row.organization_id, row.counts, row.error)).collect();
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
