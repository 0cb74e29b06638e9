//! Loads everything that a batch of sessions is evaluated from, in one snapshot, and runs the pure evaluation on
//! the blocking pool.

use std::collections::{BTreeMap, BTreeSet};

use crate::app::evaluate::blocking_pool::{OffloadPanicked, OffloadPool, offload};
use crate::app::evaluate::evidence_bounds::EvidenceBounds;
use crate::app::evaluate::session_facts::session_facts;
use crate::app::evaluate::unreadable_evidence::may_concern;
use crate::app::evaluate::visitors::{visit_bounds, visits};
use crate::app::subscription::ledger::{self, SessionFacts};
use crate::app::subscription::undecided::undecided;
use crate::domain::evaluation::Evaluation;
use crate::domain::evaluation::inputs::EvaluationInputs;
use crate::domain::evidence::manual::Override;
use crate::domain::evidence::{Evidence, known_at_per_scope, scope};
use crate::domain::money::amount::Currency;
use crate::domain::money::line::{PricingContext, SessionCoverage};
use crate::domain::people::{Identity, Source};
use crate::domain::presence::attendance_log::{
    AttendanceLogEntry, attendance_log_entries, sources_by_evidence_id,
};
use crate::domain::session::Session;
use crate::domain::time::{Span, Timestamp};
use crate::store::session::StoredSession;
use crate::store::{Read, StoreError};

/// A session and its evaluation.
pub struct EvaluationResult {
    pub session: StoredSession,
    /// Its lines are priced by rates alone; `to_stored_lines` has what subscriptions cover.
    pub evaluation: Evaluation,
    /// What the ledger of subscriptions says of it.
    pub coverage: SessionCoverage,
    /// Display names of its unmatched identities, as their sources give them.
    pub names: BTreeMap<Identity, String>,
    /// The attendance log: everybody who was seen in it.
    pub logs: Vec<AttendanceLogEntry>,
    /// Its credit window, as its neighbours leave it.
    pub window: Span,
    /// The last override of its first learner, also one that withdraws those before it, and when it was received.
    pub last_override: Option<(Timestamp, Override)>,
    /// From when it is ready, by the organisation's present setting.
    pub ready_from: Timestamp,
    pub hold: Option<HoldReason>,
}

/// Why the new result must not overwrite the stored one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HoldReason {
    /// Evidence that may concern it cannot be read.
    UnreadableEvidence,
    /// The organisation's zone or currency cannot be read, so that nothing can be priced.
    UnreadablePricing,
    /// A subscription of one of its learners cannot be read, so that what covers it is not known.
    UnreadableSubscription,
}

/// The results of sessions evaluated from one snapshot, and what of the snapshot their save needs.
pub struct EvaluationBatch {
    pub results: Vec<EvaluationResult>,
    /// Which identities were seen in which scopes.
    pub identity_scopes: BTreeSet<(Identity, String)>,
    /// The version of the bindings that the sessions were evaluated with.
    pub bindings_version: i64,
}

/// Evidence as it was parsed.
struct ParsedEvidence {
    evidence: Vec<Evidence>,
    identity_scopes: BTreeSet<(Identity, String)>,
    names: BTreeMap<Identity, String>,
    /// Whether an item could not be parsed.
    has_unreadable: bool,
}

/// What the snapshot holds of the sessions of a batch.
struct LoadedBatch {
    sessions: Vec<StoredSession>,
    neighbours: Vec<StoredSession>,
    evidence: Vec<Evidence>,
    names: BTreeMap<Identity, String>,
    identities: Vec<(Identity, String)>,
    /// `None`: it cannot be read, so nothing is priced.
    pricing: Option<PricingContext>,
    /// How long before its start a session is ready, in milliseconds.
    creation_window: i64,
    /// By session.
    coverage: BTreeMap<String, SessionCoverage>,
    /// By session, in their order.
    holds: Vec<Option<HoldReason>>,
}

/// Evaluates sessions of one organisation as of an instant, from one snapshot.
pub async fn evaluate_batch(
    read: &mut Read,
    organization: &str,
    sessions: Vec<StoredSession>,
    as_of: Timestamp,
    pool: OffloadPool,
) -> Result<EvaluationBatch, StoreError> {
    let bindings_version = read.bindings_version(organization).await?;
    let pricing = match read.find_pricing_context(organization).await {
        Ok(Some(pricing)) => Some(pricing),
        Ok(None) => {
            let (results, identity_scopes) = (Vec::new(), BTreeSet::new());
            return Ok(EvaluationBatch { results, identity_scopes, bindings_version });
        }
        Err(StoreError::Corrupt(_)) => None,
        Err(error) => return Err(error),
    };
    let creation_window = read.find_settings(organization).await?.creation_window();
    let own: Vec<&Session> = sessions.iter().map(|one| &one.session).collect();
    let neighbours = read.list_adjacent_sessions(organization, &own).await?;
    let mut bounds = EvidenceBounds::of(&own);
    let visitors = visit_bounds(read, organization, &own).await?;
    let parsed = loop {
        let mut items = read.evidence_since(organization, &bounds.pairs(), as_of).await?;
        items.extend(visits(read, organization, &visitors, as_of).await?);
        let parsed = offload(pool, move || parse_evidence(&items, as_of)).await;
        let parsed = parsed.map_err(|error| panicked(error, organization))?;
        // Somebody joined before the evidence that was loaded begins: load again from further back.
        if !bounds.reach_back(&parsed.evidence) {
            break parsed;
        }
    };
    let unreadable = match parsed.has_unreadable {
        true => {
            let of_visitors: Vec<String> = visitors.keys().map(|person| scope::visitor(person)).collect();
            let places = bounds.pairs().into_iter().map(|(scope, _)| scope);
            let scopes: Vec<&str> = places.chain(of_visitors.iter().map(String::as_str)).collect();
            let all = Span::new(Timestamp::MIN, as_of.plus(1));
            read.unreadable_evidence(organization, &scopes, all).await?
        }
        false => Vec::new(),
    };
    let hold = |one: &StoredSession| match &pricing {
        None => Some(HoldReason::UnreadablePricing),
        Some(_) => unreadable
            .iter()
            .any(|row| may_concern(row, &one.session))
            .then_some(HoldReason::UnreadableEvidence),
    };
    let holds = sessions.iter().map(hold).collect();
    let ParsedEvidence { evidence, identity_scopes, names, .. } = parsed;
    let seen: BTreeSet<&Identity> = identity_scopes.iter().map(|(identity, _)| identity).collect();
    let identities = read.find_identities(organization, &Vec::from_iter(seen)).await?;
    let ids: Vec<&str> = sessions.iter().map(|one| one.session.id.as_str()).collect();
    let coverage = ledger::coverage(read, organization, &ids).await?;
    let batch = LoadedBatch {
        sessions,
        neighbours,
        evidence,
        names,
        identities,
        pricing,
        creation_window,
        coverage,
        holds,
    };
    let results = offload(pool, move || evaluate_loaded(batch, as_of)).await;
    let mut results = results.map_err(|error| panicked(error, organization))?;
    let consuming: Vec<SessionFacts> = results
        .iter()
        .filter(|one| one.may_be_saved())
        .map(|one| session_facts(&one.session, &one.evaluation))
        .filter(|facts| facts.status.consumes_subscription())
        .collect();
    let waiting = undecided(read, organization, &consuming).await?;
    for one in results.iter_mut().filter(|one| waiting.contains(&one.session.session.id)) {
        one.hold = Some(HoldReason::UnreadableSubscription);
    }
    Ok(EvaluationBatch { results, identity_scopes, bindings_version })
}

fn panicked(error: OffloadPanicked, organization: &str) -> StoreError {
    error.into_store_error(organization, "sessions")
}

/// Evaluates the sessions of a batch, one after the other.
fn evaluate_loaded(batch: LoadedBatch, as_of: Timestamp) -> Vec<EvaluationResult> {
    let LoadedBatch {
        sessions,
        neighbours,
        evidence,
        names,
        identities,
        pricing,
        creation_window,
        mut coverage,
        holds,
    } = batch;
    let is_priced = pricing.is_some();
    let pricing = pricing.unwrap_or_else(placeholder_pricing);
    // A session of the batch that has a place is among the neighbours too; one of each is enough.
    let ids: BTreeSet<&str> = sessions.iter().map(|one| one.session.id.as_str()).collect();
    let others = neighbours.iter().map(|one| &one.session).filter(|one| !ids.contains(one.id.as_str()));
    let all: Vec<&Session> = sessions.iter().map(|one| &one.session).chain(others).collect();
    let inputs = EvaluationInputs::new(all, &evidence, identities, &pricing, as_of);
    let evaluate = |one: &StoredSession, hold: &Option<HoldReason>| {
        let mut evaluation = match hold {
            Some(HoldReason::UnreadableEvidence) => inputs.evaluate_incomplete(&one.session),
            _ => inputs.evaluate(&one.session),
        };
        if !is_priced {
            evaluation.lines.clear();
        }
        let learner = one.session.students.first();
        let word = learner.and_then(|learner| inputs.last_override(&one.session, learner));
        let word = word.map(|(at, stated)| (at, stated.clone()));
        (evaluation, inputs.credit_window(&one.session), word)
    };
    let evaluated: Vec<_> = sessions.iter().zip(&holds).map(|(one, hold)| evaluate(one, hold)).collect();
    let sources = sources_by_evidence_id(&evidence);
    let results = sessions.into_iter().zip(evaluated).zip(holds);
    results
        .map(|((session, (evaluation, window, last_override)), hold)| {
            let named = |identity: &Identity| Some((identity.clone(), names.get(identity)?.clone()));
            let names = evaluation.unmatched.keys().filter_map(named).collect();
            let logs = attendance_log_entries(&session.session, &evaluation, &sources);
            let ready_from = session.session.start.plus(-creation_window);
            let coverage = coverage.remove(&session.session.id).unwrap_or_default();
            EvaluationResult {
                session,
                evaluation,
                coverage,
                names,
                logs,
                window,
                last_override,
                ready_from,
                hold,
            }
        })
        .collect()
}

/// Parses the items and keeps those known at `as_of`, one of each id.
fn parse_evidence(items: &[String], as_of: Timestamp) -> ParsedEvidence {
    let evidence: Vec<Evidence> =
        items.iter().filter_map(|item| Evidence::parse_stored_text(item).ok()).collect();
    let mut names: BTreeMap<(Source, &str), &str> = BTreeMap::new();
    let mut scopes: BTreeSet<(Source, &str, &str)> = BTreeSet::new();
    for one in &evidence {
        for (value, name) in one.participants() {
            if let Some(name) = name {
                names.insert((one.source, value), name);
            }
            if let Some(scope) = &one.scope {
                scopes.insert((one.source, value, scope));
            }
        }
    }
    let identity = |source, value: &str| Identity { source, value: value.to_owned() };
    ParsedEvidence {
        names: names
            .into_iter()
            .map(|((source, value), name)| (identity(source, value), name.to_owned()))
            .collect(),
        identity_scopes: scopes
            .into_iter()
            .map(|(source, value, scope)| (identity(source, value), scope.to_owned()))
            .collect(),
        has_unreadable: evidence.len() < items.len(),
        evidence: known_at_per_scope(evidence, as_of),
    }
}

/// Stands in for the pricing of an organisation that cannot be read; every line made with it is dropped.
fn placeholder_pricing() -> PricingContext {
    let currency = Currency::from_code("USD").expect("a code of ISO 4217");
    PricingContext { currency, time_zone: chrono_tz::UTC, rates: Vec::new() }
}
