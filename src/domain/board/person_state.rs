//! What somebody on the roster of a session is right now, as one word.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use crate::domain::presence::timeline::Interval;
use crate::domain::session::Status;
use crate::domain::string_enum::string_enum_methods;
use crate::domain::time::Timestamp;
use crate::domain::verdict::outcome::Outcome;

/// What somebody on a roster is right now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum PersonState {
    /// An interval is open, and they came in time.
    Here,
    /// An interval is open, and they came after the lateness grace.
    Late,
    /// Was there, and is not any more.
    Left,
    /// The session has begun, and there was no presence so far.
    Missing,
    /// The session has not begun, or is cancelled.
    Expected,
    Excused,
}
string_enum_methods!(PersonState);

/// What is stored of a session that the states of its people hang on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionMoment {
    pub start: Timestamp,
    /// How late somebody may come before it is called late, in milliseconds.
    pub lateness_grace: i64,
    pub status: Status,
    pub now: Timestamp,
}

/// What is stored of one person on the roster; `default` for somebody without a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RosterPresence {
    pub outcome: Option<Outcome>,
    pub first_join_at: Option<Timestamp>,
    /// Whether an interval is open now.
    pub is_here: bool,
    pub is_late: bool,
}

impl SessionMoment {
    /// Whether it goes on now. The credit window counts, so somebody who came early is in a running session.
    pub fn is_running(&self) -> bool {
        self.status == Status::Ongoing
    }

    /// Whether its time has come; a cancelled one never begins.
    pub fn has_begun(&self) -> bool {
        self.status != Status::Cancelled && self.now >= self.start
    }

    pub fn grace_has_passed(&self) -> bool {
        self.has_begun() && self.now > self.start.plus(self.lateness_grace)
    }

    /// The state of one person of its roster.
    pub fn state_of(&self, person: &RosterPresence) -> PersonState {
        match () {
            () if person.is_here && person.is_late => PersonState::Late,
            () if person.is_here => PersonState::Here,
            () if person.outcome == Some(Outcome::Excused) => PersonState::Excused,
            () if person.was_there() => PersonState::Left,
            () if self.has_begun() => PersonState::Missing,
            () => PersonState::Expected,
        }
    }
}

impl RosterPresence {
    /// Whether there was presence so far. An override that says so counts: whom the teacher declared present is not
    /// missing.
    pub fn was_there(&self) -> bool {
        self.first_join_at.is_some() || matches!(self.outcome, Some(Outcome::Present | Outcome::Partial))
    }
}

/// Whether one of the stays lasts at `now`.
pub fn is_open_at(intervals: &[Interval], now: Timestamp) -> bool {
    intervals.iter().any(|stay| stay.from <= now && stay.to.is_none_or(|to| to > now))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::MINUTE;

    const START: Timestamp = Timestamp::MIN;

    fn moment(minutes: i64, status: Status) -> SessionMoment {
        let start = START.plus(100 * MINUTE);
        SessionMoment { start, lateness_grace: 5 * MINUTE, status, now: start.plus(minutes * MINUTE) }
    }

    fn came() -> RosterPresence {
        RosterPresence { first_join_at: Some(START.plus(101 * MINUTE)), ..RosterPresence::default() }
    }

    #[test]
    fn who_is_there_is_here_or_late() {
        let here = RosterPresence { is_here: true, ..came() };
        assert_eq!(moment(3, Status::Ongoing).state_of(&here), PersonState::Here);
        let late = RosterPresence { is_late: true, ..here };
        assert_eq!(moment(9, Status::Ongoing).state_of(&late), PersonState::Late);
        let excused = RosterPresence { outcome: Some(Outcome::Excused), ..here };
        assert_eq!(
            moment(3, Status::Ongoing).state_of(&excused),
            PersonState::Here,
            "they came all the same"
        );
    }

    #[test]
    fn who_was_there_has_left() {
        assert_eq!(moment(9, Status::Ongoing).state_of(&came()), PersonState::Left);
        assert_eq!(moment(900, Status::Completed).state_of(&came()), PersonState::Left);
        let declared = RosterPresence { outcome: Some(Outcome::Present), ..RosterPresence::default() };
        assert_eq!(moment(9, Status::Ongoing).state_of(&declared), PersonState::Left, "an override said so");
    }

    #[test]
    fn who_never_came_is_expected_and_missing_from_the_start_on() {
        let nobody = RosterPresence::default();
        assert_eq!(moment(-1, Status::Scheduled).state_of(&nobody), PersonState::Expected);
        assert_eq!(moment(-1, Status::Ongoing).state_of(&nobody), PersonState::Expected, "others came early");
        assert_eq!(moment(0, Status::Ongoing).state_of(&nobody), PersonState::Missing);
        assert_eq!(moment(0, Status::Scheduled).state_of(&nobody), PersonState::Missing, "not evaluated yet");
        assert_eq!(moment(900, Status::Absent).state_of(&nobody), PersonState::Missing);
        assert_eq!(moment(9, Status::Cancelled).state_of(&nobody), PersonState::Expected);
        let unknown = RosterPresence { outcome: Some(Outcome::Unknown), ..nobody };
        assert_eq!(moment(9, Status::Ongoing).state_of(&unknown), PersonState::Missing);
    }

    #[test]
    fn who_is_excused_is_not_missing() {
        let excused = RosterPresence { outcome: Some(Outcome::Excused), ..RosterPresence::default() };
        assert_eq!(moment(-9, Status::Scheduled).state_of(&excused), PersonState::Excused);
        assert_eq!(moment(9, Status::Ongoing).state_of(&excused), PersonState::Excused);
    }

    #[test]
    fn a_stay_is_open_from_its_start_until_its_end() {
        let at = |minutes: i64| START.plus(minutes * MINUTE);
        let stay = |from, to: Option<i64>| Interval { from: at(from), to: to.map(at), estimated: false };
        assert!(is_open_at(&[stay(1, Some(2)), stay(3, None)], at(3)));
        assert!(!is_open_at(&[stay(1, Some(2)), stay(3, None)], at(2)));
        assert!(is_open_at(&[stay(1, Some(9))], at(8)), "taken to last until the end of the session");
        assert!(!is_open_at(&[], at(8)));
    }
}
