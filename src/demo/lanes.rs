//! Lessons that follow one another at any hour of the day, so that some of them run when the quick past is over, and others
//! begin as long as the demo serves.

use super::academy::Series;
use super::client::ApiClient;
use super::lessons::Lesson;
use super::members::MemberIds;
use super::seed;
use crate::domain::time::{MINUTE, Span, Timestamp};

/// Starts are whole multiples of so many milliseconds: lessons begin at plain times.
const START_STEP: i64 = 5 * MINUTE;
/// How far ahead lessons are planned, in milliseconds.
pub const PLANNED_AHEAD: i64 = 90 * MINUTE;

/// Lessons of the same people, one after the other.
pub struct LessonLane {
    pub series: Series,
    /// Minutes from the present of the demo to the start of the first lesson.
    first: i64,
    /// Minutes between two lessons.
    pause: i64,
}

const fn livekit(
    (key, title): (&'static str, &'static str),
    (kind, format): (&'static str, &'static str),
    teacher: &'static str,
    students: &'static [&'static str],
    minutes: i64,
) -> Series {
    let platform = "livekit";
    Series { key, title, kind, format, platform, teacher, students, days: &[], hour: 0, minute: 0, minutes }
}

/// Nobody is in two of them, and most of their people are in no lesson of the timetable.
pub static LANES: &[LessonLane] = &[
    LessonLane {
        series: livekit(
            ("recitation", "Recitation with Layla"),
            ("quran", "individual"),
            "aisha",
            &["layla"],
            45,
        ),
        first: -20,
        pause: 5,
    },
    LessonLane {
        series: livekit(
            ("tajweed", "Tajweed circle"),
            ("quran", "circle"),
            "khadija",
            &["dina", "hamza", "sumaya", "salim", "tomas"],
            50,
        ),
        first: -5,
        pause: 5,
    },
    LessonLane {
        series: livekit(
            ("arithmetic", "Arithmetic"),
            ("academic", "group"),
            "ibrahim",
            &["ines", "karim", "leila", "jonas"],
            50,
        ),
        first: -15,
        pause: 5,
    },
    LessonLane {
        series: Series {
            platform: "meet",
            ..livekit(
                ("conversation", "Conversation class"),
                ("class", "group"),
                "maryam",
                &["sofia", "adam", "anaya"],
                45,
            )
        },
        first: -10,
        pause: 10,
    },
    LessonLane {
        series: livekit(("trial", "Trial lesson with Yasmin"), ("quran", "trial"), "priya", &["yasmin"], 30),
        first: -10,
        pause: 5,
    },
    LessonLane {
        series: livekit(("algebra", "Algebra with Chen"), ("academic", "individual"), "daud", &["chen"], 60),
        first: -35,
        pause: 5,
    },
];

/// The lane that the demo leaves to its visitors where there is a media server: those who are in it can log in, and are in no
/// lesson of the timetable, so that at every hour one runs.
const VISITORS_LANE: &str = "trial";

/// What is planned of the lanes so far.
pub struct LanePlans {
    lanes: Vec<PlannedLane>,
    /// When people of the lanes are in lessons of the timetable.
    busy: Vec<(&'static Series, Span)>,
}

/// A lane with how many of its lessons were planned, and when the next one begins.
struct PlannedLane {
    lane: &'static LessonLane,
    number: usize,
    next: Timestamp,
}

impl LanePlans {
    /// The lanes whose people come and go by themselves: all, or with a media server all but the visitors'.
    pub fn new(now: Timestamp, timetable: &[Lesson], has_media: bool) -> LanePlans {
        let is_played = |lane: &&LessonLane| !(has_media && lane.series.key == VISITORS_LANE);
        LanePlans::of(LANES.iter().filter(is_played).map(|lane| (lane, lane.first)), now, timetable)
    }

    /// The lane of the visitors alone, whose first lesson begins now.
    pub fn for_visitors(now: Timestamp, timetable: &[Lesson]) -> LanePlans {
        let visitors = LANES.iter().filter(|lane| lane.series.key == VISITORS_LANE);
        LanePlans::of(visitors.map(|lane| (lane, 0)), now, timetable)
    }

    fn of(
        lanes: impl Iterator<Item = (&'static LessonLane, i64)>,
        now: Timestamp,
        timetable: &[Lesson],
    ) -> LanePlans {
        let base = now.plus(-now.millis().rem_euclid(START_STEP));
        let lanes =
            lanes.map(|(lane, first)| PlannedLane { lane, number: 0, next: base.plus(first * MINUTE) });
        let busy = timetable.iter().map(|lesson| (lesson.series, Span::new(lesson.start, lesson.end)));
        LanePlans { lanes: lanes.collect(), busy: busy.collect() }
    }

    /// Plans what begins before `until`, through the API.
    pub async fn plan_until(
        &mut self,
        admin: &ApiClient,
        members: &MemberIds,
        until: Timestamp,
    ) -> anyhow::Result<Vec<Lesson>> {
        let mut planned = Vec::new();
        while let Some((lane, number, start)) = self.take_before(until) {
            planned.push(seed::plan(admin, members, &lane.series, number, start).await?);
        }
        Ok(planned)
    }

    /// The next lesson that begins before `until`, with its number in its lane.
    fn take_before(&mut self, until: Timestamp) -> Option<(&'static LessonLane, usize, Timestamp)> {
        for PlannedLane { lane, number, next } in &mut self.lanes {
            let length = lane.series.minutes * MINUTE;
            // After the lessons of the timetable that its people are in.
            while let Some((_, busy)) = self.busy.iter().find(|(series, busy)| {
                shares_people(series, &lane.series) && busy.overlaps(Span::new(*next, next.plus(length)))
            }) {
                *next = busy.to.plus(lane.pause * MINUTE);
            }
            if *next < until {
                let taken = (*lane, *number, *next);
                *number += 1;
                *next = next.plus(length + lane.pause * MINUTE);
                return Some(taken);
            }
        }
        None
    }
}

fn shares_people(one: &Series, other: &Series) -> bool {
    let is_in = |key: &str| other.teacher == key || other.students.contains(&key);
    is_in(one.teacher) || one.students.iter().any(|key| is_in(key))
}

#[cfg(test)]
mod tests {
    use chrono::Datelike;

    use super::*;
    use crate::demo::academy::{MEMBERS, Member, TIMETABLE};
    use crate::domain::time::DAY;

    /// Every lesson of the timetable in some weeks.
    fn timetable() -> Vec<Lesson> {
        let first = chrono::NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
        let days = first.iter_days().take(21);
        days.flat_map(|day| {
            let of_day = TIMETABLE.iter().filter(move |series| series.days.contains(&day.weekday()));
            of_day.map(move |series| {
                let start = seed::start_of(series, day).unwrap();
                let end = start.plus(series.minutes * MINUTE);
                Lesson { series, number: 0, id: String::new(), room: None, start, end }
            })
        })
        .collect()
    }

    #[test]
    fn nobody_is_in_two_lanes() {
        for (index, lane) in LANES.iter().enumerate() {
            for other in &LANES[index + 1..] {
                assert!(!shares_people(&lane.series, &other.series), "{}", lane.series.title);
            }
            for key in lane.series.students.iter().chain([&lane.series.teacher]) {
                assert!(MEMBERS.iter().any(|member| member.key == *key), "{key}");
            }
        }
    }

    #[test]
    fn visitors_have_a_lane_of_people_who_log_in_which_nobody_else_plays() {
        let (now, timetable) = (Timestamp::from_seconds(1_767_600_061), timetable());
        let mut visitors = LanePlans::for_visitors(now, &timetable);
        let (lane, _, start) = visitors.take_before(now).unwrap();
        assert!(start <= now && now < start.plus(START_STEP), "it runs now");
        for key in lane.series.students.iter().chain([&lane.series.teacher]) {
            let is_login = |member: &Member| member.key == *key && member.email.is_some();
            assert!(MEMBERS.iter().any(is_login), "{key}");
            let is_busy = |series: &&Series| series.teacher == *key || series.students.contains(key);
            assert!(!TIMETABLE.iter().any(|series| is_busy(&series)), "{key} has lessons of the timetable");
        }
        let played = LanePlans::new(now, &timetable, true);
        assert_eq!(played.lanes.len(), LANES.len() - 1);
        assert!(played.lanes.iter().all(|one| one.lane.series.key != lane.series.key));
    }

    #[test]
    fn at_every_hour_of_the_week_three_lessons_run_then_at_least_two_and_nobody_is_in_both() {
        let timetable = timetable();
        let begin = timetable[0].start;
        for quarter in 0..7 * DAY / (15 * MINUTE) {
            let now = begin.plus(4 * DAY + quarter * 15 * MINUTE + 61_000);
            let mut plans = LanePlans::new(now, &timetable, false);
            let mut taken: Vec<(&LessonLane, Span)> = Vec::new();
            while let Some((lane, _, start)) = plans.take_before(now.plus(PLANNED_AHEAD)) {
                taken.push((lane, Span::new(start, start.plus(lane.series.minutes * MINUTE))));
            }
            for minute in 0..60 {
                let at = now.plus(minute * MINUTE);
                let count = taken.iter().filter(|(_, span)| span.contains(at)).count();
                let others = timetable.iter().filter(|one| Span::new(one.start, one.end).contains(at));
                let least = if minute < 5 { 3 } else { 2 };
                assert!(count + others.count() >= least, "{now} + {minute} min");
            }
            for (lane, span) in taken {
                let clash = timetable.iter().find(|one| {
                    shares_people(one.series, &lane.series) && Span::new(one.start, one.end).overlaps(span)
                });
                assert!(clash.is_none(), "{} at {now}", lane.series.title);
            }
        }
    }
}
