//! The academy's timetables: planned once, at the beginning, and drawn by Rollcall alone from then on. Afterwards it is checked
//! that every lesson is there exactly once.

use std::collections::BTreeMap;

use anyhow::{Context, ensure};
use chrono::{Datelike, Days, NaiveDate, TimeDelta, Weekday};
use serde::Deserialize;
use serde_json::json;

use super::academy::{HOLIDAY, HOLIDAY_DAYS_AHEAD, PLAYED_DAYS, Series, TIMETABLE, ZONE};
use super::client::{ApiClient, text};
use super::lessons::Lesson;
use super::members::MemberIds;
use super::{meet, seed};
use crate::domain::time::calendar::local_date;
use crate::domain::time::{HOUR, Timestamp};

/// How many days ahead every lesson must be drawn, whenever the last night's run was.
const DRAWN_DAYS: u64 = 55;
/// The lesson that the office moves, by series and number, and how far.
const MOVED: (&str, usize, i64) = ("noura", 2, 2 * HOUR);

/// The timetables with what Rollcall drew at first.
pub struct DemoTimetables {
    /// The timetables' ids.
    ids: Vec<(&'static Series, String)>,
    holiday: NaiveDate,
    first: NaiveDate,
}

/// What the check went through.
pub struct CheckedTimetables {
    pub timetables: usize,
    pub lessons: usize,
    pub holiday: NaiveDate,
}

#[derive(Deserialize)]
struct DrawnLessonJson {
    id: String,
    start: Timestamp,
    end: Timestamp,
    room: Option<String>,
}

/// Adds the holiday and plans every timetable, `PLAYED_DAYS` before today; gives the lessons that were drawn at once, each
/// with the time at which it will be held.
pub async fn plan(
    admin: &ApiClient,
    members: &MemberIds,
    today: NaiveDate,
) -> anyhow::Result<(DemoTimetables, Vec<Lesson>)> {
    let first = today - TimeDelta::days(PLAYED_DAYS);
    let holiday = holiday_from(today + Days::new(HOLIDAY_DAYS_AHEAD)).context("a day of lessons")?;
    admin.post("/api/v1/holidays", json!({"date": holiday, "name": HOLIDAY})).await?;
    let (mut ids, mut lessons) = (Vec::new(), Vec::new());
    for series in TIMETABLE {
        let begin = first.iter_days().find(|day| series.days.contains(&day.weekday()));
        let begin = begin.context("a day of its week")?;
        let id = create(admin, members, series, begin).await?;
        for (number, drawn) in drawn(admin, &id).await?.into_iter().enumerate() {
            let DrawnLessonJson { id, start, end, room } = drawn;
            let moved = if (series.key, number) == (MOVED.0, MOVED.1) { MOVED.2 } else { 0 };
            let (start, end) = (start.plus(moved), end.plus(moved));
            lessons.push(Lesson { series, number, id, room, start, end });
        }
        ids.push((series, id));
    }
    lessons.sort_by_key(|lesson| lesson.start);
    Ok((DemoTimetables { ids, holiday, first }, lessons))
}

fn holiday_from(day: NaiveDate) -> Option<NaiveDate> {
    let has_lessons = |day: &NaiveDate| TIMETABLE.iter().any(|series| series.days.contains(&day.weekday()));
    day.iter_days().take(7).find(has_lessons)
}

async fn create(
    admin: &ApiClient,
    members: &MemberIds,
    series: &Series,
    begin: NaiveDate,
) -> anyhow::Result<String> {
    let days: Vec<&str> = series.days.iter().map(|day| code(*day)).collect();
    let students: Vec<String> = series.students.iter().map(|key| members.id(key)).collect();
    let body = json!({
        "title": series.title,
        "kind": series.kind,
        "format": series.format,
        "platform": series.platform,
        "firstStart": format!("{begin}T{:02}:{:02}", series.hour, series.minute),
        "durationMinutes": series.minutes,
        "rule": format!("FREQ=WEEKLY;BYDAY={}", days.join(",")),
        "teacherId": members.id(series.teacher),
        "studentIds": students,
        "meetLink": meet::room_of(series).map(|room| room.link),
    });
    let made = admin.post("/api/v1/timetables", body).await.with_context(|| series.title)?;
    Ok(text(&made, "id"))
}

/// A day of the week as RFC 5545 writes it.
fn code(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "MO",
        Weekday::Tue => "TU",
        Weekday::Wed => "WE",
        Weekday::Thu => "TH",
        Weekday::Fri => "FR",
        Weekday::Sat => "SA",
        Weekday::Sun => "SU",
    }
}

async fn drawn(admin: &ApiClient, id: &str) -> anyhow::Result<Vec<DrawnLessonJson>> {
    admin.list(&format!("/api/v1/timetables/{id}/sessions")).await
}

impl DemoTimetables {
    /// Checks that each timetable has exactly one lesson for each of its days, from the first until eight weeks from now,
    /// none on the holiday, and each at its time but the one that was moved.
    ///
    /// # Errors
    /// Names the first timetable in which that is not so.
    pub async fn check(&self, admin: &ApiClient, now: Timestamp) -> anyhow::Result<CheckedTimetables> {
        let last = local_date(now, ZONE) + Days::new(DRAWN_DAYS);
        let mut lessons = 0;
        for (series, id) in &self.ids {
            let days = self.first.iter_days().take_while(|day| *day <= last);
            let days = days.filter(|day| series.days.contains(&day.weekday()) && *day != self.holiday);
            let mut expected = BTreeMap::new();
            for (number, day) in days.enumerate() {
                let moved = if (series.key, number) == (MOVED.0, MOVED.1) { MOVED.2 } else { 0 };
                let start = seed::start_of(series, day).context("a local time that exists")?;
                expected.insert(start.plus(moved), day);
            }
            let found = drawn(admin, id).await?;
            let found: Vec<Timestamp> =
                found.iter().map(|one| one.start).filter(|at| local_date(*at, ZONE) <= last).collect();
            ensure!(
                found == expected.keys().copied().collect::<Vec<_>>(),
                "the timetable of {} should have lessons on {:?}, and has {found:?}",
                series.title,
                expected.values()
            );
            lessons += found.len();
        }
        Ok(CheckedTimetables { timetables: self.ids.len(), lessons, holiday: self.holiday })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_holiday_is_a_day_of_lessons_after_the_played_days_and_within_what_is_drawn() {
        let first = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
        for today in first.iter_days().take(7) {
            let holiday = holiday_from(today + Days::new(HOLIDAY_DAYS_AHEAD)).unwrap();
            assert!(TIMETABLE.iter().any(|series| series.days.contains(&holiday.weekday())));
            // Drawn at the beginning already, when the holiday is known.
            assert!(holiday > today && holiday < today - TimeDelta::days(PLAYED_DAYS) + TimeDelta::weeks(8));
        }
    }

    #[test]
    fn the_moved_lesson_is_over_on_every_day_of_the_week() {
        let series = TIMETABLE.iter().find(|series| series.key == MOVED.0).unwrap();
        assert!(series.days.len() == 1 && (MOVED.1 as i64 + 1) * 7 <= PLAYED_DAYS);
    }
}
