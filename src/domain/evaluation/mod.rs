//! The whole chain for one session: evidence → presence → verdict → money.
//!
//! The same evidence, in any order, in any batches and with any repeats, gives the same evaluation.

pub mod inputs;

use std::collections::{BTreeMap, BTreeSet};

use super::evidence::{Evidence, Observation, last_word};
use super::money::line::{Books, Line, Standing, lines};
use super::presence::spans::Spans;
use super::presence::timeline::Timeline;
use super::presence::window::{Window, window};
use super::session::{Session, Status};
use super::time::{Span, Timestamp};
use super::verdict::measure::{Doubt, Measured, Plan, shortened};
use super::verdict::outcome::{Outcome, Verdict};
use super::verdict::report::{Part, Report, Stated};
use crate::domain::people::{Bindings, Identity};
use crate::domain::presence::merge::{Presence, inside};
use crate::domain::verdict::build::{Findings, report};

/// Everything one session is judged by. `evidence` comes from `known_at`; it may hold more than concerns the session.
#[derive(Clone, Copy)]
pub struct Case<'a> {
    pub session: &'a Session,
    /// Sessions that may share its room or space; others do no harm.
    pub neighbours: &'a [&'a Session],
    pub evidence: &'a [&'a Evidence],
    pub bindings: &'a Bindings,
    pub books: &'a Books,
    pub as_of: Timestamp,
    /// Some of its evidence cannot be read: it is not to be settled without it.
    pub is_held: bool,
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
pub fn bindings(written: impl IntoIterator<Item = (Identity, String)>, evidence: &[&Evidence]) -> Bindings {
    let mut bindings = Bindings::default();
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
        if let Some(Observation::Bind(bind)) = last_word(words.into_iter()).map(|one| &one.observation) {
            bindings.set(identity, bind.person_id.clone());
        }
    }
    bindings
}

/// Evaluates one session as of an instant.
pub fn evaluate(case: Case) -> Evaluation {
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
    let window = window(session, case.neighbours, case.as_of);
    let presence = Presence::of(&case, window);
    let judge = Judge::new(&case, window, &presence);

    let learners: Vec<Person> = judge.learners();
    let teacher = judge.teacher(&learners);
    let everybody = || teacher.iter().chain(&learners);

    let settled = presence.settling.is_settled();
    let needs_review = settled && everybody().any(|one| one.report.outcome == Outcome::Unknown);
    let mut reports: Vec<Report> = everybody().map(|one| one.report.clone()).collect();
    reports.sort_by(|a, b| a.person_id.cmp(&b.person_id));
    let standings: Vec<Standing> = learners.iter().map(|one| one.standing.clone()).collect();
    let lines = lines(
        session,
        teacher.as_ref().map(|one| &one.standing),
        &standings,
        settled,
        case.books,
        case.as_of,
    );
    Evaluation {
        session_id: session.id.clone(),
        status: status(&case, window, &presence, &learners),
        settled,
        needs_review,
        reports,
        lines,
        unmatched: inside(presence.strangers, window.credit),
        guests: presence.guests,
        attended: presence.roster,
    }
}

/// One person's report, and what money needs of it.
struct Person {
    report: Report,
    standing: Standing,
    measured: Measured,
}

struct Judge<'a> {
    case: &'a Case<'a>,
    window: Span,
    presence: &'a Presence,
    doubt: Doubt,
    stated: BTreeMap<String, (Stated, String)>,
}

impl<'a> Judge<'a> {
    fn new(case: &'a Case<'a>, window: Window, presence: &'a Presence) -> Judge<'a> {
        let strangers = || presence.strangers.values();
        let doubt = Doubt {
            unmatched: Spans::union_of(
                strangers().flat_map(|timeline| timeline.possible().iter().collect::<Vec<_>>()),
            ),
            unmatched_evidence: strangers().flat_map(Timeline::evidence).collect::<BTreeSet<_>>(),
            unwatched: presence.unwatched.clone(),
        };
        Judge { case, window: window.credit, presence, doubt, stated: stated(case) }
    }

    fn completed_at(&self) -> Option<Timestamp> {
        self.case.session.completed_by(self.case.as_of)
    }

    fn learners(&self) -> Vec<Person> {
        let session = self.case.session;
        let plan = Plan {
            planned: shortened(session.planned(), self.completed_at()),
            thresholds: session.policy.learner,
            lateness_grace: session.policy.lateness_grace(session.format),
        };
        let ids: BTreeSet<&String> = session.students.iter().collect();
        ids.into_iter().map(|id| self.person(id, Part::Student, plan)).collect()
    }

    /// The teacher is measured against the shortened plan only after waiting long enough for nobody.
    fn teacher(&self, learners: &[Person]) -> Option<Person> {
        let session = self.case.session;
        let waited_for_nobody = self.completed_at().filter(|at| {
            at.since(session.start) >= session.policy.no_show_wait
                && learners.iter().all(|one| one.measured.verdicts.1 == Verdict::Absent)
        });
        let plan = Plan {
            planned: shortened(session.planned(), waited_for_nobody),
            thresholds: session.policy.teacher,
            lateness_grace: session.policy.lateness_grace(session.format),
        };
        session.teacher.as_ref().map(|id| self.person(id, Part::Teacher, plan))
    }

    fn person(&self, id: &str, part: Part, plan: Plan) -> Person {
        let session = self.case.session;
        let nothing = Timeline::default();
        let timeline = self.presence.roster.get(id).unwrap_or(&nothing);
        let measured = Measured::of(timeline, &self.doubt, plan, &session.policy, self.window);
        let stated = self.stated.get(id);
        let report = report(Findings {
            session,
            person: id,
            part,
            plan,
            timeline,
            measured: &measured,
            doubt: &self.doubt,
            settling: &self.presence.settling,
            stated: stated.map(|(stated, evidence)| (stated, evidence.as_str())),
            visit: self.presence.visitors.get(id),
        });
        let standing = Standing {
            person: id.to_owned(),
            verdict: report.outcome.verdict(),
            stated: stated.and_then(|(stated, _)| stated.millis()),
            credited: measured.credited.clone(),
            planned: plan.planned.millis(),
        };
        Person { report, standing, measured }
    }
}

/// The override that holds for each person of the session, with its evidence id.
fn stated(case: &Case) -> BTreeMap<String, (Stated, String)> {
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
            let last = last_word(words.into_iter())?;
            let Observation::Override(word) = &last.observation else { return None };
            Some((person.to_owned(), (Stated::of(word, last.received_at)?, last.id.clone())))
        })
        .collect()
}

fn status(case: &Case, window: Window, presence: &Presence, learners: &[Person]) -> Status {
    let session = case.session;
    if case.as_of >= window.credit.to {
        let missed = !learners.is_empty() && learners.iter().all(|one| one.report.outcome == Outcome::Absent);
        if session.format.has_one_learner() && missed { Status::Absent } else { Status::Completed }
    } else if case.as_of < session.start && !presence.anybody.overlaps(window.credit) {
        Status::Scheduled
    } else {
        Status::Ongoing
    }
}
