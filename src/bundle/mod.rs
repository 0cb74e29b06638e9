//! Bundles: one self-contained JSON file that holds sessions with all inputs of their evaluation (DESIGN.md 5.1).
//!
//! Support, tests, the simulator and `rollcall replay` share this format. Reading one needs no clock and no store: the
//! bundle itself holds the instant as of which it is evaluated.

mod format;
mod read;
mod result;

pub use format::{BundleDocument, BundleOrganization, BundlePerson, BundleSession};
pub use result::ReplayResult;

use std::collections::BTreeMap;

use crate::domain::evaluation::Evaluation;
use crate::domain::evaluation::inputs::EvaluationInputs;
use crate::domain::evidence::Evidence;
use crate::domain::money::line::{PricingContext, SessionCoverage, cover};
use crate::domain::people::Identity;
use crate::domain::session::Session;
use crate::domain::time::Timestamp;

/// A bundle that is consistent in itself.
#[derive(Clone, Debug)]
pub struct Bundle {
    pub as_of: Timestamp,
    pub pricing: PricingContext,
    /// The identities written with people.
    pub identities: Vec<(Identity, String)>,
    pub sessions: Vec<Session>,
    /// What subscriptions cover, by session.
    pub coverage: BTreeMap<String, SessionCoverage>,
    /// What was known at `as_of`.
    pub evidence: Vec<Evidence>,
}

impl Bundle {
    /// Evaluates every session, in the order of their ids.
    pub fn evaluate(&self) -> Vec<Evaluation> {
        let identities = self.identities.iter().cloned();
        let inputs =
            EvaluationInputs::new(&self.sessions, &self.evidence, identities, &self.pricing, self.as_of);
        let mut sessions: Vec<&Session> = self.sessions.iter().collect();
        sessions.sort_by(|a, b| a.id.cmp(&b.id));
        let evaluate = |session: &Session| {
            let mut found = inputs.evaluate(session);
            if let Some(coverage) = self.coverage.get(&session.id) {
                found.lines = cover(found.lines, coverage);
            }
            found
        };
        sessions.into_iter().map(evaluate).collect()
    }

    /// Evaluates every session and writes what `rollcall replay` prints.
    pub fn replay(&self) -> ReplayResult {
        ReplayResult::of(self.evaluate(), self.pricing.currency)
    }
}
