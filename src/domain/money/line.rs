//! Verdicts → lines: what one session earns its teacher and costs each learner (DESIGN.md 4.7).

use std::collections::BTreeMap;

use chrono::NaiveDate;

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use super::amount::{Currency, Money};
use super::rate::Rate;
use crate::domain::money::charge_pay_table::{Cell, LineKind, OutcomePair};
use crate::domain::organization::policy::Policy;
use crate::domain::presence::spans::Spans;
use crate::domain::session::{Kind, Session};
use crate::domain::string_enum::string_enum_methods;
use crate::domain::time::Timestamp;
use crate::domain::time::calendar::local_date;
use crate::domain::verdict::outcome::Verdict;

/// Why a line is held back at zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Blocked {
    Unsettled,
    NeedsReview,
    MissingRate,
}
string_enum_methods!(Blocked);

/// One person's part of the evaluation, as lines need it.
#[derive(Clone, Debug)]
pub struct PersonResult {
    pub person: String,
    /// `None` while it is unknown.
    pub verdict: Option<Verdict>,
    /// Time stated by an override, in milliseconds.
    pub stated_millis: Option<i64>,
    /// Clipped, credited, proven.
    pub credited: Spans,
    /// Planned duration in milliseconds, as this person is measured.
    pub planned_millis: i64,
}

/// How a line came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    pub outcomes: OutcomePair,
    pub cell: Cell,
}

/// `present+absent:copresence`
impl std::fmt::Display for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.outcomes, self.cell)
    }
}

/// One amount for one person and session, with the rule and the rate that made it.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub session_id: String,
    pub person_id: String,
    pub kind: LineKind,
    /// The time its cell gives; shown in whole seconds.
    pub millis: i64,
    pub amount: Money,
    pub rule: Option<Rule>,
    /// The rate as it was when the line was made.
    pub rate: Option<Rate>,
    pub blocked: Option<Blocked>,
    pub policy_version: i64,
    /// The subscription that covers it.
    pub covered_by: Option<String>,
}

impl Line {
    /// The line as it is when a subscription covers the session for its person: a charge costs nothing then, and needs no
    /// rate. Pay stays, and so does what is held back because somebody is undecided.
    fn covered(mut self, subscription: &str) -> Line {
        if self.kind == LineKind::Charge && matches!(self.blocked, None | Some(Blocked::MissingRate)) {
            self.amount = Money::zero(self.amount.currency);
            self.rate = None;
            self.blocked = None;
            self.covered_by = Some(subscription.to_owned());
        }
        self
    }
}

/// The subscription that covers a session, by learner, as the ledger has decided.
pub type SessionCoverage = BTreeMap<String, String>;

/// A session's lines as they are with what subscriptions cover of it.
pub fn cover(lines: Vec<Line>, coverage: &SessionCoverage) -> Vec<Line> {
    let covered = |line: Line| match coverage.get(&line.person_id) {
        Some(subscription) => line.covered(subscription),
        None => line,
    };
    lines.into_iter().map(covered).collect()
}

/// Currency, time zone and rates by which lines are priced.
#[derive(Clone, Debug)]
pub struct PricingContext {
    pub currency: Currency,
    pub time_zone: chrono_tz::Tz,
    pub rates: Vec<Rate>,
}

/// The lines of a session, in no particular order. None for events, without a teacher, or before the scheduled end
/// has passed.
pub fn lines(
    session: &Session,
    teacher: Option<&PersonResult>,
    learners: &[PersonResult],
    settled: bool,
    pricing: &PricingContext,
    as_of: Timestamp,
) -> Vec<Line> {
    let Some(teacher) = teacher.filter(|_| session.kind != Kind::Event && as_of >= session.end) else {
        return Vec::new();
    };
    let calculator = LineCalculator {
        session,
        policy: &session.policy,
        settled,
        pricing,
        local_date: local_date(session.start, pricing.time_zone),
    };
    let pay = calculator.line(LineKind::Pay, teacher, teacher, learners);
    let charges = learners
        .iter()
        .map(|learner| calculator.line(LineKind::Charge, learner, teacher, std::slice::from_ref(learner)));
    std::iter::once(pay).chain(charges).collect()
}

struct LineCalculator<'a> {
    session: &'a Session,
    policy: &'a Policy,
    settled: bool,
    pricing: &'a PricingContext,
    local_date: NaiveDate,
}

impl LineCalculator<'_> {
    /// `whose` line, resting on the teacher and `learners` (of a charge: the one learner).
    fn line(
        &self,
        kind: LineKind,
        whose: &PersonResult,
        teacher: &PersonResult,
        learners: &[PersonResult],
    ) -> Line {
        let mut line = Line {
            session_id: self.session.id.clone(),
            person_id: whose.person.clone(),
            kind,
            millis: 0,
            amount: Money::zero(self.pricing.currency),
            rule: None,
            rate: None,
            blocked: None,
            policy_version: self.session.policy_version,
            covered_by: None,
        };
        let outcomes = match self.outcomes(teacher, learners) {
            Ok(outcomes) => outcomes,
            Err(blocked) => return Line { blocked: Some(blocked), ..line },
        };
        let cell = self.policy.table.cell(kind, outcomes);
        line.rule = Some(Rule { outcomes, cell });
        line.millis = self.capped(self.time(cell, whose, teacher, learners), whose);
        if cell == Cell::None {
            return line;
        }
        let found = Rate::find(&self.pricing.rates, kind, &whose.person, self.session.kind, self.local_date);
        let Some(rate) = found.filter(|rate| rate.is_readable()) else {
            return Line { blocked: Some(Blocked::MissingRate), ..line };
        };
        let attended =
            |result: &PersonResult| matches!(result.verdict, Some(Verdict::Present | Verdict::Partial));
        let counts_once = cell == Cell::Planned
            || (line.millis > 0 && attended(whose) && attended_teacher(kind, teacher, attended));
        line.amount = rate.amount(line.millis, counts_once, self.pricing.currency);
        line.rate = Some(rate.clone());
        line
    }

    /// The pair of outcomes, or why there is none yet. A group counts as its best learner; with nobody on the
    /// roster the learner's side is present.
    fn outcomes(&self, teacher: &PersonResult, learners: &[PersonResult]) -> Result<OutcomePair, Blocked> {
        let people = || std::iter::once(teacher).chain(learners);
        if !self.settled && people().any(|one| one.stated_millis.is_none()) {
            return Err(Blocked::Unsettled);
        }
        let verdicts: Option<Vec<Verdict>> = learners.iter().map(|learner| learner.verdict).collect();
        match (teacher.verdict, verdicts) {
            (Some(teacher), Some(verdicts)) => {
                Ok(OutcomePair { teacher, learner: verdicts.into_iter().min().unwrap_or(Verdict::Present) })
            }
            _ => Err(Blocked::NeedsReview),
        }
    }

    /// The time of a cell in milliseconds, before the cap on the line itself.
    fn time(
        &self,
        cell: Cell,
        whose: &PersonResult,
        teacher: &PersonResult,
        learners: &[PersonResult],
    ) -> i64 {
        match cell {
            Cell::None => 0,
            Cell::Planned => whose.planned_millis,
            Cell::Own => self.own(whose),
            Cell::Copresence
                if std::iter::once(teacher).chain(learners).any(|one| one.stated_millis.is_some()) =>
            {
                let together: i64 = learners.iter().map(|learner| self.own(learner)).sum();
                self.own(teacher).min(together)
            }
            Cell::Copresence => {
                let somebody = Spans::union_of(learners.iter().flat_map(|learner| learner.credited.iter()));
                teacher.credited.intersection(&somebody).millis()
            }
        }
    }

    /// The time an override states, else the credited time.
    fn own(&self, result: &PersonResult) -> i64 {
        self.capped(result.stated_millis.unwrap_or_else(|| result.credited.millis()), result)
    }

    fn capped(&self, millis: i64, result: &PersonResult) -> i64 {
        if self.policy.cap_at_planned { millis.min(result.planned_millis) } else { millis }
    }
}

/// A charge by the session also needs the teacher to have been there.
fn attended_teacher(
    kind: LineKind,
    teacher: &PersonResult,
    attended: impl Fn(&PersonResult) -> bool,
) -> bool {
    kind == LineKind::Pay || attended(teacher)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_covered_charge_costs_nothing_and_needs_no_rate() {
        let currency = Currency::from_code("USD").unwrap();
        let line = |kind, blocked: Option<Blocked>| Line {
            session_id: "s".to_owned(),
            person_id: "p".to_owned(),
            kind,
            millis: 3_600_000,
            amount: Money::new(if blocked.is_none() { 2_000 } else { 0 }, currency),
            rule: None,
            rate: None,
            blocked,
            policy_version: 1,
            covered_by: None,
        };
        for blocked in [None, Some(Blocked::MissingRate)] {
            let covered = line(LineKind::Charge, blocked).covered("sub");
            assert_eq!((covered.amount.minor, covered.blocked, covered.millis), (0, None, 3_600_000));
            assert_eq!(covered.covered_by.as_deref(), Some("sub"));
        }
        for untouched in [
            line(LineKind::Pay, None),
            line(LineKind::Charge, Some(Blocked::Unsettled)),
            line(LineKind::Charge, Some(Blocked::NeedsReview)),
        ] {
            assert_eq!(untouched.clone().covered("sub"), untouched);
        }
    }
}
