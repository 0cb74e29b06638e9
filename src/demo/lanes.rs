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

/// What is planned of the lanes so far.
pub struct LanePlans {
    /// For each lane how many lessons were planned, and when the next one begins.
    next: Vec<(usize, Timestamp)>,
    /// When people of the lanes are in lessons of the timetable.
    busy: Vec<(&'static Series, Span)>,
}

impl LanePlans {
    pub fn new(now: Timestamp, timetable: &[Lesson]) -> LanePlans {
        let base = now.plus(-now.millis().rem_euclid(START_STEP));
        LanePlans {
            next: LANES.iter().map(|lane| (0, base.plus(lane.first * MINUTE))).collect(),
            busy: timetable
                .iter()
                .map(|lesson| (lesson.series, Span::new(lesson.start, lesson.end)))
                .collect(),
        }
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
        for (lane, next) in LANES.iter().zip(&mut self.next) {
            let length = lane.series.minutes * MINUTE;
            // After the lessons of the timetable that its people are in.
            while let Some((_, busy)) = self.busy.iter().find(|(series, busy)| {
                shares_people(series, &lane.series) && busy.overlaps(Span::new(next.1, next.1.plus(length)))
            }) {
                next.1 = busy.to.plus(lane.pause * MINUTE);
            }
            if next.1 < until {
                let (number, start) = *next;
                *next = (number + 1, start.plus(length + lane.pause * MINUTE));
                return Some((lane, number, start));
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
    use crate::demo::academy::{MEMBERS, TIMETABLE};
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
    fn at_every_hour_of_the_week_three_lessons_run_then_at_least_two_and_nobody_is_in_both() {
        let timetable = timetable();
        let begin = timetable[0].start;
        for quarter in 0..7 * DAY / (15 * MINUTE) {
            let now = begin.plus(4 * DAY + quarter * 15 * MINUTE + 61_000);
            let mut plans = LanePlans::new(now, &timetable);
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
