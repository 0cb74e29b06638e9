//! Bundles: one self-contained JSON file that holds sessions with all they are judged by (DESIGN.md 5.1).
//!
//! Support, tests, the simulator and `rollcall replay` share this format. It has no clock and no store: a bundle
//! says as of when it is read.

mod format;
mod read;
mod result;

use std::collections::BTreeMap;

pub use format::{BundleFile, OrganizationFile, PersonFile, RateFile, SessionFile};
pub use result::Outcome;

use crate::domain::evaluate::{Case, Evaluation, bindings, evaluate};
use crate::domain::evidence::json::Malformed;
use crate::domain::evidence::{Evidence, Observation, scope};
use crate::domain::money::line::Books;
use crate::domain::person::Identity;
use crate::domain::session::{Place, Session};
use crate::domain::time::Timestamp;

/// A bundle that is consistent in itself.
#[derive(Clone, Debug)]
pub struct Bundle {
    pub as_of: Timestamp,
    pub books: Books,
    /// Identities that people are written with.
    pub identities: Vec<(Identity, String)>,
    pub sessions: Vec<Session>,
    /// What was known at `as_of`.
    pub evidence: Vec<Evidence>,
}

impl Bundle {
    /// Reads a bundle's text.
    ///
    /// # Errors
    /// The path of the first key that is wrong, and what is wrong with it.
    pub fn read(text: &str) -> Result<Bundle, Malformed> {
        read::bundle(text)
    }

    /// Evaluates every session, in the order of their ids.
    pub fn evaluate(&self) -> Vec<Evaluation> {
        let mut by_scope: BTreeMap<String, Vec<&Evidence>> = BTreeMap::new();
        let mut visits: Vec<&Evidence> = Vec::new();
        for one in &self.evidence {
            match (one.scope(), &one.observation) {
                (_, Observation::Scan(scan)) if scan.session_id.is_none() => visits.push(one),
                (Some(scope), _) => by_scope.entry(scope).or_default().push(one),
                (None, _) => {}
            }
        }
        let mut by_place: BTreeMap<Place, Vec<&Session>> = BTreeMap::new();
        for session in &self.sessions {
            for place in session.places() {
                by_place.entry(place).or_default().push(session);
            }
        }
        let binds = by_scope.get(scope::IDENTITIES).map_or(&[][..], Vec::as_slice);
        let bindings = bindings(self.identities.iter().cloned(), binds);
        let mut sessions: Vec<&Session> = self.sessions.iter().collect();
        sessions.sort_by(|a, b| a.id.cmp(&b.id));
        sessions
            .into_iter()
            .map(|session| {
                let mut evidence: Vec<&Evidence> =
                    session.scopes().filter_map(|scope| by_scope.get(&scope)).flatten().copied().collect();
                evidence.extend(&visits);
                let neighbours: Vec<&Session> =
                    session.places().filter_map(|place| by_place.get(&place)).flatten().copied().collect();
                evaluate(Case {
                    session,
                    neighbours: &neighbours,
                    evidence: &evidence,
                    bindings: &bindings,
                    books: &self.books,
                    as_of: self.as_of,
                })
            })
            .collect()
    }

    /// Evaluates every session and writes what `rollcall replay` prints.
    pub fn replay(&self) -> Outcome {
        Outcome::of(self.evaluate(), self.books.currency)
    }
}
