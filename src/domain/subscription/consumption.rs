//! What one session takes from the subscriptions of its learners, and what it gives back (DESIGN.md 4.3, doors.md 7).
//!
//! The ledger follows the session: `follow` compares what should stand with what does, and gives the entry that is
//! missing. Asked again about the same facts it gives none, so it does not matter who asks, how often, or in which
//! order. Which subscription covers a session is decided once, when the session begins to count; so is that none does.

use chrono::NaiveDate;

use crate::domain::session::{Kind, Status};
use crate::domain::subscription::{EntryCause, SubscriptionAccount, covering};
use crate::domain::verdict::outcome::Outcome;

/// One learner's session, as far as subscriptions look at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LearnerSession {
    pub kind: Kind,
    /// The local day of its scheduled start.
    pub day: NaiveDate,
    pub status: Status,
    pub settled: bool,
    /// `None`: it has no teacher.
    pub teacher: Option<Outcome>,
    /// `None`: the learner is not on its roster (any more).
    pub learner: Option<Outcome>,
}

/// Whether a session counts for a learner, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Counts(EntryCause),
    DoesNotCount(EntryCause),
}

impl LearnerSession {
    /// Counts once it is completed or absent, unless it has settled with the teacher absent or the learner excused.
    pub fn standing(&self) -> Standing {
        let Some(learner) = self.learner else { return Standing::DoesNotCount(EntryCause::NotCounted) };
        if self.settled && self.teacher == Some(Outcome::Absent) {
            return Standing::DoesNotCount(EntryCause::TeacherAbsent);
        }
        if self.settled && learner == Outcome::Excused {
            return Standing::DoesNotCount(EntryCause::Excused);
        }
        match self.status {
            _ if self.kind == Kind::Event => Standing::DoesNotCount(EntryCause::NotCounted),
            Status::Absent => Standing::Counts(EntryCause::Absent),
            status if status.consumes_subscription() => Standing::Counts(EntryCause::Completed),
            _ => Standing::DoesNotCount(EntryCause::NotCounted),
        }
    }
}

/// What was decided about a learner's session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum CoverageDecision {
    /// It does not count, or nothing was decided yet.
    #[default]
    Open,
    /// The subscription with this id covers it.
    Covered(String),
    /// It counts, and of the subscriptions that are for it none had anything left.
    Uncovered,
}

/// An entry that the ledger lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingEntry {
    pub subscription: String,
    pub change: i64,
    pub cause: EntryCause,
}

/// What should stand of one learner's session, and the entry that brings the ledger there; `accounts` are all of the
/// learner's, and are brought there as well.
pub fn follow(
    session: &LearnerSession,
    before: &CoverageDecision,
    accounts: &mut [SubscriptionAccount],
) -> (CoverageDecision, Option<MissingEntry>) {
    match (session.standing(), before) {
        (Standing::Counts(_), CoverageDecision::Covered(_) | CoverageDecision::Uncovered) => {
            (before.clone(), None)
        }
        (Standing::Counts(cause), CoverageDecision::Open) => {
            let Some(account) = covering(accounts, session.kind, session.day) else {
                // Nothing has to be remembered where no subscription is for it: adding one decides anew.
                let is_for = accounts.iter().any(|one| one.subscription.is_for(session.kind, session.day));
                return (if is_for { CoverageDecision::Uncovered } else { CoverageDecision::Open }, None);
            };
            let subscription = account.subscription.id.clone();
            add(accounts, &subscription, cause, -1);
            let entry = MissingEntry { subscription: subscription.clone(), change: -1, cause };
            (CoverageDecision::Covered(subscription), Some(entry))
        }
        (Standing::DoesNotCount(cause), CoverageDecision::Covered(subscription)) => {
            add(accounts, subscription, cause, 1);
            let entry = MissingEntry { subscription: subscription.clone(), change: 1, cause };
            (CoverageDecision::Open, Some(entry))
        }
        (Standing::DoesNotCount(_), CoverageDecision::Open | CoverageDecision::Uncovered) => {
            (CoverageDecision::Open, None)
        }
    }
}

fn add(accounts: &mut [SubscriptionAccount], subscription: &str, cause: EntryCause, change: i64) {
    if let Some(account) = accounts.iter_mut().find(|one| one.subscription.id == subscription) {
        account.balance.add(cause, change);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::domain::subscription::{Balance, Subscription};
    use crate::domain::time::Timestamp;

    fn lesson(status: Status) -> LearnerSession {
        LearnerSession {
            kind: Kind::Quran,
            day: "2026-01-05".parse().unwrap(),
            status,
            settled: false,
            teacher: Some(Outcome::Unknown),
            learner: Some(Outcome::Unknown),
        }
    }

    fn settled(status: Status, teacher: Outcome, learner: Outcome) -> LearnerSession {
        LearnerSession { settled: true, teacher: Some(teacher), learner: Some(learner), ..lesson(status) }
    }

    fn account(id: &str, granted: i64) -> SubscriptionAccount {
        let day = |text: &str| text.parse().unwrap();
        SubscriptionAccount {
            subscription: Subscription {
                id: id.to_owned(),
                person: "omar".to_owned(),
                kind: None,
                granted,
                valid_from: day("2026-01-01"),
                valid_until: None,
                created_at: Timestamp::from_seconds(1_767_225_600),
            },
            balance: Balance { granted, ..Balance::default() },
            has_lapsed: false,
        }
    }

    #[test]
    fn only_completed_and_absent_count_and_not_with_the_teacher_absent_or_the_learner_excused() {
        use EntryCause::{Absent, Completed, Excused, NotCounted, TeacherAbsent};
        for &status in Status::ALL {
            let wanted = match status {
                Status::Completed => Standing::Counts(Completed),
                Status::Absent => Standing::Counts(Absent),
                _ => Standing::DoesNotCount(NotCounted),
            };
            assert_eq!(lesson(status).standing(), wanted, "{status}");
        }
        let over = |teacher, learner| settled(Status::Completed, teacher, learner).standing();
        assert_eq!(over(Outcome::Absent, Outcome::Present), Standing::DoesNotCount(TeacherAbsent));
        assert_eq!(over(Outcome::Present, Outcome::Excused), Standing::DoesNotCount(Excused));
        assert_eq!(over(Outcome::Partial, Outcome::Partial), Standing::Counts(Completed));
        assert_eq!(over(Outcome::Unknown, Outcome::Unknown), Standing::Counts(Completed));
        let excused = LearnerSession {
            settled: false,
            ..settled(Status::Completed, Outcome::Absent, Outcome::Excused)
        };
        assert_eq!(excused.standing(), Standing::Counts(Completed), "given back when it settles");
        let event = LearnerSession { kind: Kind::Event, ..lesson(Status::Completed) };
        assert_eq!(event.standing(), Standing::DoesNotCount(NotCounted));
        let left = LearnerSession { learner: None, ..lesson(Status::Completed) };
        assert_eq!(left.standing(), Standing::DoesNotCount(NotCounted));
    }

    #[test]
    fn taken_once_given_back_once_and_taken_again() {
        let mut accounts = [account("one", 1)];
        let mut decision = CoverageDecision::Open;
        let mut changes = Vec::new();
        let facts = [
            lesson(Status::Ongoing),
            lesson(Status::Completed),
            lesson(Status::Completed),
            lesson(Status::Absent),
            settled(Status::Completed, Outcome::Absent, Outcome::Present),
            settled(Status::Completed, Outcome::Absent, Outcome::Present),
            settled(Status::Completed, Outcome::Present, Outcome::Present),
        ];
        for one in &facts {
            let (next, entry) = follow(one, &decision, &mut accounts);
            changes.extend(entry.map(|entry| (entry.change, entry.cause)));
            decision = next;
        }
        assert_eq!(
            changes,
            [(-1, EntryCause::Completed), (1, EntryCause::TeacherAbsent), (-1, EntryCause::Completed)]
        );
        assert_eq!((accounts[0].balance.left(), decision), (0, CoverageDecision::Covered("one".to_owned())));
    }

    #[test]
    fn who_found_nothing_left_stays_uncovered_when_something_comes_back() {
        let mut accounts = [account("one", 1)];
        let (first, _) = follow(&lesson(Status::Completed), &CoverageDecision::Open, &mut accounts);
        let (second, entry) = follow(&lesson(Status::Completed), &CoverageDecision::Open, &mut accounts);
        assert_eq!((&second, entry), (&CoverageDecision::Uncovered, None));
        let excused = settled(Status::Completed, Outcome::Present, Outcome::Excused);
        assert_eq!(follow(&excused, &first, &mut accounts).0, CoverageDecision::Open);
        assert_eq!(accounts[0].balance.left(), 1);
        assert_eq!(
            follow(&lesson(Status::Completed), &second, &mut accounts),
            (CoverageDecision::Uncovered, None)
        );
        assert_eq!(accounts[0].balance.left(), 1);
    }

    fn facts() -> impl Strategy<Value = LearnerSession> {
        let status = proptest::sample::select(Status::ALL);
        let outcome = || proptest::sample::select(Outcome::ALL);
        (status, any::<bool>(), outcome(), outcome()).prop_map(|(status, is_settled, teacher, learner)| {
            LearnerSession { settled: is_settled, ..settled(status, teacher, learner) }
        })
    }

    proptest! {
        /// Whatever happens to some lessons, however often it is told and in whichever order: nothing is covered that is
        /// not there, and what is used is exactly the lessons that are covered.
        #[test]
        fn the_balance_is_the_lessons_that_are_covered(
            told in proptest::collection::vec((0..6_usize, facts(), 1..4_usize), 0..60),
            granted in 0..6_i64,
        ) {
            let mut accounts = [account("one", granted), account("two", 1)];
            let mut decisions: BTreeMap<usize, CoverageDecision> = BTreeMap::new();
            let mut entries: BTreeMap<usize, Vec<i64>> = BTreeMap::new();
            for (lesson, facts, times) in told {
                for _ in 0..times {
                    let before = decisions.entry(lesson).or_default();
                    let (next, entry) = follow(&facts, before, &mut accounts);
                    *before = next;
                    entries.entry(lesson).or_default().extend(entry.map(|one| one.change));
                }
                let covered = decisions.values().filter(|one| matches!(one, CoverageDecision::Covered(_))).count();
                let used: i64 = accounts.iter().map(|one| one.balance.used()).sum();
                prop_assert_eq!(used, covered as i64);
                prop_assert!(accounts.iter().all(|one| one.balance.available() >= 0 && one.balance.used() >= 0));
                let counts = matches!(facts.standing(), Standing::Counts(_));
                prop_assert_eq!(decisions[&lesson] == CoverageDecision::Open, !counts);
            }
            for (lesson, changes) in &entries {
                // −1 and +1 by turns, so that the sum is −1 where it is covered and else 0.
                let alternates = changes.iter().enumerate().all(|(at, change)| *change == if at % 2 == 0 { -1 } else { 1 });
                prop_assert!(alternates, "{:?}", changes);
                let covered = matches!(decisions[lesson], CoverageDecision::Covered(_));
                prop_assert_eq!(changes.iter().sum::<i64>(), -i64::from(covered));
            }
        }

        /// Where there is enough for all, the order in which the lessons' facts arrive makes no difference.
        #[test]
        fn with_enough_left_the_order_makes_no_difference(
            last in proptest::collection::vec(facts(), 1..6),
            noise in proptest::collection::vec((0..6_usize, facts()), 0..20),
            backwards in any::<bool>(),
        ) {
            let counted = last.iter().filter(|one| matches!(one.standing(), Standing::Counts(_))).count();
            let mut accounts = [account("one", 50)];
            let lessons = last.len();
            let mut decisions = vec![CoverageDecision::Open; lessons];
            let noise = noise.into_iter().filter(|(lesson, _)| *lesson < lessons);
            let mut told: Vec<(usize, LearnerSession)> = last.into_iter().enumerate().collect();
            if backwards {
                told.reverse();
            }
            for (lesson, facts) in noise.chain(told) {
                decisions[lesson] = follow(&facts, &decisions[lesson], &mut accounts).0;
            }
            prop_assert_eq!(accounts[0].balance.left(), 50 - counted as i64);
        }
    }
}
