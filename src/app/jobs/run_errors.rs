//! What failed in a run that went on, as one text for the log of runs.

use std::collections::BTreeSet;

/// Sentences, each once, each beginning with the name of what it concerns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunErrors(BTreeSet<String>);

/// More than these are counted, not shown.
const MAX_SHOWN: usize = 20;

impl RunErrors {
    pub fn add(&mut self, problem: String) {
        self.0.insert(problem);
    }

    pub fn extend(&mut self, others: RunErrors) {
        self.0.extend(others.0);
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn first(&self) -> Option<&str> {
        self.0.first().map(String::as_str)
    }

    /// All of them as one text, if there are any.
    pub fn text(&self) -> Option<String> {
        let shown: Vec<&str> = self.0.iter().take(MAX_SHOWN).map(String::as_str).collect();
        let more = self.0.len().saturating_sub(MAX_SHOWN);
        match (shown.is_empty(), more) {
            (true, _) => None,
            (false, 0) => Some(shown.join("; ")),
            (false, more) => Some(format!("{}; and {more} more", shown.join("; "))),
        }
    }
}
