//! What many sessions are judged on together: evidence by what it is about, sessions by where they are held.

use std::collections::BTreeMap;

use crate::domain::evaluation::{Case, Evaluation, bindings, evaluate};
use crate::domain::evidence::{Evidence, Observation, scope};
use crate::domain::money::line::Books;
use crate::domain::people::{Bindings, Identity};
use crate::domain::presence::window::window;
use crate::domain::session::{Place, Session};
use crate::domain::time::{Span, Timestamp};

/// Evidence and sessions laid out for judging one session after the other.
pub struct Ground<'a> {
    by_scope: BTreeMap<String, Vec<&'a Evidence>>,
    /// Visits name a venue, and concern whoever came, wherever they are expected.
    visits: Vec<&'a Evidence>,
    by_place: BTreeMap<Place<'a>, Vec<&'a Session>>,
    bindings: Bindings,
    books: &'a Books,
    as_of: Timestamp,
}

impl<'a> Ground<'a> {
    /// Lays out `evidence` (from `known_at`) and `sessions`: those to be judged and whoever shares a room or space
    /// with them. `identities` are those people are written with; binds among the evidence go over them.
    pub fn new(
        sessions: impl IntoIterator<Item = &'a Session>,
        evidence: impl IntoIterator<Item = &'a Evidence>,
        identities: impl IntoIterator<Item = (Identity, String)>,
        books: &'a Books,
        as_of: Timestamp,
    ) -> Ground<'a> {
        let mut by_scope: BTreeMap<String, Vec<&Evidence>> = BTreeMap::new();
        let mut visits: Vec<&Evidence> = Vec::new();
        for one in evidence {
            match (one.scope(), &one.observation) {
                (_, Observation::Scan(scan)) if scan.session_id.is_none() => visits.push(one),
                (Some(scope), _) => by_scope.entry(scope).or_default().push(one),
                (None, _) => {}
            }
        }
        let mut by_place: BTreeMap<Place, Vec<&Session>> = BTreeMap::new();
        for session in sessions {
            for place in session.places() {
                by_place.entry(place).or_default().push(session);
            }
        }
        let binds = by_scope.get(scope::IDENTITIES).map_or(&[][..], Vec::as_slice);
        let bindings = bindings(identities, binds);
        Ground { by_scope, visits, by_place, bindings, books, as_of }
    }

    /// Evaluates one session.
    pub fn evaluate(&self, session: &Session) -> Evaluation {
        self.look(session, false)
    }

    /// The same for a session some of whose evidence cannot be read: what the rest says, and no verdict by it.
    pub fn evaluate_held(&self, session: &Session) -> Evaluation {
        self.look(session, true)
    }

    fn look(&self, session: &Session, is_held: bool) -> Evaluation {
        let mut evidence: Vec<&Evidence> =
            session.scopes().filter_map(|scope| self.by_scope.get(&scope)).flatten().copied().collect();
        evidence.extend(&self.visits);
        let neighbours = self.neighbours(session);
        evaluate(Case {
            session,
            neighbours: &neighbours,
            evidence: &evidence,
            bindings: &self.bindings,
            books: self.books,
            as_of: self.as_of,
            is_held,
        })
    }

    /// The credit window of one session.
    pub fn window(&self, session: &Session) -> Span {
        window(session, &self.neighbours(session), self.as_of).credit
    }

    fn neighbours(&self, session: &Session) -> Vec<&'a Session> {
        session.places().filter_map(|place| self.by_place.get(&place)).flatten().copied().collect()
    }
}
