//! The whole chain for one session: evidence → presence → verdict → money.
//!
//! The same evidence, in any order, in any batches and with any repeats, gives the same evaluation.

pub mod inputs;

use std::collections::{BTreeMap, BTreeSet};

use super::evidence::{Evidence, Observation, latest_statement};
use super::money::line::{Line, PersonResult, PricingContext, lines};
use super::presence::spans::Spans;
use super::presence::timeline::Timeline;
use super::presence::window::{Window, session_window};
use super::session::{Session, Status};
use super::time::{Span, Timestamp};
use super::verdict::measure::{Measured, Plan, UncertainTime, shortened_plan};
use super::verdict::outcome::{Outcome, Verdict};
use super::verdict::report::{EffectiveOverride, Part, Report};
use crate::domain::people::{Identity, IdentityBindings};
use crate::domain::presence::session_presence::{SessionPresence, inside};
use crate::domain::verdict::build_report::{ReportInputs, build_report};

/// Everything one session is judged by. `evidence` comes from `known_at`; it may hold more than concerns the session.
#[derive(Clone, Copy)]
pub struct SessionInputs<'a> {
    pub session: &'a Session,
    /// Sessions that may share its room or space; others do no harm.
    pub neighbours: &'a [&'a Session],
    pub evidence: &'a [&'a Evidence],
    pub bindings: &'a IdentityBindings,
    pub pricing: &'a PricingContext,
    pub as_of: Timestamp,
    /// Some of its evidence cannot be read: it is not to be settled without it.
    pub has_unreadable_evidence: bool,
}

/// What is to be said of one session.
#[derive(Clone, Debug)]
pub struct Evaluation {
    pub session_id: String,
    pub status: Status,
    pub settled: bool,
    /// Settled, and somebody's outcome is unknown all the same.
    pub needs_review: bool,
    pub unmatched: BTreeMap<Identity, Timeline>,
    pub guests: BTreeMap<String, Timeline>,
    /// People of the roster of whom anything is known.
    pub attended: BTreeMap<String, Timeline>,
    /// Sorted by person.
    pub reports: Vec<Report>,
    pub lines: Vec<Line>,
}

/// Lays the binds found in evidence over the identities people were written with.
pub fn merge_bindings(
    written: impl IntoIterator<Item = (Identity, String)>,
    evidence: &[&Evidence],
) -> IdentityBindings {
    let mut bindings = IdentityBindings::default();
    for (identity, person) in written {
        bindings.set(identity, Some(person));
    }
    let mut said: BTreeMap<Identity, Vec<&Evidence>> = BTreeMap::new();
    for &one in evidence {
        if let Observation::Bind(bind) = &one.observation {
            said.entry(bind.identity()).or_default().push(one);
        }
    }
    for (identity, words) in said {
        if let Some(Observation::Bind(bind)) = latest_statement(words.into_iter()).map(|one| &one.observation)
        {
            bindings.set(identity, bind.person_id.clone());
        }
    }
    bindings
}

/// Evaluates one session as of an instant.
pub fn evaluate(case: SessionInputs) -> Evaluation {
    let session = case.session;
    if session.cancelled {
        return Evaluation {
            session_id: session.id.clone(),
            status: Status::Cancelled,
            settled: true,
            needs_review: false,
            unmatched: BTreeMap::new(),
            guests: BTreeMap::new(),
            attended: BTreeMap::new(),
            reports: Vec::new(),
            lines: Vec::new(),
        };
    }
    let window = session_window(session, case.neighbours, case.as_of);
    let presence = SessionPresence::of(&case, window);
    let judge = PersonEvaluator::new(&case, window, &presence);

    let learners: Vec<EvaluatedPerson> = judge.learners();
    let teacher = judge.teacher(&learners);
    let everybody = || teacher.iter().chain(&learners);

    let settled = presence.settle_state.is_settled();
    let needs_review = settled && everybody().any(|one| one.report.outcome == Outcome::Unknown);
    let mut reports: Vec<Report> = everybody().map(|one| one.report.clone()).collect();
    reports.sort_by(|a, b| a.person_id.cmp(&b.person_id));
    let standings: Vec<PersonResult> = learners.iter().map(|one| one.result.clone()).collect();
    let lines = lines(
        session,
        teacher.as_ref().map(|one| &one.result),
        &standings,
        settled,
        case.pricing,
        case.as_of,
    );
    Evaluation {
        session_id: session.id.clone(),
        status: status(&case, window, &presence, &learners),
        settled,
        needs_review,
        reports,
        lines,
        unmatched: inside(presence.unmatched, window.credit),
        guests: presence.guests,
        attended: presence.roster,
    }
}

/// One person's report, and what money needs of it.
struct EvaluatedPerson {
    report: Report,
    result: PersonResult,
    measured: Measured,
}

struct PersonEvaluator<'a> {
    case: &'a SessionInputs<'a>,
    window: Span,
    presence: &'a SessionPresence,
    doubt: UncertainTime,
    overrides: BTreeMap<String, (EffectiveOverride, String)>,
}

impl<'a> PersonEvaluator<'a> {
    fn new(
        case: &'a SessionInputs<'a>,
        window: Window,
        presence: &'a SessionPresence,
    ) -> PersonEvaluator<'a> {
        let strangers = || presence.unmatched.values();
        let doubt = UncertainTime {
            unmatched: Spans::union_of(
                strangers().flat_map(|timeline| timeline.possible().iter().collect::<Vec<_>>()),
            ),
            unmatched_evidence: strangers().flat_map(Timeline::evidence_ids).collect::<BTreeSet<_>>(),
            unwatched: presence.unwatched.clone(),
        };
        PersonEvaluator { case, window: window.credit, presence, doubt, overrides: overrides_in_force(case) }
    }

    fn completed_at(&self) -> Option<Timestamp> {
        self.case.session.completed_as_of(self.case.as_of)
    }

    fn learners(&self) -> Vec<EvaluatedPerson> {
        let session = self.case.session;
        let plan = Plan {
            planned: shortened_plan(session.planned(), self.completed_at()),
            thresholds: session.policy.learner,
            lateness_grace: session.policy.lateness_grace(session.format),
        };
        let ids: BTreeSet<&String> = session.students.iter().collect();
        ids.into_iter().map(|id| self.person(id, Part::Student, plan)).collect()
    }

    /// The teacher is measured against the shortened plan only after waiting long enough for nobody.
    fn teacher(&self, learners: &[EvaluatedPerson]) -> Option<EvaluatedPerson> {
        let session = self.case.session;
        let waited_for_nobody = self.completed_at().filter(|at| {
            at.since(session.start) >= session.policy.no_show_wait
                && learners.iter().all(|one| one.measured.verdicts.1 == Verdict::Absent)
        });
        let plan = Plan {
            planned: shortened_plan(session.planned(), waited_for_nobody),
            thresholds: session.policy.teacher,
            lateness_grace: session.policy.lateness_grace(session.format),
        };
        session.teacher.as_ref().map(|id| self.person(id, Part::Teacher, plan))
    }

    fn person(&self, id: &str, part: Part, plan: Plan) -> EvaluatedPerson {
        let session = self.case.session;
        let nothing = Timeline::default();
        let timeline = self.presence.roster.get(id).unwrap_or(&nothing);
        let measured = Measured::of(timeline, &self.doubt, plan, &session.policy, self.window);
        let stated = self.overrides.get(id);
        let report = build_report(ReportInputs {
            session,
            person: id,
            part,
            plan,
            timeline,
            measured: &measured,
            doubt: &self.doubt,
            settle_state: &self.presence.settle_state,
            override_in_force: stated.map(|(stated, evidence)| (stated, evidence.as_str())),
            visit: self.presence.uncounted_visits.get(id),
        });
        let standing = PersonResult {
            person: id.to_owned(),
            verdict: report.outcome.verdict(),
            stated_millis: stated.and_then(|(stated, _)| stated.credited_millis()),
            credited: measured.credited.clone(),
            planned_millis: plan.planned.millis(),
        };
        EvaluatedPerson { report, result: standing, measured }
    }
}

/// The override that holds for each person of the session, with its evidence id.
fn overrides_in_force(case: &SessionInputs) -> BTreeMap<String, (EffectiveOverride, String)> {
    let mut said: BTreeMap<&str, Vec<&Evidence>> = BTreeMap::new();
    for &one in case.evidence {
        if let Observation::Override(word) = &one.observation
            && word.session_id == case.session.id
        {
            said.entry(&word.person_id).or_default().push(one);
        }
    }
    said.into_iter()
        .filter_map(|(person, words)| {
            let last = latest_statement(words.into_iter())?;
            let Observation::Override(word) = &last.observation else { return None };
            Some((
                person.to_owned(),
                (EffectiveOverride::from_override(word, last.received_at)?, last.id.clone()),
            ))
        })
        .collect()
}

fn status(
    case: &SessionInputs,
    window: Window,
    presence: &SessionPresence,
    learners: &[EvaluatedPerson],
) -> Status {
    let session = case.session;
    if case.as_of >= window.credit.to {
        let missed = !learners.is_empty() && learners.iter().all(|one| one.report.outcome == Outcome::Absent);
        if session.format.has_one_learner() && missed { Status::Absent } else { Status::Completed }
    } else if case.as_of < session.start && !presence.possible.overlaps(window.credit) {
        Status::Scheduled
    } else {
        Status::Ongoing
    }
}
