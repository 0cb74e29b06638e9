//! What is told of somebody in a session: nothing of a verdict before the session is settled, one message for what it came
//! to, and a correction whenever that changes after it was told.

use super::fact::{Claim, Correction, Fact, FactContent, SessionBrief};
use crate::domain::session::Kind;
use crate::domain::time::{DAY, HOUR, Timestamp};
use crate::domain::verdict::outcome::Outcome;
use crate::domain::verdict::report::{Part, Report};

/// After a session's end a verdict is news for so long. What is evaluated for the first time later, as an imported month
/// is, is history; only what was told is corrected then.
const NEWS_OF_VERDICTS: i64 = 3 * DAY;
/// For so long it is news that somebody came into a session.
const NEWS_OF_ARRIVALS: i64 = 2 * HOUR;

/// A verdict that was told, or is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldVerdict {
    pub key: String,
    pub claim: Claim,
    /// Nobody was sent it so far.
    pub is_unsent: bool,
    pub is_withdrawn: bool,
}

/// What to do about somebody's verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VerdictStep {
    /// Everybody who was told knows what is so.
    Nothing,
    /// Take back what nobody was sent yet, and look again.
    Withdraw(String),
    Tell(Fact),
}

/// What to do about a report of a settled session, given everything that was ever said of this person in it, in order.
pub fn verdict_step(
    session: &SessionBrief,
    report: &Report,
    told: &[ToldVerdict],
    now: Timestamp,
) -> VerdictStep {
    // Who did not come to an event stays away from nothing that a family waits for.
    if !report.settled || report.role != Part::Student || session.kind == Kind::Event {
        return VerdictStep::Nothing;
    }
    let claim =
        Claim { outcome: Some(report.outcome), late_seconds: report.late_seconds.filter(|_| report.is_late) };
    // A key is never used twice: what was withdrawn counts too.
    let key = |event: &str| format!("{event}:{}:{}:{}", session.session_id, report.person_id, told.len() + 1);
    let fact = |key: String, occurred_at: Timestamp, content: FactContent| {
        VerdictStep::Tell(Fact { key, person_id: Some(report.person_id.clone()), occurred_at, content })
    };
    let Some(last) = told.iter().rfind(|one| !one.is_withdrawn) else {
        let is_news = now.since(session.end) <= NEWS_OF_VERDICTS;
        return match (report.outcome, claim.late_seconds, report.first_join_at) {
            _ if !is_news => VerdictStep::Nothing,
            (Outcome::Absent, ..) => {
                fact(key("absence"), session.start, FactContent::Absence { session: session.clone() })
            }
            (Outcome::Present | Outcome::Partial, Some(late_seconds), Some(at)) => {
                fact(key("late"), at, FactContent::Late { session: session.clone(), at, late_seconds })
            }
            _ => VerdictStep::Nothing,
        };
    };
    if last.claim.still_holds(claim) {
        return VerdictStep::Nothing;
    }
    if last.is_unsent {
        return VerdictStep::Withdraw(last.key.clone());
    }
    let of = Correction::Verdict {
        session: session.clone(),
        told: last.claim,
        now: claim,
        reasons: report.reasons.iter().map(|reason| reason.code.as_str().to_owned()).collect(),
        statement: report.stated.as_ref().map(|stated| stated.reason.clone()),
    };
    fact(key("correction"), now, FactContent::Correction { of })
}

/// That somebody came into a session, and that they left it for good. Who was not seen leaving has not left.
pub fn presence_facts(session: &SessionBrief, report: &Report, now: Timestamp) -> Vec<Fact> {
    if report.role != Part::Student {
        return Vec::new();
    }
    let fact = |event: &str, occurred_at: Timestamp, content: FactContent| Fact {
        key: format!("{event}:{}:{}", session.session_id, report.person_id),
        person_id: Some(report.person_id.clone()),
        occurred_at,
        content,
    };
    let mut facts = Vec::new();
    if let Some(at) = report.first_join_at.filter(|at| now.since(*at) <= NEWS_OF_ARRIVALS) {
        let content = FactContent::SessionArrival { session: session.clone(), at };
        facts.push(fact("session_arrival", at, content));
    }
    // The last stay decides: that an earlier leave was lost takes nothing from the one that was seen.
    let last = report.intervals.last();
    let was_seen_leaving = last.is_some_and(|last| !last.estimated && last.to == report.last_leave_at);
    if report.settled
        && was_seen_leaving
        && let Some(at) = report.last_leave_at
        && now.since(session.end) <= NEWS_OF_VERDICTS
    {
        let content = FactContent::SessionDeparture { session: session.clone(), at };
        facts.push(fact("session_departure", at, content));
    }
    facts
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::presence::timeline::Interval;
    use crate::domain::time::MINUTE;
    use crate::domain::verdict::report::{Reason, ReasonCode};

    fn start() -> Timestamp {
        Timestamp::from_seconds(1_800_000_000)
    }

    fn session() -> SessionBrief {
        SessionBrief {
            session_id: "s".to_owned(),
            title: None,
            kind: Kind::Class,
            start: start(),
            end: start().plus(HOUR),
        }
    }

    fn report(outcome: Outcome, late_seconds: Option<i64>) -> Report {
        let joined = (outcome != Outcome::Absent).then(|| start().plus(late_seconds.unwrap_or(0) * 1_000));
        let left = joined.map(|_| start().plus(50 * MINUTE));
        Report {
            person_id: "p".to_owned(),
            session_id: "s".to_owned(),
            role: Part::Student,
            outcome,
            is_late: late_seconds.is_some(),
            late_seconds,
            left_early_seconds: None,
            first_join_at: joined,
            last_leave_at: left,
            credited_seconds: 0,
            possible_seconds: 0,
            bridged_seconds: 0,
            estimated: false,
            share: 0.0,
            settled: true,
            intervals: joined.map(|from| Interval { from, to: left, estimated: false }).into_iter().collect(),
            reasons: vec![Reason { code: ReasonCode::Share, evidence: BTreeSet::new() }],
            stated: None,
            policy_version: 1,
        }
    }

    fn told(key: &str, claim: Claim) -> ToldVerdict {
        ToldVerdict { key: key.to_owned(), claim, is_unsent: false, is_withdrawn: false }
    }

    fn step(report: &Report, told: &[ToldVerdict]) -> VerdictStep {
        verdict_step(&session(), report, told, start().plus(2 * HOUR))
    }

    fn said(step: VerdictStep) -> Fact {
        match step {
            VerdictStep::Tell(fact) => fact,
            other => panic!("{other:?} tells nothing"),
        }
    }

    const ABSENT: Claim = Claim { outcome: Some(Outcome::Absent), late_seconds: None };

    #[test]
    fn nothing_is_said_of_a_verdict_before_it_is_settled_or_of_what_is_as_it_should_be() {
        let open = Report { settled: false, ..report(Outcome::Absent, None) };
        assert_eq!(step(&open, &[]), VerdictStep::Nothing);
        assert_eq!(step(&report(Outcome::Present, None), &[]), VerdictStep::Nothing);
        assert_eq!(step(&report(Outcome::Unknown, None), &[]), VerdictStep::Nothing);
        assert_eq!(step(&report(Outcome::Excused, None), &[]), VerdictStep::Nothing);
        let teacher = Report { role: Part::Teacher, ..report(Outcome::Absent, None) };
        assert_eq!(step(&teacher, &[]), VerdictStep::Nothing);
        let event = SessionBrief { kind: Kind::Event, ..session() };
        assert_eq!(verdict_step(&event, &report(Outcome::Absent, None), &[], start()), VerdictStep::Nothing);
    }

    #[test]
    fn an_absence_and_a_late_coming_are_told_while_they_are_news() {
        let fact = said(step(&report(Outcome::Absent, None), &[]));
        assert_eq!((fact.key.as_str(), fact.person_id.as_deref()), ("absence:s:p:1", Some("p")));
        let fact = said(step(&report(Outcome::Partial, Some(720)), &[]));
        assert_eq!(fact.key, "late:s:p:1");
        assert!(matches!(fact.content, FactContent::Late { late_seconds: 720, .. }));
        let much_later = start().plus(HOUR + NEWS_OF_VERDICTS + 1);
        let late = verdict_step(&session(), &report(Outcome::Absent, None), &[], much_later);
        assert_eq!(late, VerdictStep::Nothing, "history is no news");
    }

    #[test]
    fn what_was_told_and_changed_is_corrected_once_however_late() {
        let absence = told("absence:s:p:1", ABSENT);
        let present = report(Outcome::Present, None);
        let month_later = start().plus(30 * DAY);
        let fact = said(verdict_step(&session(), &present, std::slice::from_ref(&absence), month_later));
        assert_eq!(fact.key, "correction:s:p:2");
        let now = fact.content.claim().expect("a correction says what is so");
        let FactContent::Correction { of: Correction::Verdict { told: before, .. } } = &fact.content else {
            panic!("{fact:?} corrects no verdict")
        };
        assert_eq!((*before, now.outcome), (ABSENT, Some(Outcome::Present)));
        let both = [absence, told(&fact.key, now)];
        assert_eq!(step(&present, &both), VerdictStep::Nothing, "whoever was corrected knows it");
        assert_eq!(said(step(&report(Outcome::Absent, None), &both)).key, "correction:s:p:3");
    }

    #[test]
    fn what_nobody_was_sent_is_taken_back_in_silence() {
        let waiting = ToldVerdict { is_unsent: true, ..told("absence:s:p:1", ABSENT) };
        let present = report(Outcome::Present, None);
        let withdraw = VerdictStep::Withdraw("absence:s:p:1".to_owned());
        assert_eq!(step(&present, std::slice::from_ref(&waiting)), withdraw);
        let withdrawn = ToldVerdict { is_withdrawn: true, ..waiting };
        assert_eq!(step(&present, std::slice::from_ref(&withdrawn)), VerdictStep::Nothing);
        assert_eq!(said(step(&report(Outcome::Absent, None), &[withdrawn])).key, "absence:s:p:2");
    }

    #[test]
    fn minutes_that_were_told_wrong_are_corrected_and_seconds_are_not() {
        let late = told("late:s:p:1", Claim { outcome: None, late_seconds: Some(725) });
        let late = std::slice::from_ref(&late);
        assert_eq!(step(&report(Outcome::Present, Some(779)), late), VerdictStep::Nothing);
        assert_eq!(step(&report(Outcome::Partial, Some(720)), late), VerdictStep::Nothing);
        assert_eq!(said(step(&report(Outcome::Present, Some(780)), late)).key, "correction:s:p:2");
        assert_eq!(said(step(&report(Outcome::Present, None), late)).key, "correction:s:p:2");
        assert_eq!(said(step(&report(Outcome::Absent, None), late)).key, "correction:s:p:2");
    }

    #[test]
    fn a_departure_is_told_when_it_is_settled_and_was_seen() {
        let keys = |report: &Report, now: Timestamp| -> Vec<String> {
            presence_facts(&session(), report, now).into_iter().map(|fact| fact.key).collect()
        };
        let seen = report(Outcome::Present, Some(300));
        let open = Report { settled: false, ..seen.clone() };
        let soon = start().plus(10 * MINUTE);
        assert_eq!(keys(&open, soon), ["session_arrival:s:p"]);
        assert_eq!(keys(&seen, start().plus(HOUR)), ["session_arrival:s:p", "session_departure:s:p"]);
        assert_eq!(keys(&seen, start().plus(5 * HOUR)), ["session_departure:s:p"]);
        let mut unseen = seen.clone();
        unseen.intervals[0].estimated = true;
        assert_eq!(keys(&unseen, start().plus(5 * HOUR)), [""; 0]);
        // Back after a leave that was lost, and gone before the eyes of everybody.
        let mut returned = Report { estimated: true, ..seen };
        returned.intervals.insert(0, Interval { estimated: true, ..unseen.intervals[0] });
        assert_eq!(keys(&returned, start().plus(5 * HOUR)), ["session_departure:s:p"]);
    }
}
