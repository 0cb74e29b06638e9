//! The figures over a board of sessions: Here, Missing, Late, Coverage (doors.md section 5).

use serde::Serialize;

use super::person_state::{PersonState, RosterPresence, SessionMoment};
use crate::domain::session::{Platform, Status};

/// The platform has shown a sign of life when it was heard of in the last so many milliseconds.
pub const SIGN_OF_LIFE_MILLIS: i64 = 5 * crate::domain::time::MINUTE;

/// What one session adds to the figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardEntry {
    pub moment: SessionMoment,
    pub platform: Platform,
    /// Whether its platform was heard of in the last `SIGN_OF_LIFE_MILLIS`.
    pub has_sign_of_life: bool,
    pub settled: bool,
    pub needs_review: bool,
    /// The roster, the teacher included, as far as it may be seen.
    pub people: Vec<RosterPresence>,
}

/// The figures of a board. Numbers of people, except where it says otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BoardFigures {
    /// On the roster of a running session with an open interval.
    pub here: u32,
    /// On the roster of a session that has begun, not excused, without any presence so far.
    pub missing: u32,
    /// Came after start and lateness grace, plus those missing once that grace has passed.
    pub late: u32,
    pub coverage: Coverage,
    /// Sessions that are over and not settled yet.
    pub unsettled: u32,
    /// Sessions somebody has to look at.
    pub needs_review: u32,
}

/// How many of the sessions that run on a platform were heard of lately.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Coverage {
    /// Running sessions with a sign of life.
    pub watched: u32,
    /// Running sessions with a platform: on-site ones are left out.
    pub running: u32,
}

impl Coverage {
    /// Whole percent, rounded down, so that 100 means all; `None` where nothing runs on a platform.
    pub fn percent(self) -> Option<u32> {
        (self.running > 0).then(|| self.watched * 100 / self.running)
    }
}

/// The figures over these sessions.
pub fn figures<'a>(entries: impl IntoIterator<Item = &'a BoardEntry>) -> BoardFigures {
    entries.into_iter().fold(BoardFigures::default(), |mut figures, entry| {
        figures.add(entry);
        figures
    })
}

impl BoardFigures {
    fn add(&mut self, entry: &BoardEntry) {
        let BoardEntry { moment, platform, .. } = entry;
        for person in &entry.people {
            let is_missing = moment.state_of(person) == PersonState::Missing;
            self.here += u32::from(moment.is_running() && person.is_here);
            self.missing += u32::from(is_missing);
            self.late += u32::from(person.is_late || is_missing && moment.grace_has_passed());
        }
        if moment.is_running() && *platform != Platform::Onsite {
            self.coverage.running += 1;
            self.coverage.watched += u32::from(entry.has_sign_of_life);
        }
        let is_over = matches!(moment.status, Status::Completed | Status::Absent);
        self.unsettled += u32::from(is_over && !entry.settled);
        self.needs_review += u32::from(entry.needs_review);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::{MINUTE, Timestamp};
    use crate::domain::verdict::outcome::Outcome;

    /// A session `minutes` after its start, with a grace of five.
    fn entry(minutes: i64, status: Status, people: &[RosterPresence]) -> BoardEntry {
        let start = Timestamp::from_seconds(1_767_600_000);
        BoardEntry {
            moment: SessionMoment {
                start,
                lateness_grace: 5 * MINUTE,
                status,
                now: start.plus(minutes * MINUTE),
            },
            platform: Platform::Livekit,
            has_sign_of_life: false,
            settled: false,
            needs_review: false,
            people: people.to_vec(),
        }
    }

    const NOBODY: RosterPresence =
        RosterPresence { outcome: None, first_join_at: None, is_here: false, is_late: false };
    const HERE: RosterPresence =
        RosterPresence { first_join_at: Some(Timestamp::MIN), is_here: true, ..NOBODY };
    const LEFT: RosterPresence = RosterPresence { is_here: false, ..HERE };

    #[test]
    fn here_are_those_with_an_open_interval_in_a_running_session() {
        let running = entry(3, Status::Ongoing, &[HERE, HERE, LEFT, NOBODY]);
        let over = entry(99, Status::Completed, &[HERE]);
        assert_eq!(figures([&running, &over]).here, 2);
    }

    #[test]
    fn missing_are_those_without_presence_since_a_session_began() {
        let excused = RosterPresence { outcome: Some(Outcome::Excused), ..NOBODY };
        let begun = entry(0, Status::Ongoing, &[HERE, LEFT, NOBODY, excused]);
        let to_come = entry(-1, Status::Scheduled, &[NOBODY]);
        let cancelled = entry(9, Status::Cancelled, &[NOBODY]);
        let over = entry(99, Status::Absent, &[NOBODY]);
        assert_eq!(figures([&begun, &to_come, &cancelled]).missing, 1);
        assert_eq!(figures([&begun, &over]).missing, 2);
    }

    #[test]
    fn late_are_those_who_came_late_and_those_missing_after_the_grace() {
        let late = RosterPresence { is_late: true, ..HERE };
        let late_and_gone = RosterPresence { is_late: true, ..LEFT };
        let people = [HERE, late, late_and_gone, NOBODY];
        assert_eq!(figures([&entry(5, Status::Ongoing, &people)]).late, 2, "the grace has not passed");
        assert_eq!(figures([&entry(6, Status::Ongoing, &people)]).late, 3);
    }

    #[test]
    fn coverage_is_the_share_of_running_sessions_on_a_platform_that_were_heard_of() {
        let heard = BoardEntry { has_sign_of_life: true, ..entry(3, Status::Ongoing, &[]) };
        let silent = entry(3, Status::Ongoing, &[]);
        let onsite = BoardEntry { platform: Platform::Onsite, ..silent.clone() };
        let to_come = BoardEntry { has_sign_of_life: true, ..entry(-30, Status::Scheduled, &[]) };
        let coverage = figures([&heard, &heard, &silent, &onsite, &to_come]).coverage;
        assert_eq!(coverage, Coverage { watched: 2, running: 3 });
        assert_eq!(coverage.percent(), Some(66));
        assert_eq!(figures([&onsite, &to_come]).coverage.percent(), None);
    }

    #[test]
    fn what_is_over_and_open_is_counted_and_what_somebody_has_to_look_at() {
        let open = entry(99, Status::Completed, &[]);
        let settled = BoardEntry { settled: true, needs_review: true, ..open.clone() };
        let found = figures([&open, &settled, &entry(3, Status::Ongoing, &[])]);
        assert_eq!((found.unsettled, found.needs_review), (1, 1));
    }
}
