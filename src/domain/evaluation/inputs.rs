//! What many sessions are judged on together: evidence by what it is about, sessions by where they are held.

use std::collections::BTreeMap;

use crate::domain::evaluation::{Evaluation, SessionInputs, evaluate, merge_bindings};
use crate::domain::evidence::{Evidence, Observation, scope};
use crate::domain::money::line::PricingContext;
use crate::domain::people::{Identity, IdentityBindings};
use crate::domain::presence::window::session_window;
use crate::domain::session::{Session, SessionPlace};
use crate::domain::time::{Span, Timestamp};

/// Evidence and sessions laid out for judging one session after the other.
pub struct EvaluationInputs<'a> {
    by_scope: BTreeMap<&'a str, Vec<&'a Evidence>>,
    /// Visits name a venue, and concern whoever came, wherever they are expected.
    visits: Vec<&'a Evidence>,
    by_place: BTreeMap<SessionPlace<'a>, Vec<&'a Session>>,
    bindings: IdentityBindings,
    books: &'a PricingContext,
    as_of: Timestamp,
}

impl<'a> EvaluationInputs<'a> {
    /// Lays out `evidence` (from `known_at`) and `sessions`: those to be judged and whoever shares a room or space
    /// with them. `identities` are those people are written with; binds among the evidence go over them.
    pub fn new(
        sessions: impl IntoIterator<Item = &'a Session>,
        evidence: impl IntoIterator<Item = &'a Evidence>,
        identities: impl IntoIterator<Item = (Identity, String)>,
        books: &'a PricingContext,
        as_of: Timestamp,
    ) -> EvaluationInputs<'a> {
        let mut by_scope: BTreeMap<&str, Vec<&Evidence>> = BTreeMap::new();
        let mut visits: Vec<&Evidence> = Vec::new();
        for one in evidence {
            match (one.scope.as_deref(), &one.observation) {
                (_, Observation::Scan(scan)) if scan.session_id.is_none() => visits.push(one),
                (Some(scope), _) => by_scope.entry(scope).or_default().push(one),
                (None, _) => {}
            }
        }
        let mut by_place: BTreeMap<SessionPlace, Vec<&Session>> = BTreeMap::new();
        for session in sessions {
            for place in session.places() {
                by_place.entry(place).or_default().push(session);
            }
        }
        let binds = by_scope.get(scope::IDENTITIES).map_or(&[][..], Vec::as_slice);
        let bindings = merge_bindings(identities, binds);
        EvaluationInputs { by_scope, visits, by_place, bindings, books, as_of }
    }

    /// Evaluates one session.
    pub fn evaluate(&self, session: &Session) -> Evaluation {
        self.evaluate_with(session, false)
    }

    /// The same for a session some of whose evidence cannot be read: what the rest says, and no verdict by it.
    pub fn evaluate_incomplete(&self, session: &Session) -> Evaluation {
        self.evaluate_with(session, true)
    }

    fn evaluate_with(&self, session: &Session, is_held: bool) -> Evaluation {
        let mut evidence: Vec<&Evidence> = session
            .evidence_scopes()
            .filter_map(|scope| self.by_scope.get(scope.as_str()))
            .flatten()
            .copied()
            .collect();
        evidence.extend(&self.visits);
        let neighbours = self.neighbours(session);
        evaluate(SessionInputs {
            session,
            neighbours: &neighbours,
            evidence: &evidence,
            bindings: &self.bindings,
            pricing: self.books,
            as_of: self.as_of,
            has_unreadable_evidence: is_held,
        })
    }

    /// The credit window of one session.
    pub fn credit_window(&self, session: &Session) -> Span {
        session_window(session, &self.neighbours(session), self.as_of).credit
    }

    fn neighbours(&self, session: &Session) -> Vec<&'a Session> {
        session.places().filter_map(|place| self.by_place.get(&place)).flatten().copied().collect()
    }
}
