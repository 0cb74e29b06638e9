//! Subscriptions: sessions that somebody has paid for ahead. What becomes of each is a ledger of entries; a balance is
//! their sum, never a counter. `consumption` says what a session takes from it and gives back.

pub mod consumption;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use crate::domain::session::Kind;
use crate::domain::string_enum::string_enum_methods;
use crate::domain::time::Timestamp;

/// Most sessions that one package or subscription grants, and most that one correction moves.
pub const MAX_SESSIONS: i64 = 1_000;

/// At so many left it is time to think of the next subscription.
const LOW_BALANCE: i64 = 1;

/// Sessions granted to one learner for a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscription {
    pub id: String,
    /// The learner.
    pub person: String,
    /// Kind of the sessions it covers; `None`: every kind but events, which are not lessons.
    pub kind: Option<Kind>,
    pub granted: i64,
    /// Local days of the organisation; the last one still counts.
    pub valid_from: NaiveDate,
    pub valid_until: Option<NaiveDate>,
    pub created_at: Timestamp,
}

impl Subscription {
    /// Whether it is for a session of this kind that starts on this local day, whatever is left of it.
    pub fn is_for(&self, kind: Kind, day: NaiveDate) -> bool {
        let is_valid = self.valid_from <= day && self.valid_until.is_none_or(|last| day <= last);
        is_valid && kind != Kind::Event && self.kind.is_none_or(|own| own == kind)
    }

    /// Whether its last day is over.
    pub fn has_ended(&self, today: NaiveDate) -> bool {
        self.valid_until.is_some_and(|last| last < today)
    }
}

/// Why an entry stands in the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum EntryCause {
    /// The session took place.
    Completed,
    /// The learner did not come.
    Absent,
    /// Given back: the teacher did not come.
    TeacherAbsent,
    /// Given back: the learner is excused.
    Excused,
    /// Given back: the session does not count any more, or the learner is not on its roster.
    NotCounted,
    /// A person corrected it, with a reason of their own.
    Corrected,
    /// What was left at the end of the last day, or came back after it.
    Lapsed,
}
string_enum_methods!(EntryCause);

/// What the entries of one subscription come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Balance {
    pub granted: i64,
    /// The sum of the entries of sessions: not above 0.
    pub sessions: i64,
    pub corrections: i64,
    /// The sum of what lapsed: not above 0.
    pub lapsed: i64,
}

impl Balance {
    pub fn used(&self) -> i64 {
        -self.sessions
    }

    pub fn left(&self) -> i64 {
        self.available() + self.lapsed
    }

    /// What is left for sessions of its time. A session of the last day may be counted after the rest has lapsed, so
    /// what lapsed is still there for it.
    pub fn available(&self) -> i64 {
        self.granted + self.sessions + self.corrections
    }

    pub fn is_low(&self) -> bool {
        self.left() <= LOW_BALANCE
    }

    /// Adds an entry.
    pub fn add(&mut self, cause: EntryCause, change: i64) {
        match cause {
            EntryCause::Corrected => self.corrections += change,
            EntryCause::Lapsed => self.lapsed += change,
            EntryCause::Completed
            | EntryCause::Absent
            | EntryCause::TeacherAbsent
            | EntryCause::Excused
            | EntryCause::NotCounted => self.sessions += change,
        }
    }
}

/// A subscription with what its ledger says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubscriptionAccount {
    pub subscription: Subscription,
    pub balance: Balance,
    /// Whether what was left has lapsed. From then on nothing stays left: what comes back lapses too.
    pub has_lapsed: bool,
}

impl SubscriptionAccount {
    /// What has to lapse, or to be taken back of what lapsed, so that nothing is left after the end; `None` where nothing
    /// has to.
    pub fn lapse_change(&self) -> Option<i64> {
        let change = if self.has_lapsed { -self.balance.left() } else { -self.balance.lapsed };
        (change != 0).then_some(change)
    }
}

/// The subscription that covers a session of this kind on this local day, of one learner's: its own kind before every
/// kind, the earliest end first, then the oldest. `None`: nothing is left for it.
pub fn covering(
    accounts: &[SubscriptionAccount],
    kind: Kind,
    day: NaiveDate,
) -> Option<&SubscriptionAccount> {
    let fits = |one: &&SubscriptionAccount| one.subscription.is_for(kind, day) && one.balance.available() > 0;
    accounts.iter().filter(fits).min_by_key(|one| {
        let Subscription { kind, valid_until, created_at, id, .. } = &one.subscription;
        (kind.is_none(), valid_until.unwrap_or(NaiveDate::MAX), *created_at, id)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn account(
        id: &str,
        kind: Option<Kind>,
        until: Option<&str>,
        granted: i64,
        age: i64,
    ) -> SubscriptionAccount {
        SubscriptionAccount {
            subscription: Subscription {
                id: id.to_owned(),
                person: "omar".to_owned(),
                kind,
                granted,
                valid_from: day("2026-01-01"),
                valid_until: until.map(day),
                created_at: Timestamp::from_seconds(1_767_225_600 - age),
            },
            balance: Balance { granted, ..Balance::default() },
            has_lapsed: false,
        }
    }

    fn chosen(accounts: &[SubscriptionAccount], at: &str) -> Option<String> {
        covering(accounts, Kind::Quran, day(at)).map(|one| one.subscription.id.clone())
    }

    #[test]
    fn its_kind_comes_before_every_kind_then_the_earliest_end_then_the_oldest() {
        let any_soon = account("any", None, Some("2026-01-10"), 5, 9);
        let own = account("own", Some(Kind::Quran), None, 5, 0);
        assert_eq!(chosen(&[any_soon.clone(), own.clone()], "2026-01-05"), Some("own".to_owned()));
        let ends = account("ends", Some(Kind::Quran), Some("2026-03-31"), 5, 0);
        let sooner = account("sooner", Some(Kind::Quran), Some("2026-02-28"), 5, 0);
        let older = account("older", Some(Kind::Quran), Some("2026-02-28"), 5, 1);
        let mut all =
            vec![own, ends, sooner, older, any_soon, account("other", Some(Kind::Academic), None, 5, 9)];
        for wanted in ["older", "sooner", "ends", "own", "any"] {
            assert_eq!(chosen(&all, "2026-01-05"), Some(wanted.to_owned()));
            let used = all.iter_mut().find(|one| one.subscription.id == wanted).unwrap();
            used.balance.add(EntryCause::Completed, -5);
        }
        assert_eq!(chosen(&all, "2026-01-05"), None);
    }

    #[test]
    fn the_first_and_the_last_day_count_and_an_event_never_does() {
        let one = account("one", None, Some("2026-01-31"), 1, 0);
        for (at, covers) in
            [("2025-12-31", false), ("2026-01-01", true), ("2026-01-31", true), ("2026-02-01", false)]
        {
            assert_eq!(chosen(std::slice::from_ref(&one), at).is_some(), covers, "{at}");
        }
        assert!(!one.subscription.has_ended(day("2026-01-31")));
        assert!(one.subscription.has_ended(day("2026-02-01")));
        assert!(covering(&[one], Kind::Event, day("2026-01-05")).is_none());
    }

    #[test]
    fn what_is_left_lapses_and_what_comes_back_after_it_lapses_too() {
        let mut one = account("one", None, Some("2026-01-31"), 3, 0);
        one.balance.add(EntryCause::Completed, -1);
        assert_eq!((one.balance.left(), one.balance.used(), one.lapse_change()), (2, 1, None));
        one.has_lapsed = true;
        assert_eq!(one.lapse_change(), Some(-2));
        one.balance.add(EntryCause::Lapsed, -2);
        assert_eq!((one.balance.left(), one.balance.available(), one.lapse_change()), (0, 2, None));
        // A lesson of the last evening is counted after midnight.
        one.balance.add(EntryCause::Completed, -1);
        assert_eq!(one.lapse_change(), Some(1));
        one.balance.add(EntryCause::Lapsed, 1);
        assert_eq!((one.balance.left(), one.balance.used()), (0, 2));
        // Its last day is moved: what lapsed is there again.
        one.has_lapsed = false;
        assert_eq!(one.lapse_change(), Some(1));
    }
}
