//! Inputs of many evaluations, indexed once: evidence by scope, sessions by room or space.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::evaluation::session_inputs::SessionInputs;
use crate::domain::evaluation::{Evaluation, evaluate};
use crate::domain::evidence::manual::Override;
use crate::domain::evidence::{Evidence, Observation, latest_statement, scope};
use crate::domain::money::line::PricingContext;
use crate::domain::people::{Identity, IdentityBindings};
use crate::domain::presence::credit_window::session_window;
use crate::domain::session::{Session, SessionPlace};
use crate::domain::time::{Span, Timestamp};

/// Evidence and sessions, indexed so that sessions can be evaluated one after the other.
pub struct EvaluationInputs<'a> {
    by_scope: BTreeMap<&'a str, Vec<&'a Evidence>>,
    /// What was observed at venues, by time and by person: it names no session.
    visits: BTreeMap<(Timestamp, &'a str), Vec<&'a Evidence>>,
    visits_of: BTreeMap<&'a str, Vec<(Timestamp, &'a Evidence)>>,
    by_place: BTreeMap<SessionPlace<'a>, Vec<&'a Session>>,
    bindings: IdentityBindings,
    pricing: &'a PricingContext,
    as_of: Timestamp,
}

impl<'a> EvaluationInputs<'a> {
    /// Indexes `evidence` (from `known_at`) and `sessions`: those to be evaluated and those that share a room or space
    /// with them. `identities` are the ones stored with people; binds among the evidence replace them.
    pub fn new(
        sessions: impl IntoIterator<Item = &'a Session>,
        evidence: impl IntoIterator<Item = &'a Evidence>,
        identities: impl IntoIterator<Item = (Identity, String)>,
        pricing: &'a PricingContext,
        as_of: Timestamp,
    ) -> EvaluationInputs<'a> {
        let mut by_scope: BTreeMap<&str, Vec<&Evidence>> = BTreeMap::new();
        let mut visits: BTreeMap<(Timestamp, &str), Vec<&Evidence>> = BTreeMap::new();
        let mut visits_of: BTreeMap<&str, Vec<(Timestamp, &Evidence)>> = BTreeMap::new();
        for one in evidence {
            if let Some(step) = one.observation.venue_step() {
                visits.entry((step.at, step.person)).or_default().push(one);
                visits_of.entry(step.person).or_default().push((step.at, one));
            } else if let Some(scope) = one.scope.as_deref() {
                by_scope.entry(scope).or_default().push(one);
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
        EvaluationInputs { by_scope, visits, visits_of, by_place, bindings, pricing, as_of }
    }

    /// Evaluates one session.
    pub fn evaluate(&self, session: &Session) -> Evaluation {
        self.evaluate_with(session, false)
    }

    /// Evaluates a session some of whose evidence cannot be parsed: figures come from the rest, and the session stays
    /// unsettled.
    pub fn evaluate_incomplete(&self, session: &Session) -> Evaluation {
        self.evaluate_with(session, true)
    }

    fn evaluate_with(&self, session: &Session, has_unreadable_evidence: bool) -> Evaluation {
        let mut evidence: Vec<&Evidence> = session
            .evidence_scopes()
            .filter_map(|scope| self.by_scope.get(scope.as_str()))
            .flatten()
            .copied()
            .collect();
        evidence.extend(self.visits_about(session));
        let neighbours = self.neighbours(session);
        evaluate(SessionInputs {
            session,
            neighbours: &neighbours,
            evidence: &evidence,
            bindings: &self.bindings,
            pricing: self.pricing,
            as_of: self.as_of,
            has_unreadable_evidence,
        })
    }

    /// What was observed at venues of people whom it may concern, about the time of the session.
    fn visits_about(&self, session: &Session) -> Vec<&'a Evidence> {
        let about = session.visit_span();
        if session.counts_visits() {
            let near = self.visits.range((about.from, "")..(about.to, ""));
            return near.flat_map(|(_, several)| several).copied().collect();
        }
        let roster: BTreeSet<&str> = session.roster().collect();
        let own = roster.into_iter().filter_map(|person| self.visits_of.get(person)).flatten();
        own.filter(|(at, _)| about.from <= *at && *at < about.to).map(|(_, one)| *one).collect()
    }

    /// The credit window of one session.
    pub fn credit_window(&self, session: &Session) -> Span {
        session_window(session, &self.neighbours(session), self.as_of).credit
    }

    /// The last override of one person in a session, also one that withdraws those before it, and when it was received.
    pub fn last_override(&self, session: &Session, person: &str) -> Option<(Timestamp, &'a Override)> {
        let overrides = self.by_scope.get(scope::session(&session.id).as_str())?.iter().filter(|one| {
            matches!(&one.observation, Observation::Override(stated)
                if stated.session_id == session.id && stated.person_id == person)
        });
        let last = latest_statement(overrides.copied())?;
        match &last.observation {
            Observation::Override(stated) => Some((last.received_at, stated)),
            _ => None,
        }
    }

    fn neighbours(&self, session: &Session) -> Vec<&'a Session> {
        session.places().filter_map(|place| self.by_place.get(&place)).flatten().copied().collect()
    }
}

/// Starts from the identities stored with people; a bind in the evidence replaces the owner of its identity, and of
/// several binds the last received holds.
pub fn merge_bindings(
    stored: impl IntoIterator<Item = (Identity, String)>,
    evidence: &[&Evidence],
) -> IdentityBindings {
    let mut bindings = IdentityBindings::default();
    for (identity, person) in stored {
        bindings.set(identity, Some(person));
    }
    let mut binds: BTreeMap<Identity, Vec<&Evidence>> = BTreeMap::new();
    for &one in evidence {
        if let Observation::Bind(bind) = &one.observation {
            binds.entry(bind.identity()).or_default().push(one);
        }
    }
    for (identity, several) in binds {
        if let Some(Observation::Bind(bind)) =
            latest_statement(several.into_iter()).map(|one| &one.observation)
        {
            bindings.set(identity, bind.person_id.clone());
        }
    }
    bindings
}
