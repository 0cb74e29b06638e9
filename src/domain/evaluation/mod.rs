//! The whole chain for one session: evidence → presence → verdict → money.
//!
//! The same evidence, in any order, in any batches and with any repeats, gives the same evaluation. `inputs` prepares
//! many sessions at once; `session_presence` turns the evidence of one session into the time people were there.

pub mod inputs;
pub mod session_inputs;
mod session_presence;

use std::collections::{BTreeMap, BTreeSet};

use super::evidence::{Evidence, Observation, latest_statement};
use super::money::line::{Line, PersonResult, lines};
use super::presence::spans::Spans;
use super::presence::timeline::Timeline;
use super::session::Status;
use super::time::{Span, Timestamp};
use super::verdict::measure::{Measured, Plan, UncertainTime, shortened_plan};
use super::verdict::outcome::{Outcome, Verdict};
use super::verdict::report::{EffectiveOverride, Part, Report};
use crate::domain::evaluation::session_inputs::SessionInputs;
use crate::domain::evaluation::session_presence::{SessionPresence, inside};
use crate::domain::people::Identity;
use crate::domain::presence::credit_window::{Window, session_window};
use crate::domain::verdict::build_report::{ReportInputs, build_report};

/// The result of evaluating one session.
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
    /// The part of the credit window in which nobody watched the room.
    pub unwatched: Spans,
    /// Sorted by person.
    pub reports: Vec<Report>,
    pub lines: Vec<Line>,
}

/// Evaluates one session as of an instant.
pub fn evaluate(inputs: SessionInputs) -> Evaluation {
    let session = inputs.session;
    if session.cancelled {
        return Evaluation {
            session_id: session.id.clone(),
            status: Status::Cancelled,
            settled: true,
            needs_review: false,
            unmatched: BTreeMap::new(),
            guests: BTreeMap::new(),
            attended: BTreeMap::new(),
            unwatched: Spans::default(),
            reports: Vec::new(),
            lines: Vec::new(),
        };
    }
    let window = session_window(session, inputs.neighbours, inputs.as_of);
    let presence = SessionPresence::of(&inputs, window);
    let evaluator = PersonEvaluator::new(&inputs, window, &presence);

    let learners: Vec<EvaluatedPerson> = evaluator.learners();
    let teacher = evaluator.teacher(&learners);
    let everybody = || teacher.iter().chain(&learners);

    let settled = presence.settle_state.is_settled();
    let needs_review = settled && everybody().any(|one| one.report.outcome == Outcome::Unknown);
    let mut reports: Vec<Report> = everybody().map(|one| one.report.clone()).collect();
    reports.sort_by(|a, b| a.person_id.cmp(&b.person_id));
    let results: Vec<PersonResult> = learners.iter().map(|one| one.result.clone()).collect();
    let lines = lines(
        session,
        teacher.as_ref().map(|one| &one.result),
        &results,
        settled,
        inputs.pricing,
        inputs.as_of,
    );
    Evaluation {
        session_id: session.id.clone(),
        status: status(&inputs, window, &presence, &learners),
        settled,
        needs_review,
        reports,
        lines,
        unmatched: inside(presence.unmatched, window.credit),
        guests: presence.guests,
        attended: presence.roster,
        unwatched: presence.unwatched,
    }
}

/// One person's report, and what money needs of it.
struct EvaluatedPerson {
    report: Report,
    result: PersonResult,
    measured: Measured,
}

struct PersonEvaluator<'a> {
    inputs: &'a SessionInputs<'a>,
    window: Span,
    presence: &'a SessionPresence,
    uncertain: UncertainTime,
    overrides: BTreeMap<String, (EffectiveOverride, String)>,
}

impl<'a> PersonEvaluator<'a> {
    fn new(
        inputs: &'a SessionInputs<'a>,
        window: Window,
        presence: &'a SessionPresence,
    ) -> PersonEvaluator<'a> {
        let unmatched = || presence.unmatched.values();
        let uncertain = UncertainTime {
            unmatched: Spans::union_of(
                unmatched().flat_map(|timeline| timeline.possible().iter().collect::<Vec<_>>()),
            ),
            unmatched_evidence: unmatched().flat_map(Timeline::evidence_ids).collect::<BTreeSet<_>>(),
            unwatched: presence.unwatched.clone(),
        };
        PersonEvaluator {
            inputs,
            window: window.credit,
            presence,
            uncertain,
            overrides: overrides_in_force(inputs),
        }
    }

    fn completed_at(&self) -> Option<Timestamp> {
        self.inputs.session.completed_as_of(self.inputs.as_of)
    }

    fn learners(&self) -> Vec<EvaluatedPerson> {
        let session = self.inputs.session;
        let plan = Plan {
            planned: shortened_plan(session.planned(), self.completed_at()),
            thresholds: session.policy.learner,
            lateness_grace: session.lateness_grace(),
        };
        let ids: BTreeSet<&String> = session.students.iter().collect();
        ids.into_iter().map(|id| self.person(id, Part::Student, plan)).collect()
    }

    /// Completing early shortens the teacher's planned time only if they waited `noShowWaitSeconds` and no learner can
    /// have been there; otherwise the full planned time counts.
    fn teacher(&self, learners: &[EvaluatedPerson]) -> Option<EvaluatedPerson> {
        let session = self.inputs.session;
        let waited_for_nobody = self.completed_at().filter(|at| {
            at.since(session.start) >= session.policy.no_show_wait
                && learners.iter().all(|one| one.measured.possible_verdict == Verdict::Absent)
        });
        let plan = Plan {
            planned: shortened_plan(session.planned(), waited_for_nobody),
            thresholds: session.policy.teacher,
            lateness_grace: session.lateness_grace(),
        };
        session.teacher.as_ref().map(|id| self.person(id, Part::Teacher, plan))
    }

    fn person(&self, id: &str, part: Part, plan: Plan) -> EvaluatedPerson {
        let session = self.inputs.session;
        let nothing = Timeline::default();
        let timeline = self.presence.roster.get(id).unwrap_or(&nothing);
        let measured = Measured::of(timeline, &self.uncertain, plan, &session.policy, self.window);
        let stated = self.overrides.get(id);
        let report = build_report(ReportInputs {
            session,
            person: id,
            part,
            plan,
            timeline,
            measured: &measured,
            uncertain: &self.uncertain,
            settle_state: &self.presence.settle_state,
            override_in_force: stated.map(|(stated, evidence)| (stated, evidence.as_str())),
            visit: self.presence.visits.get(id),
        });
        let result = PersonResult {
            person: id.to_owned(),
            verdict: report.outcome.verdict(),
            stated_millis: stated.and_then(|(stated, _)| stated.credited_millis()),
            credited: measured.credited.clone(),
            planned_millis: plan.planned.millis(),
        };
        EvaluatedPerson { report, result, measured }
    }
}

/// The override that holds for each person of the session, with its evidence id.
fn overrides_in_force(inputs: &SessionInputs) -> BTreeMap<String, (EffectiveOverride, String)> {
    let mut by_person: BTreeMap<&str, Vec<&Evidence>> = BTreeMap::new();
    for &one in inputs.evidence {
        if let Observation::Override(stated) = &one.observation
            && stated.session_id == inputs.session.id
        {
            by_person.entry(&stated.person_id).or_default().push(one);
        }
    }
    by_person
        .into_iter()
        .filter_map(|(person, several)| {
            let last = latest_statement(several.into_iter())?;
            let Observation::Override(stated) = &last.observation else { return None };
            let in_force = EffectiveOverride::from_override(stated, last.received_at)?;
            Some((person.to_owned(), (in_force, last.id.clone())))
        })
        .collect()
}

fn status(
    inputs: &SessionInputs,
    window: Window,
    presence: &SessionPresence,
    learners: &[EvaluatedPerson],
) -> Status {
    let session = inputs.session;
    if inputs.as_of >= window.credit.to {
        let missed = !learners.is_empty() && learners.iter().all(|one| one.report.outcome == Outcome::Absent);
        if session.format.has_one_learner() && missed { Status::Absent } else { Status::Completed }
    } else if inputs.as_of < session.start && !presence.possible.overlaps(window.credit) {
        Status::Scheduled
    } else {
        Status::Ongoing
    }
}
