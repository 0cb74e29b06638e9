//! Students at risk: whose attendance falls, or who stay away.
//!
//! The rule looks at the twelve weeks (84 local days) before an end, whatever range the other figures are of, and at
//! settled reports with the outcome present, partial or absent; excused and unknown ones neither help nor harm.
//!
//! - `falling`: at least four sessions in the last four weeks and four in the eight weeks before, and the attendance
//!   rate of the last four weeks lies 20 points or more below that of the eight weeks before.
//! - `absent_in_a_row`: the last three sessions were missed, the last of them within the last four weeks. Who stopped
//!   longer ago has left and is no longer at risk.

use chrono::{Days, NaiveDate};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use crate::domain::analytics::counts::{AttendanceCounts, is_attended};
use crate::domain::string_enum::string_enum_methods;
use crate::domain::time::calendar::midnight;
use crate::domain::time::{Span, Timestamp};
use crate::domain::verdict::outcome::Outcome;

/// Days that are "now": the last four weeks.
const RECENT_DAYS: u64 = 28;
/// Days that these are compared with: the eight weeks before.
const BEFORE_DAYS: u64 = 56;
/// Fewer sessions than this on either side say nothing about a trend.
const MIN_SESSIONS: u64 = 4;
/// How far the rate has fallen, in hundredths.
const FALL_POINTS: u64 = 20;
/// How many missed sessions in a row.
const ABSENT_RUN: usize = 3;
/// The newest sessions that are remembered of each student, to show what a finding rests on.
pub const MAX_SESSIONS: usize = 12;

/// Why somebody is at risk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum RiskReason {
    /// The last three sessions were missed.
    AbsentInARow,
    /// The attendance rate of the last four weeks is 20 points or more below that of the eight weeks before.
    Falling,
}
string_enum_methods!(RiskReason);

/// The two stretches that are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RiskPeriods {
    pub before: Span,
    pub recent: Span,
}

impl RiskPeriods {
    /// The twelve weeks before the local midnight that begins `end`.
    pub fn ending(end: NaiveDate, zone: Tz) -> RiskPeriods {
        let earlier = |days| end.checked_sub_days(Days::new(days)).unwrap_or(end);
        let turn = midnight(earlier(RECENT_DAYS), zone);
        let before = Span::new(midnight(earlier(RECENT_DAYS + BEFORE_DAYS), zone), turn);
        RiskPeriods { before, recent: Span::new(turn, midnight(end, zone)) }
    }

    /// Both together.
    pub fn whole(self) -> Span {
        Span::new(self.before.from, self.recent.to)
    }
}

/// A session that counts towards a rate.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RiskSession {
    pub start: Timestamp,
    /// Of two at the same time the attended one is the later, so that a double booking makes nobody absent.
    pub is_attended: bool,
    pub session_id: String,
    pub outcome: Outcome,
}

/// What is remembered of one student. It stays small however many reports are added, and their order does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RiskHistory {
    pub before: AttendanceCounts,
    pub recent: AttendanceCounts,
    /// Newest last, at most `MAX_SESSIONS`.
    newest: Vec<RiskSession>,
}

impl RiskHistory {
    /// Adds a settled report. One outside of the periods changes nothing.
    pub fn add(
        &mut self,
        periods: RiskPeriods,
        start: Timestamp,
        session_id: &str,
        outcome: Outcome,
        is_late: bool,
    ) {
        if periods.recent.contains(start) {
            self.recent.add(outcome, is_late);
        } else if periods.before.contains(start) {
            self.before.add(outcome, is_late);
        } else {
            return;
        }
        if matches!(outcome, Outcome::Excused | Outcome::Unknown) {
            return;
        }
        let is_full = self.newest.len() == MAX_SESSIONS;
        if is_full && self.newest.first().is_some_and(|oldest| start < oldest.start) {
            return;
        }
        let is_attended = is_attended(outcome);
        let session = RiskSession { start, is_attended, session_id: session_id.to_owned(), outcome };
        let place = self.newest.partition_point(|one| *one < session);
        self.newest.insert(place, session);
        if is_full {
            self.newest.remove(0);
        }
    }

    /// Why this student is at risk; empty for most.
    pub fn reasons(&self, periods: RiskPeriods) -> Vec<RiskReason> {
        let mut reasons = Vec::new();
        if self.is_absent_in_a_row(periods) {
            reasons.push(RiskReason::AbsentInARow);
        }
        if self.is_falling() {
            reasons.push(RiskReason::Falling);
        }
        reasons
    }

    fn is_absent_in_a_row(&self, periods: RiskPeriods) -> bool {
        let run = self.newest.len().checked_sub(ABSENT_RUN).and_then(|from| self.newest.get(from..));
        run.is_some_and(|run| {
            run.iter().all(|one| !one.is_attended)
                && run.last().is_some_and(|last| periods.recent.contains(last.start))
        })
    }

    fn is_falling(&self) -> bool {
        let is_enough = |counts: &AttendanceCounts| counts.counted() >= MIN_SESSIONS;
        is_enough(&self.recent)
            && is_enough(&self.before)
            && self
                .recent
                .rate()
                .zip(self.before.rate())
                .is_some_and(|(recent, before)| recent.is_below(before, FALL_POINTS))
    }

    /// The sessions behind it, the newest first: those of the last four weeks, and the last three whenever they were.
    /// At most `MAX_SESSIONS`.
    pub fn sessions(&self, periods: RiskPeriods) -> impl Iterator<Item = &RiskSession> {
        let newest = self.newest.iter().rev().enumerate();
        newest
            .filter(move |(at, one)| *at < ABSENT_RUN || periods.recent.contains(one.start))
            .map(|(_, one)| one)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::DAY;

    const OUTCOMES: [(char, Outcome); 5] = [
        ('p', Outcome::Present),
        ('h', Outcome::Partial),
        ('a', Outcome::Absent),
        ('e', Outcome::Excused),
        ('u', Outcome::Unknown),
    ];

    fn periods() -> RiskPeriods {
        RiskPeriods::ending("2026-03-30".parse().expect("a day"), chrono_tz::Asia::Riyadh)
    }

    /// One session a day, the last of `before` and of `recent` on the last day of its period.
    fn history(before: &str, recent: &str) -> RiskHistory {
        let mut all = Vec::new();
        for (span, word) in [(periods().before, before), (periods().recent, recent)] {
            let first = span.to.plus(-DAY * i64::try_from(word.len()).expect("short"));
            for (day, letter) in (0..).zip(word.chars()) {
                let outcome = OUTCOMES.iter().find(|(known, _)| *known == letter).expect("a letter").1;
                all.push((first.plus(day * DAY), outcome));
            }
        }
        let mut forwards = RiskHistory::default();
        let mut backwards = RiskHistory::default();
        let add = |to: &mut RiskHistory, (start, outcome): &(Timestamp, Outcome)| {
            to.add(periods(), *start, &start.to_string(), *outcome, false);
        };
        all.iter().for_each(|one| add(&mut forwards, one));
        all.iter().rev().for_each(|one| add(&mut backwards, one));
        assert_eq!(forwards, backwards, "the order does not matter");
        forwards
    }

    fn reasons(before: &str, recent: &str) -> Vec<RiskReason> {
        history(before, recent).reasons(periods())
    }

    #[test]
    fn a_rate_that_falls_by_twenty_points_is_a_risk() {
        assert_eq!(reasons("ppppp", "pappp"), [RiskReason::Falling], "1 to 4/5 is 20 points");
        assert!(reasons("ppppp", "papppp").is_empty(), "1 to 5/6 is less");
        assert!(reasons("pppa", "ppap").is_empty(), "as before");
        assert!(reasons("aapp", "pppp").is_empty(), "rising");
        assert_eq!(reasons("pphp", "paha"), [RiskReason::Falling], "partial attends");
    }

    #[test]
    fn few_sessions_show_no_trend() {
        assert!(reasons("pppp", "pap").is_empty());
        assert!(reasons("ppp", "papa").is_empty());
        assert!(reasons("pppp", "papeu").is_empty(), "excused and unknown count for nothing");
        assert_eq!(reasons("pppp", "papeup"), [RiskReason::Falling]);
        assert!(reasons("", "").is_empty());
    }

    #[test]
    fn three_absences_in_a_row_are_a_risk() {
        assert_eq!(reasons("", "aaa"), [RiskReason::AbsentInARow]);
        assert!(reasons("", "aa").is_empty());
        assert!(reasons("", "paap").is_empty());
        assert_eq!(
            reasons("", "aeaua"),
            [RiskReason::AbsentInARow],
            "excused and unknown do not break a run"
        );
        assert_eq!(reasons("paa", "a"), [RiskReason::AbsentInARow], "a run may begin before");
        assert!(reasons("pppaaa", "").is_empty(), "who stopped long ago has left");
        assert_eq!(reasons("pppp", "paaa"), [RiskReason::AbsentInARow, RiskReason::Falling]);
    }

    #[test]
    fn of_two_at_once_the_attended_one_counts_as_the_later() {
        let at = periods().recent.to.plus(-DAY);
        let mut history = RiskHistory::default();
        for (days, id, outcome) in [
            (0, "b", Outcome::Present),
            (0, "z", Outcome::Absent),
            (-1, "c", Outcome::Absent),
            (-2, "d", Outcome::Absent),
        ] {
            history.add(periods(), at.plus(days * DAY), id, outcome, false);
        }
        assert!(history.reasons(periods()).is_empty());
    }

    #[test]
    fn the_sessions_behind_it_are_the_recent_ones_and_the_run() {
        let shown = |before: &str, recent: &str| {
            let history = history(before, recent);
            history.sessions(periods()).map(|one| one.outcome).collect::<Vec<_>>()
        };
        assert_eq!(shown("ppaa", "a"), [Outcome::Absent; 3]);
        assert_eq!(shown("ppp", "papp").len(), 4);
        assert_eq!(shown("pppp", &"p".repeat(20)).len(), MAX_SESSIONS);
    }

    #[test]
    fn periods_are_local_days_over_a_change_of_clocks() {
        let berlin = chrono_tz::Europe::Berlin;
        let periods = RiskPeriods::ending("2026-04-06".parse().expect("a day"), berlin);
        let at = |text: &str| Timestamp::parse(text).expect("an instant");
        assert_eq!(periods.recent, Span::new(at("2026-03-08T23:00:00Z"), at("2026-04-05T22:00:00Z")));
        assert_eq!(periods.whole().from, at("2026-01-11T23:00:00Z"));
    }
}
