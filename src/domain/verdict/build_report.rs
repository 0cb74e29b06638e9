//! Builds a report: the outcome, and every reason with the ids of its evidence.

use std::collections::BTreeSet;

use super::measure::{Measured, Plan, UncertainTime};
use super::outcome::{Outcome, Verdict};
use super::report::{EffectiveOverride, Part, Reason, ReasonCode, Report};
use crate::domain::presence::connection::Connection;
use crate::domain::presence::timeline::Timeline;
use crate::domain::session::{Platform, Session};
use crate::domain::time::{Span, whole_seconds};
use crate::domain::verdict::settling::SettleState;

/// All that is known of one person in one session.
#[derive(Clone, Copy)]
pub struct ReportInputs<'a> {
    pub session: &'a Session,
    pub person: &'a str,
    pub part: Part,
    pub plan: Plan,
    pub timeline: &'a Timeline,
    pub measured: &'a Measured,
    pub uncertain: &'a UncertainTime,
    pub settle_state: &'a SettleState,
    /// The override in force, with its evidence id.
    pub override_in_force: Option<(&'a EffectiveOverride, &'a str)>,
    /// Visits at the venue, whether or not they count.
    pub visit: Option<&'a Timeline>,
}

/// The report. An override decides the outcome, before settling too, and changes no measured figure.
pub fn build_report(known: ReportInputs) -> Report {
    let ReportInputs { session, timeline, measured, .. } = known;
    let intervals = timeline.intervals(session.policy.reconnect_grace);
    Report {
        person_id: known.person.to_owned(),
        session_id: session.id.clone(),
        role: known.part,
        outcome: outcome(&known),
        is_late: measured.is_late,
        late_seconds: measured.late_millis.map(whole_seconds),
        left_early_seconds: measured.left_early_millis.map(whole_seconds),
        first_join_at: timeline.first_join(),
        last_leave_at: timeline.last_leave(),
        credited_seconds: whole_seconds(measured.credited.millis()),
        possible_seconds: whole_seconds(measured.possible_millis),
        bridged_seconds: whole_seconds(measured.bridged_millis),
        estimated: intervals.iter().any(|interval| interval.estimated),
        share: measured.share(known.plan.planned),
        settled: known.settle_state.is_settled(),
        intervals,
        reasons: reasons(&known),
        stated: known.override_in_force.map(|(stated, _)| stated.clone()),
        policy_version: session.policy_version,
    }
}

/// `unknown` until settled, and where the proven and the possible set lead to different verdicts.
fn outcome(known: &ReportInputs) -> Outcome {
    let Measured { proven_verdict: proven, possible_verdict: possible, .. } = *known.measured;
    match known.override_in_force {
        Some((stated, _)) => stated.outcome.into(),
        None if !known.settle_state.is_settled() || proven != possible => Outcome::Unknown,
        None => proven.into(),
    }
}

/// How an override contradicts what was measured, if it does: it says less than what was proven, or more than what is
/// certain (then the session is settled). Excused contradicts nothing: it says why, not how long.
fn contradiction(known: &ReportInputs, stated: Verdict) -> Option<ReasonCode> {
    let Measured { proven_verdict: proven, possible_verdict: possible, .. } = *known.measured;
    if stated == Verdict::Excused {
        None
    } else if stated > proven {
        Some(ReasonCode::FindingContradictsPresence)
    } else {
        let is_certain = known.settle_state.is_settled() && proven == possible;
        (is_certain && stated < proven).then_some(ReasonCode::FindingContradiction)
    }
}

/// Sorted by code.
fn reasons(known: &ReportInputs) -> Vec<Reason> {
    let ReportInputs { measured, timeline, .. } = *known;
    let own = timeline.evidence_ids();
    let mut found: Vec<(ReasonCode, BTreeSet<String>)> = Vec::new();
    if measured.credited.is_empty() {
        found.push((ReasonCode::NoPresence, own.clone()));
    } else {
        found.push((ReasonCode::Share, own.clone()));
    }
    if measured.is_late {
        found.push((ReasonCode::Late, own.clone()));
    }
    if measured.left_early_millis.is_some_and(|millis| whole_seconds(millis) > 0) {
        found.push((ReasonCode::LeftEarly, own.clone()));
    }
    for code in &measured.doubts {
        let evidence = match code {
            ReasonCode::UnseenEnd => {
                timeline.evidence_ids_where(|one| one.possible_after_start() != one.proven())
            }
            ReasonCode::UnseenStart => {
                timeline.evidence_ids_where(|one| !one.possible_before_start().is_empty())
            }
            ReasonCode::UnmatchedParticipants => known.uncertain.unmatched_evidence.clone(),
            // Unwatched time is the absence of evidence, so it has no evidence ids.
            _ => BTreeSet::new(),
        };
        found.push((*code, evidence));
    }
    match known.settle_state {
        SettleState::Open => found.push((ReasonCode::Unsettled, BTreeSet::new())),
        SettleState::Settled => {}
        SettleState::FinalByTimeout { poll } => {
            found.push((ReasonCode::FinalByTimeout, [poll.clone()].into()));
        }
    }
    if timeline.is_assumed() {
        found.push((ReasonCode::AssumedUntilEnd, timeline.evidence_ids_where(Connection::is_assumed)));
    }
    if let Some((stated, evidence)) = known.override_in_force {
        found.push((ReasonCode::Override, [evidence.to_owned()].into()));
        found.extend(contradiction(known, stated.outcome).map(|code| (code, own)));
    }
    found.extend(venue_finding(known));
    if 2 * measured.bridged_millis > measured.credited.millis() {
        found.push((ReasonCode::FindingMostlyBridged, timeline.evidence_ids()));
    }
    found.sort_by_key(|(code, _)| code.as_str());
    found.into_iter().map(|(code, evidence)| Reason { code, evidence }).collect()
}

/// Where the visit and the session do not go together: at the venue meanwhile and never in the session, or in the session of
/// a venue that the learner never came to. Who teaches does not sign in at venues.
fn venue_finding(known: &ReportInputs) -> Option<(ReasonCode, BTreeSet<String>)> {
    let ReportInputs { session, measured, .. } = *known;
    if measured.credited.is_empty() {
        let visit = known.visit.filter(|_| !session.counts_visits())?;
        let meanwhile = |one: &Connection| touches(one.possible_after_start(), session.planned());
        let evidence = visit.evidence_ids_where(meanwhile);
        return (!evidence.is_empty()).then_some((ReasonCode::FindingVenueOnly, evidence));
    }
    let has_venue = session.platform == Platform::Onsite && session.venue_id.is_some();
    let may_have_been_there = |one: &Connection| touches(one.possible(), session.widest_credit_window());
    let came = known.visit.is_some_and(|visit| visit.connections().iter().any(may_have_been_there));
    (has_venue && !came && known.part == Part::Student)
        .then(|| (ReasonCode::FindingNotAtVenue, known.timeline.evidence_ids()))
}

/// Whether they have a moment in common; a stay may be a moment alone.
fn touches(stay: Span, time: Span) -> bool {
    stay.overlaps(time) || stay.is_empty() && time.contains(stay.from)
}
