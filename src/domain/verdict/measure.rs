//! One person measured against the plan: figures from the proven set, and what the possible set would say.

use std::collections::BTreeSet;

use super::outcome::Verdict;
use super::report::ReasonCode;
use crate::domain::organization::policy::{Policy, Thresholds};
use crate::domain::presence::spans::Spans;
use crate::domain::presence::timeline::{CreditedTime, Timeline};
use crate::domain::time::{Span, Timestamp};

/// Time in which anybody may have been there, besides what is known of the person.
#[derive(Clone, Debug, Default)]
pub struct UncertainTime {
    /// Possible time of identities nobody has bound, and the evidence of it.
    pub unmatched: Spans,
    pub unmatched_evidence: BTreeSet<String>,
    pub unwatched: Spans,
}

/// What was planned for one person, which an early completion may shorten.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    pub planned: Span,
    pub thresholds: Thresholds,
    /// Milliseconds after which somebody is late.
    pub lateness_grace: i64,
}

/// A person's figures, in milliseconds.
#[derive(Clone, Debug)]
pub struct Measured {
    /// Credited time, clipped to the window: what money counts.
    pub credited: Spans,
    pub bridged_millis: i64,
    pub possible_millis: i64,
    pub late_millis: Option<i64>,
    pub left_early_millis: Option<i64>,
    pub is_late: bool,
    /// By the proven time alone.
    pub proven_verdict: Verdict,
    /// By all time that cannot be excluded. Where it differs from the proven one, the outcome is unknown.
    pub possible_verdict: Verdict,
    /// Reasons that add possible time; they explain an `unknown` outcome.
    pub doubts: Vec<ReasonCode>,
}

impl Measured {
    pub fn of(
        timeline: &Timeline,
        uncertain: &UncertainTime,
        plan: Plan,
        policy: &Policy,
        window: Span,
    ) -> Measured {
        let credit = |spans: &Spans| CreditedTime::of(spans, policy, window);
        let proven = timeline.proven();
        let credited = credit(&proven);
        let credited_millis = credited.time.millis();
        let own = timeline.possible();
        let possible = credit(&own.union(&uncertain.unmatched).union(&uncertain.unwatched)).time.millis();

        let adds = |spans: &Spans| {
            !spans.is_empty()
                && *spans != proven
                && credit(&proven.union(spans)).time.millis() > credited_millis
        };
        let mut doubts = Vec::new();
        for (code, spans) in [
            (ReasonCode::UnseenEnd, &timeline.possible_after_start()),
            (ReasonCode::UnseenStart, &timeline.possible_before_start()),
            (ReasonCode::UnmatchedParticipants, &uncertain.unmatched),
            (ReasonCode::UnwatchedTime, &uncertain.unwatched),
        ] {
            if adds(spans) {
                doubts.push(code);
            }
        }

        let planned = plan.planned.millis();
        let late = credited.time.first().map(|first| first.from.since(plan.planned.from).max(0));
        let left_early = credited.time.last().map(|last| plan.planned.to.since(last.to).max(0));
        Measured {
            bridged_millis: credited.bridged.millis(),
            possible_millis: possible,
            late_millis: late,
            left_early_millis: left_early.filter(|_| !timeline.is_open()),
            is_late: late.is_some_and(|late| late > plan.lateness_grace) && credited_millis < planned,
            proven_verdict: plan.thresholds.verdict(credited_millis, planned),
            possible_verdict: plan.thresholds.verdict(possible, planned),
            doubts,
            credited: credited.time,
        }
    }

    /// Credited ÷ planned, cut to four decimals.
    pub fn share(&self, planned: Span) -> f64 {
        let ten_thousandths = i128::from(self.credited.millis()) * 10_000 / i128::from(planned.millis());
        // The quotient is below 2^53 for any window and planned length, so the conversion to f64 is exact.
        ten_thousandths as f64 / 10_000.0
    }
}

/// The planned span, ended at `completed_at` if that is earlier.
pub fn shortened_plan(planned: Span, completed_at: Option<Timestamp>) -> Span {
    Span::new(planned.from, completed_at.map_or(planned.to, |at| at.min(planned.to)))
}
