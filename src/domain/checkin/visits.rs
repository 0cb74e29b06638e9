//! Visits: what one person's scans at one venue on one of its days come to. A pure function of them, whatever the order in
//! which they arrived: a scan that is uploaded later takes its place, and those after it are read anew.

use super::venue_day::DayClock;
use crate::domain::time::{SECOND, Timestamp};

/// Two scans of one person at one place within this are one, in milliseconds (doors.md section 3).
pub const DOUBLE_READ: i64 = 5 * SECOND;

/// One scan that was taken, or an entry by hand.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct VisitStep {
    pub at: Timestamp,
    /// Decides between steps of one instant; ids grow with time.
    pub id: String,
    pub kind: StepKind,
}

/// What it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StepKind {
    /// A code was read: out of whoever is inside, else in.
    Toggle,
    /// Somebody states that the person came.
    In,
    /// Somebody states that the person left.
    Out,
}

/// One stay at a venue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayVisit {
    /// Of the step it began with.
    pub id: String,
    pub began: StepKind,
    pub in_at: Timestamp,
    /// `None`: inside.
    pub out_at: Option<Timestamp>,
    /// The step it ended with; `None` too where nobody saw the end.
    pub ended_by: Option<String>,
    /// When it counts as forgotten if nobody leaves before: the limit of a visit, or the day's end.
    pub ends_by: Timestamp,
}

impl DayVisit {
    /// Whether it ended though nobody saw that.
    pub fn is_estimated(&self) -> bool {
        self.out_at.is_some() && self.ended_by.is_none()
    }
}

/// When a visit that began then is closed if nobody leaves: after the organisation's limit (milliseconds), or at the end of
/// the venue's day, whichever is earlier.
pub fn ends_by(in_at: Timestamp, clock: &DayClock, limit: i64) -> Timestamp {
    in_at.plus(limit).min(clock.day_of(in_at).to)
}

/// The visits of one day, in order. `steps` are those of that day, in any order; one that is still open at `now` is closed
/// where it is forgotten.
pub fn visits_of_day(
    mut steps: Vec<VisitStep>,
    clock: &DayClock,
    limit: i64,
    now: Timestamp,
) -> Vec<DayVisit> {
    steps.sort_unstable();
    let mut visits: Vec<DayVisit> = Vec::new();
    for VisitStep { at, id, kind } in steps {
        let inside = visits.last_mut().filter(|one| one.out_at.is_none());
        // Nobody is inside any more whose visit was forgotten before this.
        let inside = match inside {
            Some(forgotten) if forgotten.ends_by < at => {
                forgotten.out_at = Some(forgotten.ends_by);
                None
            }
            other => other,
        };
        match (inside, kind) {
            (Some(inside), StepKind::Toggle | StepKind::Out) => {
                inside.out_at = Some(at);
                inside.ended_by = Some(id);
            }
            (None, StepKind::Toggle | StepKind::In) => visits.push(DayVisit {
                id,
                began: kind,
                in_at: at,
                out_at: None,
                ended_by: None,
                ends_by: ends_by(at, clock, limit),
            }),
            // Came in though inside, or left though not there: said by hand, and changes nothing.
            (Some(_), StepKind::In) | (None, StepKind::Out) => {}
        }
    }
    if let Some(open) = visits.last_mut().filter(|one| one.out_at.is_none() && one.ends_by <= now) {
        open.out_at = Some(open.ends_by);
    }
    visits
}

#[cfg(test)]
mod tests {
    use chrono_tz::Tz;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::time::{HOUR, MINUTE};

    const LIMIT: i64 = 12 * HOUR;

    fn clock() -> DayClock {
        DayClock { zone: Tz::UTC, starts_at: DayClock::parse_start("04:00").expect("a time") }
    }

    /// Minutes after the day's beginning at 04:00.
    fn at(minutes: i64) -> Timestamp {
        Timestamp::parse("2026-01-05T04:00:00Z").expect("an instant").plus(minutes * MINUTE)
    }

    fn step(minutes: i64, kind: StepKind) -> VisitStep {
        VisitStep { at: at(minutes), id: format!("{minutes:05}"), kind }
    }

    fn scans(minutes: &[i64]) -> Vec<VisitStep> {
        minutes.iter().map(|one| step(*one, StepKind::Toggle)).collect()
    }

    fn spans(steps: Vec<VisitStep>, now: i64) -> Vec<(i64, Option<i64>, bool)> {
        let minutes = |one: Timestamp| one.since(at(0)) / MINUTE;
        let visits = visits_of_day(steps, &clock(), LIMIT, at(now));
        visits.iter().map(|one| (minutes(one.in_at), one.out_at.map(minutes), one.is_estimated())).collect()
    }

    #[test]
    fn in_out_and_in_again_are_two_visits() {
        assert_eq!(spans(scans(&[300, 480, 600]), 601), [(300, Some(480), false), (600, None, false)]);
    }

    #[test]
    fn a_forgotten_visit_ends_with_the_limit_or_the_day() {
        assert_eq!(spans(scans(&[60]), 60 + 719), [(60, None, false)]);
        assert_eq!(spans(scans(&[60]), 60 + 720), [(60, Some(780), true)]);
        assert_eq!(spans(scans(&[1_200]), 1_440), [(1_200, Some(1_440), true)]);
        // The next scan after the limit comes in, and is not taken for the way out.
        assert_eq!(spans(scans(&[0, 721]), 722), [(0, Some(720), true), (721, None, false)]);
        assert_eq!(spans(scans(&[0, 720]), 722), [(0, Some(720), false)]);
    }

    #[test]
    fn entries_by_hand_say_their_direction() {
        let steps = vec![
            step(10, StepKind::In),
            step(20, StepKind::In),
            step(30, StepKind::Out),
            step(40, StepKind::Out),
        ];
        assert_eq!(spans(steps, 50), [(10, Some(30), false)]);
        let mixed = vec![step(10, StepKind::In), step(30, StepKind::Toggle), step(40, StepKind::Toggle)];
        assert_eq!(spans(mixed, 50), [(10, Some(30), false), (40, None, false)]);
    }

    #[test]
    fn a_scan_that_arrives_late_takes_its_place() {
        assert_eq!(spans(scans(&[780, 720]), 800), [(720, Some(780), false)]);
    }

    proptest! {
        #[test]
        fn any_order_gives_the_same_visits_apart_from_each_other(
            minutes in prop::collection::btree_map(0_i64..1_440, 0_u8..3, 0..12), seed in any::<prop::sample::Index>(),
        ) {
            let steps: Vec<_> = minutes.iter().map(|(at, kind)| {
                step(*at, [StepKind::Toggle, StepKind::In, StepKind::Out][usize::from(*kind)])
            }).collect();
            let mut other = steps.clone();
            if !other.is_empty() {
                let middle = seed.index(other.len());
                other.rotate_left(middle);
            }
            let visits = visits_of_day(steps, &clock(), LIMIT, at(1_440));
            prop_assert_eq!(&visits, &visits_of_day(other, &clock(), LIMIT, at(1_440)));
            for two in visits.windows(2) {
                prop_assert!(two[0].out_at.is_some_and(|out| out <= two[1].in_at));
            }
            prop_assert!(visits.iter().all(|one| one.out_at.is_some_and(|out| out >= one.in_at && out <= one.ends_by)));
        }
    }
}
