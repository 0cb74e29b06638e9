//! Memberships: whether somebody may enter a venue by a code. A scan is judged as of its own time, so a membership is
//! all its states, each from an instant on.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use crate::domain::string_enum::string_enum_methods;
use crate::domain::time::Timestamp;

/// Whether a membership holds, apart from its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum MembershipStatus {
    Active,
    /// For a while it admits nobody.
    Paused,
    Ended,
}
string_enum_methods!(MembershipStatus);

/// What somebody is a member by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MembershipState {
    pub plan: String,
    /// The one venue it admits to; `None`: every venue of the organisation.
    pub venue: Option<String>,
    /// Local days of the venue; the last one still counts.
    pub valid_from: NaiveDate,
    pub valid_until: Option<NaiveDate>,
    pub status: MembershipStatus,
}

impl MembershipState {
    /// Whether it holds on a local day.
    pub fn is_valid_on(&self, day: NaiveDate) -> bool {
        let is_in_time = self.valid_from <= day && self.valid_until.is_none_or(|last| day <= last);
        self.status == MembershipStatus::Active && is_in_time
    }

    /// Whether it is for this venue, or for all.
    pub fn is_for(&self, venue: &str) -> bool {
        self.venue.as_deref().is_none_or(|own| own == venue)
    }
}

/// A value that changes: each with the instant since which it is so, in the order they were written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateHistory<T>(Vec<(Timestamp, T)>);

impl<T> Default for StateHistory<T> {
    fn default() -> Self {
        StateHistory(Vec::new())
    }
}

impl<T> StateHistory<T> {
    pub fn new(states: Vec<(Timestamp, T)>) -> StateHistory<T> {
        StateHistory(states)
    }

    /// Adds what came after all the others.
    pub fn push(&mut self, since: Timestamp, state: T) {
        self.0.push((since, state));
    }

    /// Each with the instant since which it is so, in the order they were written.
    pub fn iter(&self) -> impl Iterator<Item = (Timestamp, &T)> {
        self.0.iter().map(|(since, state)| (*since, state))
    }

    /// What held at an instant. Before the first, the first; `None` only of an empty history.
    pub fn as_of(&self, at: Timestamp) -> Option<&T> {
        let latest = self.0.iter().rev().find(|(since, _)| *since <= at);
        latest.or(self.0.first()).map(|(_, state)| state)
    }
}

/// One membership with all that it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MembershipHistory {
    pub id: String,
    pub states: StateHistory<MembershipState>,
    /// Whether the plan of this id took codes, of every plan that the states name.
    pub plans: BTreeMap<String, StateHistory<bool>>,
}

/// Whether a venue's code may be taken from somebody, and why not. The later one is the better answer where several
/// memberships are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Eligibility {
    /// No membership holds on this day.
    MembershipInactive,
    /// One that holds is for another venue alone.
    OtherVenue,
    /// One that holds is for this venue, but its plan takes no codes.
    PlanNotEligible,
    Admitted,
}

impl MembershipHistory {
    fn eligibility(&self, venue: &str, day: NaiveDate, at: Timestamp) -> Eligibility {
        let Some(state) = self.states.as_of(at).filter(|state| state.is_valid_on(day)) else {
            return Eligibility::MembershipInactive;
        };
        if !state.is_for(venue) {
            return Eligibility::OtherVenue;
        }
        let plan = self.plans.get(&state.plan).and_then(|plan| plan.as_of(at));
        if plan == Some(&true) { Eligibility::Admitted } else { Eligibility::PlanNotEligible }
    }
}

/// Whether somebody with these memberships may enter a venue by its code, at an instant that is this local day there.
/// Of several memberships any that admits suffices.
pub fn eligibility(
    memberships: &[MembershipHistory],
    venue: &str,
    day: NaiveDate,
    at: Timestamp,
) -> Eligibility {
    let each = memberships.iter().map(|one| one.eligibility(venue, day, at));
    each.max().unwrap_or(Eligibility::MembershipInactive)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Eligibility::{Admitted, MembershipInactive, OtherVenue, PlanNotEligible};
    use super::*;

    fn day(number: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, number).expect("a day of January")
    }

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_seconds(1_767_600_000 + seconds)
    }

    /// From the 5th to the 9th, at every venue, of a plan that takes codes.
    fn state() -> MembershipState {
        MembershipState {
            plan: "codes".into(),
            venue: None,
            valid_from: day(5),
            valid_until: Some(day(9)),
            status: MembershipStatus::Active,
        }
    }

    fn membership(states: Vec<(i64, MembershipState)>) -> MembershipHistory {
        let states = states.into_iter().map(|(since, state)| (at(since), state)).collect();
        let plan = |takes_codes| StateHistory::new(vec![(at(0), takes_codes)]);
        MembershipHistory {
            id: "m1".into(),
            states: StateHistory::new(states),
            plans: [("codes".into(), plan(true)), ("desk".into(), plan(false))].into(),
        }
    }

    fn judged(memberships: &[MembershipHistory], number: u32, seconds: i64) -> Eligibility {
        eligibility(memberships, "gym", day(number), at(seconds))
    }

    #[test]
    fn without_a_membership_nobody_enters() {
        assert_eq!(judged(&[], 5, 0), MembershipInactive);
        assert_eq!(judged(&[membership(Vec::new())], 5, 0), MembershipInactive);
    }

    #[test]
    fn the_first_and_the_last_day_count() {
        let one = [membership(vec![(0, state())])];
        for (number, expected) in
            [(4, MembershipInactive), (5, Admitted), (9, Admitted), (10, MembershipInactive)]
        {
            assert_eq!(judged(&one, number, 0), expected, "{number}");
        }
        let endless = [membership(vec![(0, MembershipState { valid_until: None, ..state() })])];
        assert_eq!(judged(&endless, 31, 0), Admitted);
    }

    #[test]
    fn only_an_active_one_admits() {
        for status in [MembershipStatus::Paused, MembershipStatus::Ended] {
            let one = membership(vec![(0, MembershipState { status, ..state() })]);
            assert_eq!(judged(&[one], 5, 0), MembershipInactive, "{status}");
        }
    }

    #[test]
    fn a_named_venue_is_the_only_one() {
        let of =
            |venue: &str| membership(vec![(0, MembershipState { venue: Some(venue.into()), ..state() })]);
        assert_eq!(judged(&[of("gym")], 5, 0), Admitted);
        assert_eq!(judged(&[of("pool")], 5, 0), OtherVenue);
        assert_eq!(judged(&[of("pool"), of("gym")], 5, 0), Admitted);
    }

    #[test]
    fn the_plan_takes_codes_or_not() {
        let of = |plan: &str| membership(vec![(0, MembershipState { plan: plan.into(), ..state() })]);
        assert_eq!(judged(&[of("codes")], 5, 0), Admitted);
        assert_eq!(judged(&[of("desk")], 5, 0), PlanNotEligible);
        assert_eq!(judged(&[of("nobody knows")], 5, 0), PlanNotEligible);
        assert_eq!(judged(&[of("desk"), of("codes")], 5, 0), Admitted, "any one suffices");
        let elsewhere = membership(vec![(0, MembershipState { venue: Some("pool".into()), ..state() })]);
        assert_eq!(judged(&[elsewhere, of("desk")], 5, 0), PlanNotEligible);
    }

    #[test]
    fn a_scan_is_judged_by_what_held_at_its_time() {
        let paused = MembershipState { status: MembershipStatus::Paused, ..state() };
        let one = [membership(vec![(100, state()), (200, paused), (300, state())])];
        for (seconds, expected) in [
            (0, Admitted),
            (199, Admitted),
            (200, MembershipInactive),
            (299, MembershipInactive),
            (300, Admitted),
        ] {
            assert_eq!(judged(&one, 5, seconds), expected, "{seconds}");
        }
        let mut late = membership(vec![(0, state())]);
        let plan =
            StateHistory::new(vec![(at(50), false), (at(100), true), (at(100), false), (at(150), true)]);
        late.plans.insert("codes".into(), plan);
        for (seconds, expected) in
            [(0, PlanNotEligible), (99, PlanNotEligible), (100, PlanNotEligible), (150, Admitted)]
        {
            assert_eq!(judged(std::slice::from_ref(&late), 5, seconds), expected, "{seconds}");
        }
    }

    fn any_state() -> impl Strategy<Value = MembershipState> {
        let plan = prop_oneof![Just("codes"), Just("desk")];
        let venue = prop_oneof![Just(None), Just(Some("gym")), Just(Some("pool"))];
        let status = prop::sample::select(MembershipStatus::ALL);
        (plan, venue, 1u32..10, prop::option::of(0u32..5), status).prop_map(
            |(plan, venue, from, days, status)| MembershipState {
                plan: plan.into(),
                venue: venue.map(str::to_owned),
                valid_from: day(from),
                valid_until: days.map(|days| day(from + days)),
                status,
            },
        )
    }

    fn any_memberships() -> impl Strategy<Value = Vec<MembershipHistory>> {
        let states = prop::collection::vec((0i64..9, any_state()), 1..4).prop_map(|mut states| {
            states.sort_by_key(|(since, _)| *since);
            membership(states)
        });
        prop::collection::vec(states, 0..4)
    }

    /// The rules as they are written in DESIGN.md 4.6, over what holds at the instant.
    fn by_the_book(all: &[MembershipHistory], on: NaiveDate, now: Timestamp) -> Eligibility {
        let holding: Vec<&MembershipState> = all
            .iter()
            .filter_map(|one| {
                let past: Vec<_> = one.states.0.iter().filter(|(since, _)| *since <= now).collect();
                past.last().copied().or(one.states.0.first()).map(|(_, state)| state)
            })
            .filter(|state| state.status == MembershipStatus::Active && state.valid_from <= on)
            .filter(|state| state.valid_until.is_none_or(|last| on <= last))
            .collect();
        let here = |state: &&MembershipState| state.venue.as_deref() != Some("pool");
        if holding.iter().any(|state| here(state) && state.plan == "codes") {
            Admitted
        } else if holding.iter().any(here) {
            PlanNotEligible
        } else if holding.is_empty() {
            MembershipInactive
        } else {
            OtherVenue
        }
    }

    proptest! {
        #[test]
        fn every_answer_is_that_of_the_rules(all in any_memberships(), number in 1u32..16, seconds in 0i64..10) {
            prop_assert_eq!(judged(&all, number, seconds), by_the_book(&all, day(number), at(seconds)));
        }

        #[test]
        fn another_membership_never_shuts_somebody_out(all in any_memberships(), more in any_memberships()) {
            let both = [all.clone(), more].concat();
            prop_assert!(judged(&both, 5, 4) >= judged(&all, 5, 4));
            let reversed: Vec<_> = both.iter().rev().cloned().collect();
            prop_assert_eq!(judged(&both, 5, 4), judged(&reversed, 5, 4));
        }
    }
}
